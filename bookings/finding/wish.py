"""What somebody looks for who looks for a room."""

from __future__ import annotations

from dataclasses import dataclass

from bookings.recurrence import Pattern
from venues.models import Venue


@dataclass(frozen=True)
class Wish:
    """When, for how many, what kind of group, which core access facts, and perhaps where."""

    pattern: Pattern
    people: int
    kind: str
    needs: frozenset[str] = frozenset()
    venue: Venue | None = None
    in_term: bool = False  # by the school terms of each hall
    not_bank_holidays: bool = False  # of the nation it lies in
