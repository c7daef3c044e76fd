"""The facts of a case, as a price list asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from venues.tariffs.cases.calling import CaseWords, key
from venues.tariffs.cases.reading import clock_time
from venues.tariffs.cases.unsaid import CannotTell
from venues.tariffs.rows import FactAsked, Kind
from venues.tariffs.tariff import Tariff

PEOPLE = ("people", "attendance", "attendees")
OCCASION = ("purpose", "occasion")
BANK_HOLIDAY = ("bank-holiday", "public-holiday")
TERM_TIME = ("term-time", "term")
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
START, END = "-start", "-end"


@dataclass
class Told:
    """What is said beside the rooms and the hours."""

    facts: dict[str, Any] = field(default_factory=dict)
    people: int | None = None
    bank_holiday: bool | None = None
    term_time: bool | None = None
    setting_up: list[tuple[datetime, datetime]] = field(default_factory=list)


def tell(usual: Mapping[str, Any], facts: Mapping[str, Any], words: CaseWords, tariff: Tariff) -> Told:
    """Every fact where it belongs, the usual ones where the case does not say otherwise.

    Raises CannotTell for one of the case that the list does not ask for; a usual one may belong to another list.
    """
    said: dict[str, tuple[str, Any]] = {}
    for name, value in [*usual.items(), *facts.items()]:
        code = words.fact.get(key(name), key(name))
        meant = words.value.get(f"{key(name)}={key(value)}", words.value.get(f"{code}={key(value)}", value))
        if "" not in (code, meant) and code not in OCCASION:
            said[code] = name, meant

    told = Told()
    asked = {fact.code: fact for fact in tariff.facts}
    for code, (name, value) in said.items():
        if code in asked:
            told.facts[code] = _as_fact(value, asked[code])
        elif code in PEOPLE:
            told.people = _people(value)
        elif code in BANK_HOLIDAY:
            told.bank_holiday = _flag(value, code)
        elif code in TERM_TIME:
            told.term_time = _flag(value, code)
        elif code.endswith(START) and code.removesuffix(START) + END in said:
            told.setting_up.append(_stretch(value, said[code.removesuffix(START) + END][1]))
        elif name in facts and not (code.endswith(END) and code.removesuffix(END) + START in said):
            raise CannotTell("fact", f"{name}={value}", asked)
    return told


def _as_fact(value: Any, asked: FactAsked) -> Any:
    """A number, pence, or yes or no, whichever is asked for."""
    if asked.kind == Kind.YES_NO:
        return _flag(value, asked.code)
    number = _number(value)
    if number is None:
        raise CannotTell("not_a_number", f"{asked.code}={value}")
    if asked.kind == Kind.MONEY:
        number *= 100
    if number == int(number):
        return int(number)
    if asked.kind == Kind.MONEY:
        raise CannotTell("not_money", f"{asked.code}={value}")
    return number


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def _people(value: Any) -> int:
    number = _number(value)
    if number is None or number != int(number):
        raise CannotTell("not_a_number", f"people={value}")
    return int(number)


def _flag(value: Any, code: str) -> bool:
    flag = value if isinstance(value, bool) else YES_NO.get(str(value).casefold())
    if flag is None:
        raise CannotTell("not_yes_or_no", f"{code}={value}")
    return flag


def _stretch(start: Any, end: Any) -> tuple[datetime, datetime]:
    starts, ends = clock_time(start), clock_time(end)
    if starts is None or ends is None:
        raise CannotTell("not_a_moment", f"{start} … {end}")
    return starts, ends
