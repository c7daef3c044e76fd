"""How many, how long, by what time, for how much: 20 or more, up to 2 hours, after 11pm, 20 to 50."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.fields import ClockField
from bookings.forms.place.money import length_text, price_text, read_length, read_price
from venues.money import from_text
from venues.tariffs.document import LARGEST, NUMBER, TIME
from venues.tariffs.rows import DAY
from venues.tariffs.words.times import clock_words

Ends = dict[str, Any]  # from, after, to, before: as the price list writes a range
EARLY = 6 * 60  # a hire that ends before this hour of the clock ends on the next day
ONE_END = (
    (r"(?:at least|from|at) (.+?)(?: on)?", "from"),
    (r"(?:from |at )?(.+?)(?: or | and |\s*\+)(?:more|later|over|longer|above|$)", "from"),
    (r"(.+)\+", "from"),
    (r"(?:more than|longer than|over|above|after|later than) (.+)", "after"),
    (r"(?:up to|at most|no more than|by|until|to) (.+)", "to"),
    (r"(.+?) or (?:less|fewer|earlier|shorter|under)", "to"),
    (r"(?:less than|fewer than|shorter than|under|below|before) (.+)", "before"),
)
BOTH_ENDS = re.compile(r"(?:between |from )?(.+?)(?: to | and |\s*[-–—]\s*)(.+)")


@dataclass(frozen=True)
class Measure:
    """What a range is of: how a value is read and written, and what an example looks like."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    example: Promise
    is_clock: bool = False


class RangeField(Line):
    """The ends of a range as a price list keeps them; None where nothing is written."""

    def __init__(self, measure: Measure, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)
        self.measure = measure
        self.widget.attrs.update({"class": "short", "autocomplete": "off"})
        if not self.help_text:
            self.help_text = str(measure.example)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return read_range(text, self.measure) if text else None

    def prepare_value(self, value: Any) -> Any:
        return range_text(value, self.measure) if isinstance(value, Mapping) else value


def read_range(text: str, measure: Measure) -> Ends:
    """Raises ValidationError with what to write instead."""
    words = text.strip().lower().rstrip(".")
    refusal = None
    for ends in _readings(words):
        try:
            return {end: measure.read(value) for end, value in ends.items()}
        except ValidationError as unread:
            refusal = refusal or (unread if unread.code not in ("invalid", None) else None)
    if refusal:
        raise refusal
    wrong = _("We could not read “%(text)s”. Write it like this: %(example)s")
    raise ValidationError(wrong % {"text": text[:40], "example": measure.example}, code="invalid")


def _readings(words: str) -> Iterator[dict[str, str]]:
    """Everything that the words may mean, the likeliest first."""
    parts = re.split(r",| and | but ", words)
    if len(parts) == 2:
        found = [_one_end(part.strip()) for part in parts]
        if found[0] and found[1] and found[0].keys() != found[1].keys():
            yield {**found[0], **found[1]}
    for pattern, end in ONE_END:
        if read := re.fullmatch(pattern, words):
            yield {end: read[1]}
    if both := BOTH_ENDS.fullmatch(words):
        yield {"from": both[1], "to": both[2]}
    yield {"from": words, "to": words}


def _one_end(words: str) -> dict[str, str]:
    for pattern, end in ONE_END:
        if read := re.fullmatch(pattern, words):
            return {end: read[1]}
    return {}


def range_text(ends: Mapping[str, Any], measure: Measure) -> str:
    """The words that `read_range` reads as this very range."""
    found = {end: measure.write(value) for end, value in ends.items()}
    if found.keys() == {"from", "to"}:
        return found["from"] if found["from"] == found["to"] else f"{found['from']} to {found['to']}"
    patterns = CLOCK_WORDS if measure.is_clock else NUMBER_WORDS
    return ", ".join(patterns[end] % {"value": found[end]} for end in ("from", "after", "to", "before") if end in found)


NUMBER_WORDS = {
    "from": "%(value)s or more",
    "after": "more than %(value)s",
    "to": "up to %(value)s",
    "before": "less than %(value)s",
}
CLOCK_WORDS = {
    "from": "%(value)s or later",
    "after": "after %(value)s",
    "to": "by %(value)s",
    "before": "before %(value)s",
}


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValidationError("", code="invalid")
    return int(text)


def _number(text: str) -> int | str:
    if not NUMBER.fullmatch(text):
        raise ValidationError("", code="invalid")
    return int(text) if text.isdecimal() and int(text) <= LARGEST else text


def _money(text: str) -> str:
    return price_text(read_price(text))


def _clock(text: str, *, ends: bool = False) -> str:
    """A time as the list keeps it, past 24:00 on the day after; a hire that ends at 1am ends on the day after."""
    if TIME.fullmatch(text):
        return text
    plain = re.sub(r",? *\(?(?:the )?(?:next|following) (?:day|morning)\)?$", "", text)
    found = ClockField().to_python(plain)
    if found is None:
        raise ValidationError("", code="invalid")
    minute = found.hour * 60 + found.minute
    if plain != text or not minute or (ends and minute < EARLY):
        minute += DAY
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _clock_text(value: str) -> str:
    minute = int(value[:2]) * 60 + int(value[3:])
    if minute > DAY:
        return _("%(time)s the next day") % {"time": clock_words(minute)}
    return clock_words(minute) if minute >= EARLY else value


def _ending(text: str) -> str:
    return _clock(text, ends=True)


NUMBERS = gettext_lazy("20 or more; more than 20; up to 50; 20 to 50.")
COUNT = Measure(_whole, str, NUMBERS)
NUMBER_TOLD = Measure(_number, str, NUMBERS)
LENGTH = Measure(read_length, length_text, gettext_lazy("In hours: 4 or more; more than 4; up to 90 minutes."))
MONEY = Measure(_money, lambda text: price_text(from_text(text).pence), gettext_lazy("100 or more; more than 100."))
STARTING = Measure(_clock, _clock_text, gettext_lazy("Before 8am; 6pm or later; 9am to 5pm."), is_clock=True)
ENDING = Measure(_ending, _clock_text, gettext_lazy("After 11pm; by midnight; after 1am the next day."), is_clock=True)
