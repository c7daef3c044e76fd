"""A price list tried out: an hour here and an hour there, on a day of every kind, whatever else may be so."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class KindOfDay:
    """A date that stands for all days like it; `names` are its named days, none for an ordinary one."""

    on: date
    calendars: Calendars
    names: tuple[str, ...]


def days_of_every_kind(tariff: Tariff) -> Iterator[KindOfDay]:
    """One date for every weekday in every season and on every named day, in and out of term."""
    days = Days.of(tariff)
    listed = [on for named in tariff.named_days for on in named.on]
    dates = [tariff.valid_from + A_DAY * number for number in range(DAYS_TRIED)]
    seen: set[tuple[Day, Day]] = set()
    for calendars in _calendars(tariff):
        for on in sorted({*dates, *listed}):
            if tariff.valid_to is not None and on > tariff.valid_to and on not in listed:
                continue
            kind = days.kind(on, calendars), days.kind(on - A_DAY, calendars)
            if kind not in seen:
                seen.add(kind)
                yield KindOfDay(on, calendars, tuple(sorted(kind[0].named)))


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

    def holes(self, kind: KindOfDay, spans: Iterable[Span], occasion: str | None = None) -> list[Span]:
        """Open minutes of the day without a price, as few stretches as will tell them."""
        found: list[Span] = []
        for start, end in spans:
            edges = [start, *(edge for edge in self._edges if start < edge < end), end]
            for first, last in pairwise(edges):
                if not self._has_price(kind, first, min(first + HOUR, last), occasion):
                    _add(found, (first, last))
            for edge in edges[1:-1]:
                first, last = max(edge - HOUR // 2, start), min(edge + HOUR // 2, end)
                if not self._has_price(kind, first, last, occasion) and not any(
                    a < last and first < b for a, b in found
                ):
                    _add(found, (first, last))
        return found

    @cached_property
    def occasions(self) -> Sequence[str]:
        """Those for which the room has a price of its own, and one for which it has none."""
        rates = [rate.when for rate in self.tariff.rates if not rate.when.room or self.room in rate.when.room]
        named = {code for when in rates for code in when.occasion}
        known = [occasion.code for occasion in self.tariff.occasions]
        others = [code for code in known if code not in named]
        return [*(code for code in known if code in named), *others[:1]] if named else []

    def _has_price(self, kind: KindOfDay, start: int, end: int, occasion: str | None) -> bool:
        """Whatever the circumstances; that a question must be answered first is no hole."""
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
                return False
            except Refusal:
                continue
        return True

    @cached_property
    def _edges(self) -> list[int]:
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
