"""What somebody looks for who looks for a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookings.finding.where import Place
from bookings.recurrence import Pattern
from venues.models import Venue


@dataclass(frozen=True)
class Wish:
    """When, for how many, what kind of group, which needs with what was said to them, and perhaps where.

    With `minutes` any so long a time between the hours of the pattern will do; with `first_free` any of its
    dates. `layout` and `things` are codes of `layouts.LAYOUTS` and `things.THINGS`. `most` is in pence for
    each hour of the hire, all in.
    """

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
    minutes: int | None = None
    first_free: bool = False
    layout: str = ""
    things: tuple[str, ...] = ()
    most: int | None = None

    @property
    def takes_the_first(self) -> bool:
        """Whether one time of several is enough; else every date of the pattern is wanted."""
        return self.minutes is not None or self.first_free

    @property
    def repeats(self) -> bool:
        """Whether it is for a series."""
        return self.pattern.until is not None and not self.first_free
