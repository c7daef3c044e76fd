"""A pattern as it is kept with a booking: small keys, and read back exactly. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bookings.recurrence.pattern import Pattern, TermDays
from bookings.recurrence.times import Times

VERSION = 1


def as_document(pattern: Pattern) -> dict[str, Any]:
    """What says nothing is left out."""
    terms = pattern.terms
    row = {
        "until": pattern.until and pattern.until.isoformat(),
        "weeks": pattern.every_weeks if pattern.every_weeks > 1 else None,
        "days": sorted(pattern.weekdays) or None,
        "nth": pattern.nth,
        "dates": [day.isoformat() for day in pattern.picked] or None,
        "not": [day.isoformat() for day in sorted(pattern.skip)] or None,
        "term": None if terms is None else [[term.first.isoformat(), term.last.isoformat()] for term in terms],
        "bank": pattern.nation or None,
    }
    return {
        "v": VERSION,
        "on": pattern.first.isoformat(),
        "from": f"{pattern.times.start:%H:%M}",
        "to": f"{pattern.times.end:%H:%M}",
        **{key: value for key, value in row.items() if value is not None},
    }


def from_document(row: Mapping[str, Any]) -> Pattern:
    """What was kept."""
    return Pattern(
        _day(row["on"]),
        Times(time.fromisoformat(row["from"]), time.fromisoformat(row["to"])),
        until=_day(row["until"]) if "until" in row else None,
        every_weeks=row.get("weeks", 1),
        skip=frozenset(map(_day, row.get("not", ()))),
        weekdays=frozenset(row.get("days", ())),
        nth=row.get("nth"),
        picked=tuple(map(_day, row.get("dates", ()))),
        terms=tuple(TermDays(_day(first), _day(last)) for first, last in row["term"]) if "term" in row else None,
        nation=row.get("bank", ""),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
