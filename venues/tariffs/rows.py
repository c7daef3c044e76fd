"""The rows of a price list: a named time band, and a price per hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from venues.money import Money

DAY = 24 * 60  # minutes on the clock of an ordinary day


@dataclass(frozen=True)
class Band:
    """A named stretch of the week: `days` count from Monday (0), minutes from midnight.

    A band that runs past midnight (`to_minute` beyond 1440) belongs to the day it starts on.
    """

    code: str
    name: str
    days: tuple[int, ...]
    from_minute: int
    to_minute: int

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Each (weekday, from, to) that the band covers, cut at midnight."""
        for day in self.days:
            yield day, self.from_minute, min(self.to_minute, DAY)
            if self.to_minute > DAY:
                yield (day + 1) % 7, 0, self.to_minute - DAY


@dataclass(frozen=True)
class Rate:
    """What an hour of a room costs one category of hirer, in one band.

    Without a band it holds at any time that no banded rate of the same category and room takes.
    Without a minimum of its own, the tariff's holds.
    """

    category: str
    room: str
    band: str | None
    per_hour: Money
    minimum_minutes: int | None = None
