"""How much of a room's access is known, and lately enough checked (figure B1 of the report)."""

from __future__ import annotations

from datetime import date

from venues.access.guide import Guide


def answered_and_in_date(guide: Guide, on: date) -> int:
    """How many of the core facts had an answer that day, checked by then and not too long before."""
    return sum(answer.in_date(on) for answer in guide.core)
