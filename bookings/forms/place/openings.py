"""The openings of a day as people type them: 9am to 1pm and 6pm to 1am, 09:00-22:00, closed, all day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from bookings.desk.timetables import DAY, LATEST, Spans, spans_words
from bookings.forms.fields import CLOCK, MIDDAYS, MIDNIGHTS

HALF_DAY = 12 * 60
MOST = 6  # openings of one day
LONGEST = 120
SAME = "same"  # what a day says that has the hours of the day above
MORNING = range(8, 12)  # an hour at which a hall opens, where nobody says am or pm
AND = r"\s*(?:[;,+&]|\b(?:and|then)\b)\s*"
TO = r"\s*(?:[-–—]|\b(?:to|until|till?)\b)\s*"
NEXT_DAY = r"\s*\(?(?:the )?(?:next|following) (?:day|morning)\)?\s*$"


class OpeningField(Line):
    """Spans of a day in minutes; SAME for the hours of the day above; None where nothing is written."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> Any:
        return read_openings(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return spans_words(value) if isinstance(value, tuple) else value


def read_openings(text: str) -> Spans | str | None:
    """What the text says of one day; raises ValidationError with what to write instead."""
    words = text.strip().lower().rstrip(".")
    if not words:
        return None
    if words in {"same", "the same", "same as above", "as above", "ditto", "″", '"', _("same")}:
        return SAME
    if words in {"closed", "shut", "none", "no", "x", "-", "–", "—", _("closed")}:
        return ()
    if words in {"all day", "24 hours", "24h", "24/7", _("all day")}:
        return ((0, DAY),)
    parts = [part for part in re.split(f"{AND}|{re.escape(_(' and '))}", words) if part]
    if len(parts) > MOST:
        raise ValidationError(_("Those are more openings than a day can have."), code="too_many")
    spans = sorted(_span(part) for part in parts)
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValidationError(_("Two of these openings overlap. Write them as one."), code="overlap")
    return tuple(spans)


@dataclass(frozen=True)
class _Clock:
    """A time as it was written; `sure` where only one time of the day can be meant, as on a dial of 24 hours."""

    minute: int
    sure: bool
    of_24: bool = False

    @property
    def later(self) -> int:
        """The same on the other half of the dial."""
        return (self.minute + HALF_DAY) % DAY


def _span(text: str) -> tuple[int, int]:
    next_day = re.search(NEXT_DAY, text)
    ends = re.split(TO, re.sub(NEXT_DAY, "", text).removeprefix("from "))
    if len(ends) != 2:
        raise _unread(text)
    first = _clock(ends[0])
    last = _clock(ends[1], of_24=first.of_24)
    opens = first.minute if first.sure else _likely_start(first, last)
    closes = last.minute if last.sure else _likely_end(last, opens)
    if closes <= opens:
        closes += DAY
    if closes > DAY + LATEST and not next_day:
        words = _("It closes before it opens. Check both times. (After midnight is fine, until 6am.)")
        raise ValidationError(words, code="ends_before")
    return opens, closes


def _likely_start(first: _Clock, last: _Clock) -> int:
    """9 to 10pm begins in the morning, 12:30 to 5 at noon, 2 to 5pm after it; 7 to 10pm could be either."""
    if first.minute // 60 in MORNING:
        return first.minute
    if first.minute < 60:
        return first.later
    if last.sure and first.minute < 6 * 60 and first.later < (last.minute or DAY):
        return first.later
    raise _which_half(first)


def _likely_end(last: _Clock, opens: int) -> int:
    """9am to 5 ends in the afternoon, 9pm to 1 in the night; 9am to 10 or 8.30 to 10.30 could be either."""
    if last.minute <= opens < last.later:
        return last.later
    if last.later <= opens and last.minute <= LATEST:
        return last.minute
    raise _which_half(last)


def _clock(text: str, *, of_24: bool = False) -> _Clock:
    """`of_24` where the time before it was written as on a dial of 24 hours: after 08:30, 10:30 is the morning."""
    if text in (*MIDDAYS, _("midday")):
        return _Clock(HALF_DAY, sure=True)
    if text in (*MIDNIGHTS, _("midnight")):
        return _Clock(0, sure=True)
    read = CLOCK.fullmatch(text)
    if read is None:
        raise _unread(text)
    hour, minute = int(read["hour"]), int(read["minute"] or 0)
    if hour > 23 or minute > 59 or (read["half"] and not 1 <= hour <= 12):
        raise _unread(text)
    if read["half"]:
        return _Clock((hour % 12 + (12 if read["half"] == "p" else 0)) * 60 + minute, sure=True)
    if hour > 12 or text.startswith("0"):
        return _Clock(hour * 60 + minute, sure=True, of_24=True)
    if of_24 and hour >= 10 and read["minute"]:
        return _Clock(hour * 60 + minute, sure=True)
    return _Clock(hour % 12 * 60 + minute, sure=False)


def _which_half(clock: _Clock) -> ValidationError:
    hour, minute = divmod(clock.minute, 60)
    said = f"{hour or 12}:{minute:02d}" if minute else str(hour or 12)
    words = _("Is that %(clock)sam or %(clock)spm? Write am or pm behind it.")
    return ValidationError(words % {"clock": said}, code="half")


def _unread(text: str) -> ValidationError:
    words = _("We could not read “%(text)s”. Write it like 9am to 10pm, or closed.")
    return ValidationError(words % {"text": text[:40]}, code="invalid")
