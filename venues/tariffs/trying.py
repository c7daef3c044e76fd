"""A price list tried out: an hour here and an hour there, on a day of every kind, whatever else may be so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice, pairwise, product
from typing import Any
from zoneinfo import ZoneInfo

from venues.periods import Period
from venues.tariffs.days import Day, Days
from venues.tariffs.engine import quote
from venues.tariffs.quotes import Calendars, NoPrice, Refusal, Request
from venues.tariffs.rows import DAY, Calendar
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import Range

UTC_ZONE = ZoneInfo("UTC")
HOUR = 60
A_DAY = timedelta(days=1)
DAYS_TRIED = 366
MOST_CIRCUMSTANCES = 64
Span = tuple[int, int]
Crowds = tuple[tuple[int, int], ...]  # from so many people to so many, nought where to any number
FEW_DATES = 7  # days of a kind that comes no oftener in a year are told one by one


@dataclass(frozen=True)
class KindOfDay:
    """A date that stands for all days like it; `names` are its named days, none for an ordinary one.

    `is_rare`: but for the day of the week, hardly another day of the year is like it.
    """

    on: date
    calendars: Calendars
    names: tuple[str, ...]
    is_rare: bool = False


def days_of_every_kind(tariff: Tariff) -> Iterator[KindOfDay]:
    """One date for every weekday in every season and on every named day, in and out of term."""
    days = Days.of(tariff)
    listed = [on for named in tariff.named_days for on in named.on]
    dates = [tariff.valid_from + A_DAY * number for number in range(DAYS_TRIED)]
    seen: set[tuple[Day, Day]] = set()
    for calendars in _calendars(tariff):
        often = Counter(_season(days.kind(on, calendars)) for on in dates) if tariff.seasons else Counter()
        for on in sorted({*dates, *listed}):
            if tariff.valid_to is not None and on > tariff.valid_to and on not in listed:
                continue
            kind = days.kind(on, calendars), days.kind(on - A_DAY, calendars)
            if kind not in seen:
                seen.add(kind)
                is_rare = 0 < often[_season(kind[0])] <= FEW_DATES and not kind[0].named
                yield KindOfDay(on, calendars, tuple(sorted(kind[0].named)), is_rare)


def _season(day: Day) -> Day:
    """What the day is, whichever day of the week."""
    return replace(day, weekday=0)


def _calendars(tariff: Tariff) -> Iterator[Calendars]:
    known = {named.calendar for named in tariff.named_days}
    both: list[Container[date]] = [frozenset(), _Every()]
    terms: Sequence[Container[date] | None] = both if known & {Calendar.TERM, Calendar.SCHOOL_HOLIDAYS} else [None]
    holidays = both if Calendar.BANK_HOLIDAYS in known else both[:1]
    for bank_holidays, term in product(holidays, terms):
        yield Calendars(bank_holidays, term)


class _Every:
    """Holds every date."""

    def __contains__(self, _on: object) -> bool:
        return True


@dataclass(frozen=True)
class Trial:
    """One category in one room."""

    tariff: Tariff
    category: str
    room: str

    def holes(
        self, kind: KindOfDay, spans: Iterable[Span], occasion: str | None = None
    ) -> Iterator[tuple[Span, Crowds]]:
        """Open minutes of the day without a price, as few stretches as will tell them; and for how many people."""
        by_crowds: dict[Crowds, list[Span]] = defaultdict(list)
        for start, end in spans:
            edges = [start, *(edge for edge in self.edges if start < edge < end), end]
            for first, last in pairwise(edges):
                crowds = self._without_price(kind, first, min(first + HOUR, last), occasion)
                if crowds is not None:
                    _add(by_crowds[crowds], (first, last))
            for edge in edges[1:-1]:
                first, last = max(edge - HOUR // 2, start), min(edge + HOUR // 2, end)
                crowds = self._without_price(kind, first, last, occasion)
                if crowds is not None and not any(
                    a < last and first < b for spans in by_crowds.values() for a, b in spans
                ):
                    _add(by_crowds[crowds], (first, last))
        for crowds, found in by_crowds.items():
            yield from ((span, crowds) for span in found)

    @cached_property
    def occasions(self) -> Sequence[str]:
        """Those for which the room has a price of its own, and one for which it has none."""
        rates = [rate.when for rate in self.tariff.rates if not rate.when.room or self.room in rate.when.room]
        named = {code for when in rates for code in when.occasion}
        known = [occasion.code for occasion in self.tariff.occasions]
        others = [code for code in known if code not in named]
        return [*(code for code in known if code in named), *others[:1]] if named else []

    def has_price(self, kind: KindOfDay, start: int, end: int) -> bool:
        """Whatever the circumstances, and whatever it is for."""
        return self._without_price(kind, start, end, None) is None

    def _without_price(self, kind: KindOfDay, start: int, end: int, occasion: str | None) -> Crowds | None:
        """For how many people there is no price, none named where for any number; None where there is one.

        That a question must be answered first is no hole.
        """
        without: set[int] = set()
        midnight = datetime.combine(kind.on, time(), UTC)
        period = Period(midnight + timedelta(minutes=start), midnight + timedelta(minutes=end))
        for people, facts in self._circumstances:
            request = Request(
                rooms=(self.room,),
                period=period,
                zone=UTC_ZONE,
                category=self.category,
                occasion=occasion,
                people=people,
                facts=facts,
                calendars=kind.calendars,
            )
            try:
                quote(self.tariff, request)
            except NoPrice:
                without.add(people)
                if len(self._people) == 1:
                    break
            except Refusal:
                continue
        return _crowds(self._people, without) if without else None

    @cached_property
    def _people(self) -> Sequence[int]:
        """The numbers of people that are tried."""
        return sorted({people for people, _facts in self._circumstances})

    @cached_property
    def edges(self) -> list[int]:
        """Minutes of the day at which something may change."""
        found: set[int] = set()
        for band in self.tariff.bands:
            found |= {band.from_minute, band.to_minute, band.to_minute - DAY}
        for way in self.tariff.products:
            found |= {minute for minute in (way.opens, way.closes) if minute is not None}
        for rate in self.tariff.rates:
            for range_ in (rate.when.starts, rate.when.ends):
                found |= set(_ends(range_)) if range_ else set()
        return sorted(found)

    @cached_property
    def _circumstances(self) -> Sequence[tuple[int, Mapping[str, Any]]]:
        """Numbers of people, and what may be told, on either side of every bound that a rate sets."""
        people: set[int] = {1}
        told: dict[str, set[Any]] = {}
        for when in (*(rate.when for rate in self.tariff.rates), *(row.when for row in self.tariff.priced_as)):
            if when.people:
                people |= {number for end in _ends(when.people) for number in (end - 1, end, end + 1) if number > 0}
            for code, value in when.facts.items():
                told.setdefault(code, set()).update(_around(value))
        facts = [dict(zip(told, values, strict=True)) for values in islice(product(*told.values()), MOST_CIRCUMSTANCES)]
        return [(number, some) for number in sorted(people) for some in facts or [{}]][:MOST_CIRCUMSTANCES]


def _crowds(tried: Sequence[int], without: Collection[int]) -> Crowds:
    """Those of the numbers that were tried, from one to another; nought for the last one is any more."""
    if len(without) == len(tried):
        return ()
    found: list[tuple[int, int]] = []
    for before, number in pairwise((0, *tried)):
        if number not in without:
            continue
        last = 0 if number == tried[-1] else number
        if found and found[-1][1] == before:
            found[-1] = found[-1][0], last
        else:
            found.append((number, last))
    return tuple(found)


def _ends(range_: Range) -> list[int]:
    return [int(end) for end in (range_.low, range_.high) if end is not None]


def _around(value: object) -> Iterator[Any]:
    if isinstance(value, Range):
        yield from (number for end in _ends(value) for number in (end - 1, end, end + 1))
    elif isinstance(value, bool):
        yield from (False, True)
    else:
        yield from (value, "")


def _add(found: list[Span], span: Span) -> None:
    if found and span[0] <= found[-1][1]:
        found[-1] = found[-1][0], max(found[-1][1], span[1])
    else:
        found.append(span)
