"""A case in the words of its file as requests to a price list, one for each date."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from venues.periods import Period
from venues.tariffs.cases.calling import CaseWords, found, key
from venues.tariffs.cases.meaning import meaning
from venues.tariffs.cases.reading import Case
from venues.tariffs.cases.telling import Told, tell
from venues.tariffs.cases.unsaid import CannotTell
from venues.tariffs.quotes import Calendars, ExtraAsked, Request
from venues.tariffs.tariff import Tariff

MINUTES = {"hours": 60, "minutes": 1}


@dataclass(frozen=True)
class Offered:
    """What a venue lets and asks: rooms and categories by code, its price lists, its clock and its holidays."""

    rooms: Mapping[str, str]
    categories: Mapping[str, str]
    tariffs: tuple[Tariff, ...]
    zone: ZoneInfo
    days_off: Container[date]
    words: CaseWords = field(default_factory=CaseWords)

    def tariff_on(self, day: date) -> Tariff:
        """The list in force on that day; raises CannotTell where there is none."""
        for tariff in self.tariffs:
            if tariff.valid_from <= day and (tariff.valid_to is None or day <= tariff.valid_to):
                return tariff
        raise CannotTell("no_list", day)


def asked(case: Case, offered: Offered) -> Iterator[tuple[Tariff, Request]]:
    """What is asked of which list, date by date; raises CannotTell for words that nobody explained."""
    for number in range(1, case.dates + 1):
        shift = timedelta(days=case.days_between * (number - 1))
        tariff = offered.tariff_on((case.starts + shift).date())
        request = _request(case, offered, tariff, shift)
        yield tariff, replace(request, dates_booked=case.dates, date_number=number)


def _request(case: Case, offered: Offered, tariff: Tariff, shift: timedelta) -> Request:
    words = offered.words
    meant = meaning(case, words, offered.rooms, offered.categories, tariff)
    wanted = [_extra(row, words, tariff) for row in case.extras]
    extras = tuple(extra for extra in wanted if extra.code and extra.quantity)
    rooms = tuple(dict.fromkeys(meant.rooms))
    if not (rooms or extras):
        raise CannotTell("nothing", case.room)
    told = tell({**words.told, **meant.facts}, case.facts, words, tariff)
    return Request(
        rooms=rooms,
        period=_period(case.starts + shift, case.ends + shift, offered.zone),
        zone=offered.zone,
        category=meant.category,
        occasion=meant.occasion or None,
        product=meant.product or None,
        people=told.people,
        extras=extras,
        facts=told.facts,
        calendars=_calendars(told, offered, case, shift),
        setting_up=tuple(_period(start + shift, end + shift, offered.zone) for start, end in told.setting_up),
    )


def _period(starts: datetime, ends: datetime, zone: ZoneInfo) -> Period:
    try:
        return Period(starts.replace(tzinfo=zone), ends.replace(tzinfo=zone))
    except ValueError as fault:
        raise CannotTell("reversed", ends) from fault


def _extra(row: Mapping[str, Any], words: CaseWords, tariff: Tariff) -> ExtraAsked:
    """So many of it, for so many people or hours; what else is said of it may name another extra."""
    name = str(row.get("name", ""))
    named = [(extra.code, extra.name) for extra in tariff.extras]
    details = [f"{name}|{detail}={value}" for detail, value in row.items() if detail != "name"]
    code = next((words.extra[key(said)] for said in details if key(said) in words.extra), None)
    if code is None:
        code = found(name, words.extra, named)
    if code is None:
        raise CannotTell("extra", name, [known for _code, known in named])

    quantity, minutes = 1, None
    for detail, value in row.items():
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            continue
        if detail in MINUTES:
            minutes = _whole(value * MINUTES[detail], row, detail)
        else:
            quantity *= _whole(value, row, detail)
    return ExtraAsked(code, quantity, minutes)


def _whole(value: int | Decimal, row: Mapping[str, Any], detail: str) -> int:
    if value != int(value) or value < 0:
        raise CannotTell("not_whole", f"{detail}={row[detail]}")
    return int(value)


@dataclass(frozen=True)
class _Days:
    """The holidays that a calendar knows, but for what is said of one day."""

    known: Container[date]
    day: date
    is_one: bool

    def __contains__(self, day: object) -> bool:
        return self.is_one if day == self.day else day in self.known


def _calendars(told: Told, offered: Offered, case: Case, shift: timedelta) -> Calendars:
    first, last = (case.starts + shift).date(), (case.ends + shift).date()
    days_off, terms = offered.days_off, None
    if told.bank_holiday is not None:
        days_off = _Days(days_off, first, told.bank_holiday)
    if told.term_time is not None:
        days = (first + timedelta(days=days) for days in range((last - first).days + 1))
        terms = frozenset(days if told.term_time else ())
    return Calendars(days_off, terms)
