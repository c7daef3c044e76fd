"""From when to when as people write it: 7-9pm, 19.00–21.00, 7.30pm till 9, noon to 2. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum, auto

from django.utils.translation import gettext as _

from bookings.diaries.faults import Unreadable

HOUR, HALF, A_DAY = 60, 720, 1440
FIRST_OF_MORNING = 8 * HOUR  # “7-9” is an evening, “8-10” a morning
WORDS = {
    **dict.fromkeys(("noon", "midday", "12noon", "12 noon", "12 midday"), HALF),
    **dict.fromkeys(("midnight", "12midnight", "12 midnight", "24:00", "24.00", "2400"), 0),
}
BETWEEN = re.compile(r"\s*(?:-|–|—|−|\bto\b|\btill?\b|\buntil\b|’til\b|'til\b)\s*", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{1,2})(?::\d{2})?|h(\d{2})?)?\s*(?:(a|p)\.?\s*m?\.?)?", re.IGNORECASE)
FOUR = re.compile(r"(\d{2})(\d{2})(?:\s*h(?:rs|ours)?)?", re.IGNORECASE)
FRACTION = re.compile(r"0?\.\d{3,}|0\.(25|5|75)")  # of a day, as spreadsheets keep a time


@dataclass(frozen=True)
class Hours:
    """Two times of day; not after the first means the next day. `guessed` where nothing said morning or evening."""

    start: time
    end: time
    guessed: bool = False


class _Said(Enum):
    FULLY = auto()  # 7pm, noon
    BY_24 = auto()  # 19.00, 07:30
    BARELY = auto()  # 7, 10.30: in the morning or in the evening


@dataclass(frozen=True)
class _Clock:
    """One time as written, in minutes from midnight, and how much it says."""

    minutes: int
    said: _Said

    @property
    def by_12(self) -> int:
        """With twelve o’clock before one."""
        return self.minutes % HALF


def read_hours(start: str, end: str = "") -> Hours:
    """From one cell with both, or from two."""
    whole = f"{start} – {end}" if end else start
    parts = [start.strip(), end.strip()] if end.strip() else BETWEEN.split(start.strip())
    if len(parts) != 2 or not all(parts):
        raise Unreadable(_("“%(text)s” does not say from when to when") % {"text": whole})
    first, last = (_clock(part) for part in parts)
    return _told(first, last, whole)


def _told(first: _Clock, last: _Clock, whole: str) -> Hours:
    """What one end says settles the other: 7-9pm, 10-2pm, 7pm till 9, 9.00-17.00."""
    guessed = False
    said = {first.said, last.said}
    if _Said.BARELY not in said or _Said.BY_24 in said:
        begins, ends = first.minutes, last.minutes
    elif first.said is _Said.FULLY:
        begins, ends = first.minutes, _after(first.minutes, last.by_12)
    elif last.said is _Said.FULLY:
        begins, ends = _before(last.minutes, first.by_12), last.minutes
    else:
        guessed = HOUR <= first.by_12 < 10 * HOUR
        begins = first.by_12 + (HALF if first.by_12 < FIRST_OF_MORNING else 0)
        ends = _after(begins, last.by_12)
    if begins == ends:
        raise Unreadable(_("“%(text)s” ends when it begins") % {"text": whole})
    return Hours(_time(begins), _time(ends), guessed)


def _after(begins: int, ends: int) -> int:
    """The next time that a clock with twelve hours shows it."""
    return begins + ((ends - begins) % HALF or HALF)


def _before(ends: int, begins: int) -> int:
    return ends - ((ends - begins) % HALF or HALF)


def _clock(text: str) -> _Clock:
    said = re.sub(r"\s+", " ", text.strip().lower().rstrip("."))
    if said in WORDS:
        return _Clock(WORDS[said], _Said.FULLY)
    if FRACTION.fullmatch(said):
        return _Clock(round(float(said) * A_DAY) % A_DAY, _Said.FULLY)
    if found := FOUR.fullmatch(said):
        return _Clock(_minutes(int(found[1]), int(found[2]), text), _Said.BY_24)
    found = CLOCK.fullmatch(said)
    if not found:
        raise Unreadable(_("“%(text)s” is no time") % {"text": text})
    hour, minute = int(found[1]), _past(found[2] or found[3] or "", text)
    if not found[4]:
        by_24 = hour > 12 or found[1].startswith("0")
        return _Clock(_minutes(hour, minute, text), _Said.BY_24 if by_24 else _Said.BARELY)
    if not 1 <= hour <= 12:
        raise Unreadable(_("“%(text)s” is no time") % {"text": text})
    return _Clock(_minutes(hour % 12 + (12 if found[4] == "p" else 0), minute, text), _Said.FULLY)


def _past(digits: str, text: str) -> int:
    """19.30 typed as a number lost its nought: 19.3; but 19.5 may be half past."""
    if len(digits) == 1:
        if digits not in "01234":
            raise Unreadable(_("“%(text)s” may be half past or so many minutes: write 19:30") % {"text": text})
        return int(digits) * 10
    return int(digits or 0)


def _minutes(hour: int, minute: int, text: str) -> int:
    if hour > 23 or minute > 59:
        raise Unreadable(_("“%(text)s” is no time") % {"text": text})
    return hour * 60 + minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes % A_DAY, 60))
