"""What somebody looks for who looks for a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookings.finding.where import Place
from bookings.recurrence import Pattern
from venues.models import Venue


@dataclass(frozen=True)
class Wish:
    """When, for how many, what kind of group, which needs with what was said to them, and perhaps where."""

    pattern: Pattern
    people: int
    kind: str
    needs: frozenset[str] = frozenset()
    said: Mapping[str, int] = field(default_factory=dict)
    venue: Venue | None = None
    near: Place | None = None
    within: int | None = None  # miles
    in_term: bool = False  # by the school terms of each hall
    not_bank_holidays: bool = False  # of the nation it lies in
