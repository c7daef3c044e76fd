"""What kind of day a day is, and which bands hold from when to when on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from venues.tariffs.quotes import Calendars, FactMissing
from venues.tariffs.rows import DAY, Band, Calendar, NamedDays, Season
from venues.tariffs.tariff import Tariff

ONE_DAY = timedelta(days=1)
TERM = "term"  # what is asked for where nobody knows the term dates


@dataclass(frozen=True)
class Day:
    """The weekday, the seasons it lies in, and the named days that it is."""

    weekday: int
    seasons: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def is_one_of(self, codes: Sequence[str]) -> bool:
        return any(code in self.seasons or code in self.named for code in codes)


@dataclass(frozen=True, eq=False)
class Slice:
    """A part of a day in which the same bands hold; `by_name` are those that hold because the day has a name.

    Each is made once for days of a kind, so that what was found out about it can be kept.
    """

    start: int
    end: int
    day: Day
    bands: frozenset[str]
    by_name: frozenset[str]


@dataclass(frozen=True)
class Days:
    """The days of one price list."""

    bands: tuple[Band, ...]
    seasons: tuple[Season, ...]
    named: tuple[NamedDays, ...]
    _slices: dict[tuple[Day, Day], tuple[Slice, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, tariff: Tariff) -> Days:
        return cls(tariff.bands, tariff.seasons, tariff.named_days)

    def kind(self, on: date, calendars: Calendars) -> Day:
        """Raises FactMissing where it depends on term dates that nobody knows."""
        if not self.seasons and not self.named:
            return PLAIN[on.weekday()]
        seasons = frozenset(season.code for season in self.seasons if season.holds(on))
        named = frozenset(days.code for days in self.named if _is_named(days, on, calendars))
        return Day(on.weekday(), seasons, named)

    def slices(self, on: date, calendars: Calendars) -> tuple[Slice, ...]:
        """Midnight to midnight, nothing left out; bands of the evening before reach into it."""
        today, before = self.kind(on, calendars), self.kind(on - ONE_DAY, calendars)
        if (today, before) not in self._slices:
            self._slices[today, before] = tuple(self._cut(today, before))
        return self._slices[today, before]

    def _cut(self, today: Day, before: Day) -> Iterator[Slice]:
        held = [*self._held(today, 0), *self._held(before, DAY)]
        edges = sorted({0, DAY, *(edge for start, end, *_ in held for edge in (start, end))})
        for start, end in pairwise(edges):
            here = [(code, by_name) for first, last, code, by_name in held if first <= start and end <= last]
            yield Slice(
                start,
                end,
                today,
                frozenset(code for code, _by_name in here),
                frozenset(code for code, by_name in here if by_name),
            )

    def _held(self, day: Day, shift: int) -> Iterator[tuple[int, int, str, bool]]:
        """From when to when each band of the day holds, cut to the day that begins `shift` minutes later."""
        for band in self.bands:
            by_name = bool(day.named.intersection(band.named))
            if by_name or day.weekday in band.days:
                start, end = max(band.from_minute - shift, 0), min(band.to_minute - shift, DAY)
                if start < end:
                    yield start, end, band.code, by_name


PLAIN = tuple(Day(weekday) for weekday in range(7))


def _is_named(days: NamedDays, on: date, calendars: Calendars) -> bool:
    if (on.month, on.day) in days.yearly or on in days.on:
        return True
    if days.calendar is None:
        return False
    if days.calendar == Calendar.BANK_HOLIDAYS:
        return on in calendars.bank_holidays
    if calendars.terms is None:
        raise FactMissing(TERM)
    return (on in calendars.terms) == (days.calendar == Calendar.TERM)
