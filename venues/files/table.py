"""One table of a venue file, taken entry by entry: every fault is noted and none raised.

A reader that finds a fault notes it and returns a harmless value, so that one reading names all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from venues.files.faults import Fault
from venues.tariffs.document import CODE, DAYS, EARLIEST, LATEST, TIME, shown

MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
NAME, LINE, TEXT = 80, 300, 5000

Found = TypeVar("Found")


class Table:
    """Knows its place in the file, what it is called, and which of its entries have been read."""

    def __init__(self, data: object, place: str, faults: list[Fault], subject: str = "") -> None:
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self.place, self.faults = place, faults
        self.asked: list[str] = []
        self.is_sound = True  # until a fault is noted
        name = self.data.get("name")
        named = shown(name) if isinstance(name, str) else ""
        self.subject = ", ".join(part for part in (subject, named) if part)
        if not isinstance(data, Mapping):
            self.fault("", _("“%(value)s” stands where a table of entries should.") % {"value": shown(data)})

    def text(self, key: str, longest: int = NAME, *, lines: bool = False) -> str:
        """Words, without the spaces around them."""
        value = self._needed(key)
        if not isinstance(value, str):
            return self._faulty(key, _("“%(value)s” is not text. Text stands in quotation marks."), "")
        value = value.strip()
        fault = fault_in_text(value, longest, lines=lines)
        if fault:
            self.fault(key, fault)
        elif not value:
            self.fault(key, _("This is empty."))
        return value

    def words(self, key: str, longest: int = LINE, *, lines: bool = False) -> str:
        """Words that may be left out or left empty."""
        self.asked.append(key)
        return "" if self.data.get(key, "") == "" else self.text(key, longest, lines=lines)

    def code(self, key: str) -> str:
        value = self._needed(key)
        if isinstance(value, str) and CODE.fullmatch(value):
            return value
        return self._faulty(key, _("“%(value)s” is not a code: small letters, digits and hyphens, at most 60."), "")

    def choice(self, key: str, choices: Sequence[str]) -> str:
        value = self._needed(key)
        if isinstance(value, str) and value in choices:
            return value
        return self._faulty(key, _("“%(value)s” is not one of: %(choices)s."), "", choices=", ".join(choices))

    def whole(self, key: str, least: int, most: int) -> int:
        value = self._needed(key)
        if type(value) is int and least <= value <= most:  # True is no number
            return value
        words = _("“%(value)s” is not a whole number from %(least)d to %(most)d.")
        return self._faulty(key, words, least, least=least, most=most)

    def degrees(self, key: str, most: int) -> Decimal:
        """Degrees north or east, to five places: about a metre."""
        value = self._needed(key)
        if type(value) in (int, float) and -most <= value <= most:
            return Decimal(str(value)).quantize(Decimal("0.00001"))
        return self._faulty(key, _("“%(value)s” is not a number from −%(most)d to %(most)d."), Decimal(0), most=most)

    def flag(self, key: str) -> bool:
        value = self._needed(key)
        if isinstance(value, bool):
            return value
        return self._faulty(key, _("“%(value)s” is neither true nor false."), False)

    def day(self, key: str) -> date:
        value = self._needed(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            words = _("“%(value)s” is not a date. Write it without quotation marks, such as 2026-04-01.")
            return self._faulty(key, words, EARLIEST)
        if not EARLIEST <= value <= LATEST:
            words = _("The year %(year)d is out of reach: dates lie between %(first)d and %(last)d.")
            return self._faulty(key, words, EARLIEST, year=value.year, first=EARLIEST.year, last=LATEST.year)
        return value

    def moment(self, key: str) -> datetime:
        """A day and a time on the venue's clock, in whole minutes."""
        value = self._needed(key)
        nothing = datetime.combine(EARLIEST, datetime.min.time())
        if not isinstance(value, datetime) or value.tzinfo or value.second or value.microsecond:
            words = _(
                "“%(value)s” is not a day and time on the hall’s own clock. "
                "Write it without quotation marks, such as 2026-08-10 08:00:00."
            )
            return self._faulty(key, words, nothing)
        if not EARLIEST <= value.date() <= LATEST:
            words = _("The year %(year)d is out of reach: dates lie between %(first)d and %(last)d.")
            return self._faulty(key, words, nothing, year=value.year, first=EARLIEST.year, last=LATEST.year)
        return value

    def minute_of_day(self, key: str) -> int:
        """A time of day as minutes from midnight; 24:00 is 1440."""
        value = self._needed(key)
        if isinstance(value, str) and TIME.fullmatch(value):
            return int(value[:2]) * 60 + int(value[3:])
        return self._faulty(key, _('“%(value)s” is not a time of day in quotation marks, such as "17:30".'), 0)

    def clock(self, key: str) -> time:
        """A time of day; midnight may be written 00:00 or 24:00."""
        hour, minute = divmod(self.minute_of_day(key), 60)
        return time(hour % 24, minute)

    def days(self, key: str) -> tuple[int, ...]:
        """Weekdays from Monday (0)."""
        return tuple(sorted(DAYS.index(day) for day in self.several(key, DAYS)))

    def several(self, key: str, choices: Sequence[str]) -> tuple[str, ...]:
        """Some of the choices, each once."""
        found = self.items(key)
        for index, value in enumerate(found):
            place = f"{key}[{index}]"
            if not isinstance(value, str) or value not in choices:
                words = _("“%(value)s” is not one of: %(choices)s.")
                self.fault(place, words % {"value": shown(value), "choices": ", ".join(choices)})
            elif value in found[:index]:
                self.fault(place, _("“%(value)s” stands here twice.") % {"value": value})
        return tuple(dict.fromkeys(value for value in found if isinstance(value, str) and value in choices))

    def table(self, key: str) -> Table:
        value = self._needed(key)
        if value is None:
            self.fault(key, _("This is missing."))
        return Table({} if value is None else value, self._at(key), self.faults, self.subject)

    def tables(self, key: str, most: int) -> list[Table]:
        """The tables of a list; none where it is left out."""
        found = self.items(key) if key in self.data else []
        self.asked.append(key)
        if len(found) > most:
            words = _("There are %(count)d of these; at most %(most)d can be kept.")
            self.fault(key, words % {"count": len(found), "most": most})
        return [
            Table(data, f"{self._at(key)}[{index}]", self.faults, self.subject)
            for index, data in enumerate(found[:most])
        ]

    def items(self, key: str) -> list[Any]:
        value = self._needed(key)
        if isinstance(value, list):
            return value
        return self._faulty(key, _("“%(value)s” stands where a list should, in square brackets."), [])

    def maybe(self, key: str, reader: Callable[[str], Found]) -> Found | None:
        """What the reader finds, or None where the entry is left out."""
        self.asked.append(key)
        return reader(key) if key in self.data else None

    def nothing_else(self) -> None:
        """An entry that nobody asked for is a slip of the pen, not a remark."""
        for key in self.data:
            if key in self.asked:
                continue
            meant = get_close_matches(key, self.asked, 1)
            hint = _("Did you mean “%(key)s”?") % {"key": meant[0]} if meant else ""
            self.fault(shown(key), " ".join(filter(None, [_("There is no such entry here."), hint])))

    def fault(self, key: str, words: str) -> None:
        self.is_sound = False
        self.faults.append(Fault(self._at(key), words, self.subject))

    def has_fault(self, key: str) -> bool:
        return any(fault.place == self._at(key) for fault in self.faults)

    def _needed(self, key: str) -> Any:
        self.asked.append(key)
        return self.data.get(key)

    def _faulty(self, key: str, words: str, instead: Found, **facts: object) -> Found:
        value = self.data.get(key)
        words = _("This is missing.") if value is None else words % {"value": shown(value), **facts}
        self.fault(key, words)
        return instead

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self.place, key) if part)


def fault_in_text(value: str, longest: int, *, lines: bool = False) -> str:
    """What is wrong with words that people will read; nothing where all is well."""
    if len(value) > longest:
        return _("This has %(count)d letters; at most %(longest)d fit.") % {"count": len(value), "longest": longest}
    if any(
        unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        for letter in value
        if not (lines and letter == "\n")
    ):
        return _("“%(value)s” has letters that cannot be seen or printed.") % {"value": shown(value)}
    if MARKUP.search(value):
        return _("“%(value)s” has markup in it. Plain words, please.") % {"value": shown(value)}
    return ""


def once(tables: Iterable[Table], key: str, words: str) -> None:
    """Note each table whose entry says the same as an earlier one's, whatever the capitals."""
    seen: set[str] = set()
    for table in tables:
        value = table.data.get(key)
        if not isinstance(value, str):
            continue
        if value.strip().casefold() in seen:
            table.fault(key, words % {"value": shown(value)})
        seen.add(value.strip().casefold())
