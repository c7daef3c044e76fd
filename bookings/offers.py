"""A category with the price it gives, worked out once for the same hour of every week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from venues import tariffs
from venues.models import Category
from venues.money import Money
from venues.periods import Period

A_DAY = timedelta(days=1)


class Hour(NamedTuple):
    """When a hire of at most a day is, as a price list reads it: the weekday, the clock on the wall, and how long."""

    weekday: int
    start: time
    length: timedelta


@dataclass(frozen=True)
class Offer:
    """A category with the price it gives: one worked out for the same hour of the week so many days before or after.

    A search makes tens of thousands of offers, and shows the lines of a few.
    """

    category: Category
    alike: tariffs.Price
    days_later: int = 0

    @cached_property
    def quote(self) -> tariffs.Quote:
        return moved(self.alike.quote, self.days_later)

    @property
    def total(self) -> Money:
        return self.alike.total

    @property
    def standard(self) -> Money:
        return self.alike.standard


def hour_of(period: Period, zone: ZoneInfo) -> Hour | None:
    """None where it is longer than a day, or the clocks change on one of its days: that has a price of its own."""
    start, end = period.first.astimezone(zone), period.last.astimezone(zone)
    before, after = (datetime.combine(day, time(), zone) for day in (start.date(), end.date() + A_DAY))
    if period.length > A_DAY or before.utcoffset() != after.utcoffset():
        return None
    return Hour(start.weekday(), start.time(), period.length)


def moved(quote: tariffs.Quote, days: int) -> tariffs.Quote:
    """The same price for the same hour so many days later."""
    later = timedelta(days=days)
    return replace(
        quote,
        lines=tuple(
            replace(line, period=Period(line.period.start + later, line.period.end + later)) if line.period else line
            for line in quote.lines
        ),
    )


def total_pence(offers: Iterable[Offer]) -> int:
    return sum(offer.alike.pence for offer in offers)
