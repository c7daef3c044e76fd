"""Plain data taken field by field, every fault noted and none raised.

A reader that finds a fault notes it and returns a harmless value, so that one reading names all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from venues.money import Money, from_text
from venues.tariffs.faults import Fault

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CODE = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
PRICE = re.compile(r"[0-9]{1,6}(\.[0-9]{2})?")
LONGEST_NAME = 120
LONGEST_MINIMUM = 7 * 24 * 60  # minutes

Found = TypeVar("Found")


class Row:
    """One table of a document, which knows its place and what has been read from it."""

    def __init__(self, data: object, place: str, faults: list[Fault]) -> None:
        self.place, self.faults = place, faults
        self.data: Mapping[str, object] = data if isinstance(data, Mapping) else {}
        self.read: set[str] = set()
        if not isinstance(data, Mapping):
            faults.append(Fault(place, "not_a_table", value=shown(data)))

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
        value = self._needed(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            return self._faulty(key, "not_a_date", date.min)

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

    def price(self, key: str, currency: str) -> Money:
        """A price written as text: a number in a file is a float before anyone can stop it."""
        value = self._needed(key)
        if isinstance(value, str) and PRICE.fullmatch(value):
            return from_text(value, currency)
        return self._faulty(key, "not_a_price", Money(0, currency))

    def days(self, key: str) -> tuple[int, ...]:
        """Weekdays from Monday, in the order of the week."""
        value = self._needed(key)
        if isinstance(value, list | tuple) and value and all(day in DAYS for day in value):
            return tuple(sorted({DAYS.index(day) for day in value}))
        return self._faulty(key, "not_days", ())

    def rows(self, key: str) -> list[Row]:
        """The tables of a list; none where the key is absent."""
        value = self.maybe(key, self._needed) or []
        if not isinstance(value, list | tuple):
            return self._faulty(key, "not_a_list", [])
        return [Row(data, f"{self._at(key)}[{index}]", self.faults) for index, data in enumerate(value)]

    def maybe(self, key: str, reader: Callable[[str], Found]) -> Found | None:
        """What the reader finds, or None where the key is absent."""
        self.read.add(key)
        return None if self.data.get(key) is None else reader(key)

    def nothing_else(self) -> None:
        """A key that nobody read is a slip of the pen, not a remark."""
        for key in self.data:
            if key not in self.read:
                self.fault(shown(key), "unknown_key")

    def fault(self, key: str, code: str, **facts: object) -> None:
        self.faults.append(Fault(self._at(key), code, **facts))

    def _needed(self, key: str) -> object:
        self.read.add(key)
        return self.data.get(key)

    def _faulty(self, key: str, code: str, instead: Found, **facts: object) -> Found:
        value = self.data.get(key)
        if value is None:
            self.fault(key, "missing")
        else:
            self.fault(key, code, value=shown(value), **facts)
        return instead

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def shown(value: object) -> str:
    """The value as a fault may quote it: short, and on one line."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else " " for letter in text[:61])
    return f"{text[:60]}…" if len(text) > 60 else text
