"""What kind of day a day is, and which bands hold from when to when on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from venues.tariffs.quotes import Calendars, FactMissing
from venues.tariffs.rows import DAY, Band, Calendar, NamedDays, Season
from venues.tariffs.tariff import Tariff

ONE_DAY = timedelta(days=1)
TERM = "term"  # what is asked for where nobody knows the term dates
BY_NAME, BY_WEEKDAY, PERHAPS = "name", "weekday", "perhaps"  # how a band holds


@dataclass(frozen=True)
class Day:
    """The weekday, the seasons it lies in, the named days that it is, and those that it may be for all we know."""

    weekday: int
    seasons: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()

    def is_one_of(self, codes: Sequence[str]) -> bool:
        """Raises FactMissing where that hangs on term dates that nobody knows."""
        if any(code in self.seasons or code in self.named for code in codes):
            return True
        if not self.unknown.isdisjoint(codes):
            raise FactMissing(TERM)
        return False


@dataclass(frozen=True, eq=False)
class Slice:
    """A part of a day in which the same bands hold; `by_name` are those that hold because the day has a name.

    `perhaps` are those that hold if the day is one of those that it may be for all we know. Each is made once for
    days of a kind, so that what was found out about it can be kept.
    """

    start: int
    end: int
    day: Day
    bands: frozenset[str]
    by_name: frozenset[str]
    perhaps: frozenset[str]

    def is_in(self, bands: Sequence[str]) -> bool:
        """Raises FactMissing where that hangs on term dates that nobody knows."""
        if not self.bands.isdisjoint(bands):
            return True
        if not self.perhaps.isdisjoint(bands):
            raise FactMissing(TERM)
        return False


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
        if not self.seasons and not self.named:
            return PLAIN[on.weekday()]
        seasons = frozenset(season.code for season in self.seasons if season.holds(on))
        named = {days.code: _is_named(days, on, calendars) for days in self.named}
        return Day(
            on.weekday(),
            seasons,
            frozenset(code for code, is_it in named.items() if is_it),
            frozenset(code for code, is_it in named.items() if is_it is None),
        )

    def slices(self, on: date, calendars: Calendars) -> tuple[Slice, ...]:
        """Midnight to midnight, nothing left out; bands of the evening before reach into it."""
        if not self.seasons and not self.named:
            return self._plain[on.weekday()]
        today, before = self.kind(on, calendars), self.kind(on - ONE_DAY, calendars)
        if (today, before) not in self._slices:
            self._slices[today, before] = tuple(self._cut(today, before))
        return self._slices[today, before]

    @cached_property
    def _plain(self) -> tuple[tuple[Slice, ...], ...]:
        """The days of a week in which no day has a name."""
        return tuple(tuple(self._cut(day, PLAIN[day.weekday - 1])) for day in PLAIN)

    def _cut(self, today: Day, before: Day) -> Iterator[Slice]:
        held = [*self._held(today, 0), *self._held(before, DAY)]
        edges = sorted({0, DAY, *(edge for start, end, *_ in held for edge in (start, end))})
        for start, end in pairwise(edges):
            here = [(code, how) for first, last, code, how in held if first <= start and end <= last]
            yield Slice(
                start,
                end,
                today,
                frozenset(code for code, how in here if how != PERHAPS),
                frozenset(code for code, how in here if how == BY_NAME),
                frozenset(code for code, how in here if how == PERHAPS),
            )

    def _held(self, day: Day, shift: int) -> Iterator[tuple[int, int, str, str]]:
        """From when to when each band of the day holds, and how, cut to the day that begins `shift` minutes later."""
        for band in self.bands:
            how = BY_NAME if day.named.intersection(band.named) else BY_WEEKDAY if day.weekday in band.days else ""
            if not how and day.unknown.intersection(band.named):
                how = PERHAPS
            if how:
                start, end = max(band.from_minute - shift, 0), min(band.to_minute - shift, DAY)
                if start < end:
                    yield start, end, band.code, how


PLAIN = tuple(Day(weekday) for weekday in range(7))


def _is_named(days: NamedDays, on: date, calendars: Calendars) -> bool | None:
    """None where nobody knows."""
    if (on.month, on.day) in days.yearly or on in days.on:
        return True
    if days.calendar is None:
        return False
    if days.calendar == Calendar.BANK_HOLIDAYS:
        return on in calendars.bank_holidays
    if calendars.terms is None:
        return None
    return (on in calendars.terms) == (days.calendar == Calendar.TERM)
