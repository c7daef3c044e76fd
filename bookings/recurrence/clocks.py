"""The hours of a sentence: 7-9pm, 10am-noon, 18:00 to 20:00, 9-12. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bookings.recurrence.said import Trouble
from bookings.recurrence.times import Times
from bookings.recurrence.tokens import NUMBERS

CLOCK = re.compile(
    r"(?:12 )?(?P<name>noon|midday|midnight)"
    r"|(?P<hour>[0-9]{1,2}?)(?:[:.]?(?P<minute>[0-9]{2}))? ?(?:(?P<half>[ap])\.? ?m\b\.?|o'?clock)?"
)
BETWEEN = re.compile(r"-|\bto\b|\buntil\b|\btill?\b")
MORNING = range(9, 12)  # from nine to twelve needs no am; from seven to nine is asked
NAMES = {"noon": 720, "midday": 720, "midnight": 0}


class Unclear(ValueError):
    """What keeps these hours from being times, and the words themselves."""

    def __init__(self, trouble: Trouble, words: str) -> None:
        super().__init__(words)
        self.trouble = trouble, words


@dataclass(frozen=True)
class _Clock:
    """Minutes of the day; on a dial of twelve hours where nothing says which half."""

    minutes: int
    is_sure: bool

    def after(self, start: int) -> int:
        """The next such time after another, on the dial."""
        return next((half for half in (self.minutes, self.minutes + 720) if half > start), self.minutes) % 1440

    def before(self, end: int) -> int:
        """The last such time before another, on the dial."""
        return next((half for half in (self.minutes + 720, self.minutes) if half < end), self.minutes + 720) % 1440


def hours(words: str) -> Times:
    """From one time to another; raises Unclear."""
    first, last = (_clock(part.strip(), words) for part in BETWEEN.split(words, maxsplit=1))
    if first.is_sure and last.is_sure:
        return _times(first.minutes, last.minutes, words)
    if last.is_sure:
        return _times(first.before(last.minutes or 1440), last.minutes, words)
    if first.is_sure:
        return _times(first.minutes, last.after(first.minutes), words)
    if first.minutes // 60 not in MORNING:
        raise Unclear(Trouble.HALF, words)
    return _times(first.minutes, last.after(first.minutes), words)


def hours_from(start: str, length: str) -> Times:
    """From a time, for so long; raises Unclear."""
    first = _clock(start.removeprefix("at ").strip(), start)
    return _times(first.minutes, (first.minutes + _minutes(length)) % 1440, f"{start} {length}")


def _minutes(length: str) -> int:
    if "an hour" in length:
        return 60
    word = length.split()[1]
    number = NUMBERS[word] if word in NUMBERS else int(word)
    return number * 60 + (30 if "half" in length else 0)


def _clock(words: str, whole: str) -> _Clock:
    read = CLOCK.fullmatch(words)
    if read is None:
        raise Unclear(Trouble.UNREAD, whole)
    if read["name"]:
        return _Clock(NAMES[read["name"]], is_sure=True)
    hour, minute = int(read["hour"]), int(read["minute"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (read["half"] and not 1 <= hour <= 12):
        raise Unclear(Trouble.UNREAD, whole)
    if read["half"]:
        return _Clock((hour % 12 + (12 if read["half"] == "p" else 0)) * 60 + minute, is_sure=True)
    if hour > 12 or hour == 0 or (len(read["hour"]) == 2 and words.startswith("0")):
        return _Clock(hour % 24 * 60 + minute, is_sure=True)
    return _Clock(hour % 12 * 60 + minute, is_sure=False)


def _times(start: int, end: int, words: str) -> Times:
    times = Times(time(start // 60, start % 60), time(end // 60, end % 60))
    if times.ends_in_time:
        return times
    raise Unclear(Trouble.ENDS_BEFORE, words)
