"""The pieces of a sentence, gathered by what they are about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookings.recurrence.clocks import Unclear, hours, hours_from
from bookings.recurrence.days import Day, day_of
from bookings.recurrence.said import Trouble
from bookings.recurrence.times import Times
from bookings.recurrence.tokens import NUMBERS, ORDINALS, WEEKDAYS, Token

DATES = ("iso", "slashes", "day", "day_after", "month", "number")
SERIES = ("every", "nth", "fortnight", "week", "every_n", "weekday")  # a weekday behind one of these is of the series
SHORT = ("tues", "thurs")  # no plurals
NOT = ("not", "off")
MONDAY_TO_FRIDAY = range(5)


@dataclass
class Heard:
    """Goes through the pieces once; `mode` is what the next day would be: since, until, not, off (as not) or plain."""

    times: Times | None = None
    clock: str = ""
    every_weeks: int | None = None
    weekdays: list[int] = field(default_factory=list)
    nths: list[int] = field(default_factory=list)
    of_month: bool = False
    said_every: bool = False
    off: dict[int, str] = field(default_factory=dict)  # every day but Sunday: as it was said
    days_long: int = 0  # for ten weeks
    months_long: int = 0  # for three months, or a year
    so_often: int = 0  # ten times
    in_term: bool = False
    not_bank_holidays: bool = False
    days: list[tuple[str, Day]] = field(default_factory=list)
    skips: list[tuple[Day, Day | None]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    troubles: list[tuple[Trouble, str]] = field(default_factory=list)
    mode: str = ""
    weekday: int | None = None  # said just before a day

    @property
    def repeats(self) -> bool:
        rule = self.weekdays or self.every_weeks or self.nths or self.of_month or self.said_every
        return bool(rule or self.lasts or any(mode == "until" for mode, _day in self.days))

    @property
    def lasts(self) -> bool:
        """Whether how long it goes on is said by a number instead of a day."""
        return bool(self.days_long or self.months_long or self.so_often)

    def take(self, piece: Token, before: Token | None, after: Token | None) -> None:
        if piece.kind in DATES:
            self._take_day(piece)
        elif piece.kind == "weekday":
            self._take_weekday(piece, before, after)
        elif piece.kind in ("hours", "clock", "length"):
            self._take_hours(piece)
        elif piece.kind in ("so_long", "so_often"):
            self._take_how_long(piece)
        elif piece.kind in ("nth", "every", "every_n", "every_day", "fortnight", "week", "of_month", "weekdays"):
            self._take_how_often(piece, after)
        else:
            self._take_word(piece)

    def _take_day(self, piece: Token) -> None:
        day, self.weekday = day_of(piece, self.weekday), None
        if day is None:
            self.unread.append(piece.text)
        elif not day.can_be:
            self.troubles.append((Trouble.NO_SUCH_DAY, day.words))
        elif self.mode in NOT:
            self.skips.append((day, None))
            self.mode = "not"
        elif self.mode == "not until" and self.skips:
            self.skips[-1], self.mode = (self.skips[-1][0], day), "not"
        else:
            self.days.append((self.mode, day))
            self.mode = ""

    def _take_weekday(self, piece: Token, before: Token | None, after: Token | None) -> None:
        """Before a day it belongs to that, unless it says how often."""
        number = WEEKDAYS[piece.text[:3]]
        is_plural = len(piece.text) > 4 and piece.text.endswith("s") and piece.text not in SHORT
        of_series = not self.mode and (is_plural or (before is not None and before.kind in SERIES))
        if after is not None and after.kind in DATES and not of_series:
            self.weekday = number
        elif self.mode in NOT:
            self.off[number], self.mode = piece.text, "off"
        else:
            self.weekdays.append(number)

    def _take_hours(self, piece: Token) -> None:
        if not self.mode.startswith("not"):
            self.mode = ""
        if piece.kind == "clock":
            self.clock = piece.text
            return
        if piece.kind == "length" and not self.clock:
            self.unread.append(piece.text)
            return
        try:
            times = hours(piece.text) if piece.kind == "hours" else hours_from(self.clock, piece.text)
        except Unclear as unclear:
            self.troubles.append(unclear.trouble)
            return
        if self.times not in (None, times):
            self.troubles.append((Trouble.TWO_TIMES, ""))
        self.times, self.clock = times, ""

    def _take_how_often(self, piece: Token, after: Token | None) -> None:
        words = piece.text.split()
        self.mode = ""
        self.said_every = self.said_every or words[0] in ("every", "each")
        if piece.kind == "nth" and (after is None or after.kind != "weekday"):
            self.unread.append(piece.text)
        elif piece.kind == "nth":
            self.nths.append(ORDINALS[words[-1]])
        elif piece.kind == "every_n":
            self.every_weeks = NUMBERS[words[1]] if words[1] in NUMBERS else int(words[1])
        elif piece.kind in ("fortnight", "week"):
            self.every_weeks = 2 if piece.kind == "fortnight" else 1
        elif piece.kind == "of_month":
            self.of_month = True
        elif piece.kind in ("weekdays", "every_day"):
            self.weekdays += MONDAY_TO_FRIDAY if piece.kind == "weekdays" else WEEKDAYS.values()

    def _take_how_long(self, piece: Token) -> None:
        """For so many days, weeks, months or years, or so many times: once, and not of what is left out."""
        words = piece.text.split()
        number = 1 if words[-2] in ("a", "an") else NUMBERS.get(words[-2]) or int(words[-2])
        if self.mode.startswith("not") or not number:
            self.unread.append(piece.text)
            return
        if self.lasts:
            self.troubles.append((Trouble.MANY_DATES, ""))
        self.mode = ""
        if piece.kind == "so_often":
            self.so_often = number
        elif words[-1].startswith(("month", "year")):
            self.months_long = number * (12 if words[-1].startswith("year") else 1)
        else:
            self.days_long = number * (7 if words[-1].startswith("week") else 1)

    def _take_word(self, piece: Token) -> None:
        if piece.kind in ("since", "until"):
            self.mode = "not until" if self.mode == "not" and piece.kind == "until" else piece.kind
        elif piece.kind == "but_not":
            self.mode = "not"
        elif piece.kind == "term":
            self.in_term = True
        elif piece.kind == "out_of_school":
            self.in_term, self.mode = True, "not"  # more may follow: nor on 28 October
        elif piece.kind == "bank" and self.mode in NOT:
            self.not_bank_holidays = True
        elif piece.kind in ("unread", "bank"):
            self.unread.append(piece.text)


def hear(pieces: Sequence[Token]) -> Heard:
    """What all the pieces say."""
    said = _with_months([piece for piece in pieces if piece.kind != "filler"])
    heard = Heard()
    for before, piece, after in zip([None, *said], said, [*said[1:], None], strict=False):
        heard.take(piece, before, after)
    return heard


def _with_months(pieces: Sequence[Token]) -> list[Token]:
    """28 and 29 October: a number alone has the month of the day behind it."""
    found: list[Token] = []
    month = ""
    for piece in reversed(pieces):
        if piece.kind == "day":
            month = re.sub(r"^[0-9]{1,2}(?:st|nd|rd|th)?", "", piece.text)
            found.append(piece)
        elif piece.kind == "number" and month:
            found.append(Token("day", re.sub(r"[a-z]+$", "", piece.text) + month))
        else:
            month = month if piece.kind == "weekday" else ""
            found.append(piece)
    return found[::-1]
