"""Days and times as people type them; every refusal is a sentence that says what to do."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from bookings.recurrence import Times

YEARS = range(2000, 2100)
LEAP_YEAR = 2000
LONGEST = 60  # letters: nobody types a date or a time that is longer
MIDDAYS = ("midday", "noon", "12 midday", "12 noon")
MIDNIGHTS = ("midnight", "12 midnight", "24:00", "24.00", "2400")

ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
NUMBERS = re.compile(r"(?P<day>\d{1,2})\s*[/.\-\s]\s*(?P<month>\d{1,2})(?:\s*[/.\-\s]\s*(?P<year>\d{4}|\d{2}))?")
WORDS = re.compile(
    r"(?:[^\W\d]+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>[^\W\d]+)\.?(?:,?\s+(?P<year>\d{4}|\d{2}))?"
)
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:\s*[:.]?\s*(?P<minute>\d{2}))?(?::00)?\s*(?P<half>[ap])?(?(half)\.?\s*m\.?)")

NEVER = gettext_lazy("There is no %(day)s %(month)s. Check the day of the month.")


def is_never(day: int, month: int) -> bool:
    """Whether no year has such a day."""
    return not 1 <= day <= monthrange(LEAP_YEAR, month)[1]


class DayField(forms.DateField):
    """3 March 2026, 3/3/2026, or what a date picker sends: 2026-03-03."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": gettext_lazy("Say which date, for example 3 March 2026."),
        "invalid": gettext_lazy("We could not read that date. Write the day, month and year: 3 March 2026."),
        "no_such_day": gettext_lazy("There is no %(day)s %(month)s %(year)s. Check the day of the month."),
        "never": NEVER,
        "year": gettext_lazy("The year %(year)s is out of our reach. Check the year of the date."),
        "weekday": gettext_lazy("%(day)s is a %(weekday)s. Check the date."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        day = self.read(str(value))
        self.check_weekday(str(value), day)
        return day

    def read(self, text: str) -> date:
        """The date, whatever day of the week the words say."""
        year, month, day = self._numbers(text)
        if year not in YEARS:
            raise self._refusal("year", year=year)
        try:
            return date(year, month, day)
        except ValueError:
            raise self._refusal("no_such_day", day=day, month=MONTHS[month], year=year) from None

    def check_weekday(self, text: str, day: date) -> None:
        """Raises ValidationError where the words say another day of the week than this date has."""
        if weekday_in(text) not in (None, day.weekday()):
            raise self._refusal("weekday", day=date_words(day), weekday=WEEKDAYS[day.weekday()])

    def _numbers(self, text: str) -> tuple[int, int, int]:
        words = text.strip()
        read = ISO.fullmatch(words) or NUMBERS.fullmatch(words) or WORDS.fullmatch(words)
        if len(text) > LONGEST or read is None:
            raise self._refusal("invalid")
        parts = read.groupdict()
        month = int(parts["month"]) if "month" in parts else _month(parts["name"])
        if month not in MONTHS:
            raise self._refusal("invalid")
        day, year = int(parts["day"]), parts["year"]
        if year is None:
            raise (
                self._refusal("never", day=day, month=MONTHS[month])
                if is_never(day, month)
                else self._refusal("invalid")
            )
        return int(year) if len(year) == 4 else 2000 + int(year), month, day

    def _refusal(self, code: str, **facts: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=facts)


class ClockField(forms.TimeField):
    """7pm, 7.30pm, midday, or what a time picker sends: 19:00."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {
        "required": gettext_lazy("Say what time, for example 7pm or 19:00."),
        "invalid": gettext_lazy("We could not read that time. Write it like 7pm, 7:30pm or 19:30."),
        "half": gettext_lazy("Is that %(clock)sam or %(clock)spm? Write am or pm behind it."),
    }

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        words = str(value).strip().lower()
        if words in MIDDAYS:
            return time(12)
        if words in MIDNIGHTS:
            return time(0)
        read = CLOCK.fullmatch(words)
        if len(str(value)) > LONGEST or read is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self._on_the_clock(read)

    def _on_the_clock(self, read: re.Match[str]) -> time:
        hour, minute = int(read["hour"]), int(read["minute"] or 0)
        on_the_dial = 1 <= hour <= 12
        if hour > 23 or minute > 59 or (read["half"] and not on_the_dial):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if read["half"]:
            return time(hour % 12 + (12 if read["half"] == "p" else 0), minute)
        if hour < 12 and len(read["hour"]) == 1 and hour > 0:
            clock = f"{hour}:{minute:02d}" if minute else str(hour)
            raise ValidationError(self.error_messages["half"], code="half", params={"clock": clock})
        return time(hour, minute)


def day_typed(form: forms.Form, name: str) -> date | None:
    """What stands in a field, before anything else of the form is looked at; None where it is no date."""
    typed = form.data.get(form.add_prefix(name)) if form.is_bound else form.initial.get(name)
    try:
        return DayField(required=False).clean(typed)
    except ValidationError:
        return None


def weekday_in(text: str) -> int | None:
    """Tuesday, Tues, Tue, before a date: 1; None for other words, or none."""
    word = re.match(r"\s*([^\W\d]{3,})", text)
    begins = [number for number, name in WEEKDAYS.items() if word and str(name)[:3].lower() == word[1][:3].lower()]
    return begins[0] if begins else None


def times_between(start: time, end: time) -> Times:
    """From one time to the other; past midnight, but not past 6am. Raises ValidationError."""
    times = Times(start, end)
    if times.ends_in_time:
        return times
    raise ValidationError(
        _("It ends before it starts. Check both times. (After midnight is fine, until 6am.)"), code="ends_before"
    )


def _month(name: str) -> int:
    """March, Mar, Sept, in the language of the page; 0 for no month at all."""
    begins = [number for number, month in MONTHS.items() if str(month).lower().startswith(name.lower())]
    return begins[0] if len(name) >= 3 and begins else 0
