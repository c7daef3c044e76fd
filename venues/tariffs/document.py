"""Plain data taken field by field, every fault noted and none raised."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from venues.money import from_text
from venues.tariffs.tables import Table, shown
from venues.tariffs.ways import Price

__all__ = ["CODE", "DAYS", "EARLIEST", "LATEST", "LONGEST_MINIMUM", "TIME", "Row", "shown"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CODE = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
LATE_TIME = re.compile(r"([0-3][0-9]|4[0-7]):[0-5][0-9]|48:00")  # of the next day too
MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}", re.ASCII)
PRICE_DIGITS = 6  # of its pounds
PRICE = re.compile(rf"[0-9]{{1,{PRICE_DIGITS}}}(\.[0-9]{{2}})?")
SIGNED_PRICE = re.compile(r"(?P<minus>-?)(?P<pounds>[0-9]{1,20})(\.[0-9]{2})?")
UNITS = re.compile(r"([0-9]{1,6}(\.[0-9]{1,4})?) units?")
PERCENT = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,4})?")
NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
LONGEST_NAME = 120
LONGEST_MINIMUM = 7 * 24 * 60  # minutes
LARGEST = 999_999  # of what is counted
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

Choice = TypeVar("Choice", bound=StrEnum)
Found = TypeVar("Found")


class Row(Table):
    """A table, and the kinds of value that may stand in it."""

    def text(self, key: str) -> str:
        value = self._needed(key)
        if isinstance(value, str) and value.strip() and value.isprintable():
            if len(value) <= LONGEST_NAME:
                return value
            return self._faulty(key, "too_long", "", longest=LONGEST_NAME)
        return self._faulty(key, "not_a_name", "")

    def code(self, key: str) -> str:
        value = self._needed(key)
        if isinstance(value, str) and CODE.fullmatch(value):
            return value
        return self._faulty(key, "not_a_code", "")

    def calendar_date(self, key: str) -> date:
        """A date, or one written as 2026-03-29."""
        return self._date(key, self._needed(key)) or EARLIEST

    def minute_of_day(self, key: str) -> int:
        """A time of day as minutes from midnight; 24:00 is 1440."""
        value = self._needed(key)
        if isinstance(value, str) and TIME.fullmatch(value):
            return int(value[:2]) * 60 + int(value[3:])
        return self._faulty(key, "not_a_time", 0)

    def minutes(self, key: str) -> int:
        value = self._needed(key)
        if type(value) is int and 0 <= value <= LONGEST_MINIMUM:  # True is no number of minutes
            return value
        return self._faulty(key, "not_minutes", 0, longest=LONGEST_MINIMUM)

    def whole(self, key: str, least: int = 0, most: int = LARGEST) -> int:
        value = self._needed(key)
        if type(value) is int and least <= value <= most:
            return value
        return self._faulty(key, "not_whole", least, least=least, most=most)

    def number(self, key: str) -> int | Decimal:
        """A whole number, or one with decimals as text."""
        value = self._needed(key)
        if type(value) is int and 0 <= value <= LARGEST:
            return value
        if isinstance(value, str) and NUMBER.fullmatch(value):
            return Decimal(value)
        return self._faulty(key, "not_a_number", 0, most=LARGEST)

    def late_time(self, key: str) -> int:
        """A time as minutes from midnight; 26:00 is two in the morning after."""
        value = self._needed(key)
        if isinstance(value, str) and LATE_TIME.fullmatch(value):
            return int(value[:2]) * 60 + int(value[3:])
        return self._faulty(key, "not_a_late_time", 0)

    def pence(self, key: str) -> int:
        """A price written as text: a number in a file is a float before anyone can stop it."""
        value = self._needed(key)
        if isinstance(value, str) and PRICE.fullmatch(value):
            return from_text(value).pence
        return self._no_price(key, value, 0)

    def price(self, key: str, unit_pence: int | None, *, less: bool = False) -> Price:
        """A price in pounds or in units; with `less`, it may be below nothing."""
        value = self._needed(key)
        text = value if isinstance(value, str) else ""
        sign = -1 if less and text.startswith("-") else 1
        if PRICE.fullmatch(text.removeprefix("-") if less else text):
            return Price.of(sign * from_text(text.removeprefix("-")).pence)
        units = UNITS.fullmatch(text)
        if units and unit_pence is None:
            return self._faulty(key, "units_without_price", Price.of(0))
        if units:
            return Price(Fraction(units[1]) * (unit_pence or 0), f"{units[1]} units")
        return self._no_price(key, value, Price.of(0))

    def _no_price(self, key: str, value: object, instead: Found) -> Found:
        """A price written well, but below nothing or too much, is told as such."""
        signed = SIGNED_PRICE.fullmatch(value) if isinstance(value, str) else None
        if signed is None:
            return self._faulty(key, "not_a_price", instead)
        if len(signed["pounds"].lstrip("0")) > PRICE_DIGITS:
            return self._faulty(key, "price_too_large", instead, most=f"{LARGEST}.99")
        return self._faulty(key, "negative_price" if signed["minus"] else "not_a_price", instead)

    def percent(self, key: str, least: int = 0, most: int = 1000) -> Decimal:
        value = self._needed(key)
        if isinstance(value, str) and PERCENT.fullmatch(value):
            percent = Decimal(value)
            if least <= percent <= most:
                return percent
            return self._faulty(key, "percent_out_of_reach", Decimal(0), least=least, most=most)
        return self._faulty(key, "not_per_cent", Decimal(0))

    def flag(self, key: str) -> bool:
        value = self._needed(key)
        return value if isinstance(value, bool) else self._faulty(key, "not_yes_or_no", False)

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        value = self._needed(key)
        if isinstance(value, str) and value in set(choices):
            return choices(value)
        return self._faulty(key, "not_a_choice", None, choices=", ".join(choices))

    def codes(self, key: str) -> tuple[str, ...]:
        """One code, or a list of some, each once."""
        value = self._needed(key)
        if not isinstance(value, list | tuple):
            return (found,) if (found := self.code(key)) else ()
        if not value:
            return self._faulty(key, "empty_list", ())
        seen: dict[str, None] = {}
        for index, code in enumerate(value):
            if not isinstance(code, str) or not CODE.fullmatch(code):
                self.fault(f"{key}[{index}]", "not_a_code", value=shown(code))
                continue
            if code in seen:
                self.fault(f"{key}[{index}]", "stands_twice", value=code)
            seen[code] = None
        return tuple(seen)

    def known(self, key: str, codes: Collection[str], fault: str) -> tuple[str, ...]:
        """Codes that the list itself explains; none where the key is absent."""
        found = self.maybe(key, self.codes) or ()
        for index, code in enumerate(found):
            if code not in codes:
                several = isinstance(self.data.get(key), list | tuple)
                self.fault(f"{key}[{index}]" if several else key, fault, value=code)
        return found

    def days(self, key: str, named: Collection[str] = ()) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Weekdays from Monday, in the order of the week, and the codes of named days."""
        value = self._needed(key)
        if not value or not isinstance(value, list | tuple):
            return self._faulty(key, "not_days", ((), ()))
        found = [day for day in value if isinstance(day, str) and (day in DAYS or day in named)]
        for index, day in enumerate(value):
            if day not in found:
                self.fault(f"{key}[{index}]", "no_such_day", value=shown(day), choices=", ".join((*DAYS, *named)))
        weekdays = sorted({DAYS.index(day) for day in found if day in DAYS})
        return tuple(weekdays), tuple(dict.fromkeys(day for day in found if day not in DAYS))

    def month_days(self, key: str) -> tuple[tuple[int, int], ...]:
        """Days of every year, one or a list, each written as 12-24."""
        value = self._needed(key)
        if not value or not isinstance(value, list | tuple):
            day = month_day(value)
            return (day,) if day else self._faulty(key, "not_month_days", ())
        found = [month_day(day) for day in value]
        for index, day in enumerate(found):
            if day is None:
                self.fault(f"{key}[{index}]", "not_month_days", value=shown(value[index]))
        return tuple(day for day in found if day)

    def dates(self, key: str) -> tuple[date, ...]:
        """Dates, one or a list."""
        value = self._needed(key)
        if not isinstance(value, list | tuple):
            return (self.calendar_date(key),)
        if not value:
            return self._faulty(key, "empty_list", ())
        found = [self._date(f"{key}[{index}]", day) for index, day in enumerate(value)]
        return tuple(day for day in found if day)

    def _date(self, place: str, value: object) -> date | None:
        day = as_date(value)
        if day is None:
            self.fault(place, "missing" if value is None else "not_a_date", value=shown(value))
            return None
        if not EARLIEST <= day <= LATEST:
            self.fault(place, "year_out_of_reach", year=day.year, first=EARLIEST.year, last=LATEST.year)
            return None
        return day


def as_date(value: object) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def month_day(value: object) -> tuple[int, int] | None:
    """Month and day of 12-24; the 29th of February is one too."""
    if not isinstance(value, str) or not MONTH_DAY.fullmatch(value):
        return None
    day = as_date(f"2000-{value}")
    return (day.month, day.day) if day else None
