"""What must hold for a row of a price list to apply; every part that is given must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

Number = int | Decimal


@dataclass(frozen=True)
class Range:
    """From one number to another; an end that is None is open, and one that is `…_out` is itself left out."""

    low: Number | None = None
    high: Number | None = None
    low_out: bool = False
    high_out: bool = False

    def __contains__(self, value: Number) -> bool:
        if self.low is not None and (value < self.low or (self.low_out and value == self.low)):
            return False
        return self.high is None or value < self.high or (not self.high_out and value == self.high)

    def is_within(self, other: Range) -> bool:
        """Whether every number of this one is in the other too."""
        return _starts_no_sooner(self, other) and _ends_no_later(self, other)

    def meets(self, other: Range) -> bool:
        """Whether some number is in both."""
        return not (_is_below(self, other) or _is_below(other, self))


def _starts_no_sooner(one: Range, other: Range) -> bool:
    if other.low is None:
        return True
    if one.low is None:
        return False
    return one.low > other.low or (one.low == other.low and (one.low_out or not other.low_out))


def _ends_no_later(one: Range, other: Range) -> bool:
    if other.high is None:
        return True
    if one.high is None:
        return False
    return one.high < other.high or (one.high == other.high and (one.high_out or not other.high_out))


def _is_below(one: Range, other: Range) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_out or other.low_out))


Told = bool | str | Range  # what a fact must be


@dataclass(frozen=True)
class When:
    """Codes of which one must hold (`with_room`: all; `slots_are`: exactly these), ranges, and facts.

    `together` are rooms that are priced as one, where all of them are booked.

    For a price by time, `band` and `dates` are about each part of the hire; for all else, `band` is
    about any part of it and `dates` about the day on which it begins. `starts` and `ends` are minutes
    from the midnight before the hire begins; `length` is in minutes; `hire` in pence.
    """

    category: tuple[str, ...] = ()
    room: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    with_room: tuple[str, ...] = ()
    occasion: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    slots_are: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    people: Range | None = None
    length: Range | None = None
    starts: Range | None = None
    ends: Range | None = None
    dates_booked: Range | None = None
    date_number: Range | None = None
    slots: Range | None = None
    hire: Range | None = None
    facts: Mapping[str, Told] = field(default_factory=dict, hash=False)

    CODES: ClassVar = (
        *("category", "room", "together", "with_room", "occasion"),
        *("product", "band", "dates", "slots_are", "extra"),
    )
    RANGES: ClassVar = ("people", "length", "starts", "ends", "dates_booked", "date_number", "slots", "hire")
    MOVING: ClassVar = ("length", "starts", "ends", "dates_booked", "date_number", "slots", "people")

    @property
    def is_plain(self) -> bool:
        """Whether it names one category, one room and at most one band, and nothing else."""
        bare = When(category=self.category, room=self.room, band=self.band)
        return len(self.category) == len(self.room) == 1 and len(self.band) <= 1 and self == bare


ALWAYS = When()
