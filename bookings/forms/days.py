"""Several dates at once, as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings import policy
from bookings.forms.fields import LONGEST, DayField, weekday_in
from bookings.recurrence import Pattern

LEAP = 8  # years between two that have a 29 February, at most


class DaysField(forms.Field):
    """Any number of dates, each on a line of its own; the year may be left out."""

    widget = forms.Textarea(attrs={"rows": 3})
    first: date | None = None
    last: date | None = None

    def mean(self, first: date, last: date | None) -> None:
        """A date without its year is the one from the first to the last of these, or else the next after the first."""
        self.first, self.last = first, last

    def to_python(self, value: Any) -> dict[date, str]:
        """In their order, each with the line in which it was typed."""
        lines = [line for part in str(value or "").splitlines() for line in part.split(";") if line.strip()]
        if len(lines) > policy.MOST_DATES:
            raise ValidationError(_("Those are more dates than one booking can have."), code="too_many")
        return dict(sorted((found, line.strip()) for line in lines if (found := self._day(line.strip()))))

    def _day(self, line: str) -> date | None:
        """What is wrong is told with the line that it is in."""
        try:
            try:
                return DayField().to_python(line)
            except ValidationError as refusal:
                if refusal.code != "invalid" or self.first is None:
                    raise
                return self._without_year(line, self.first)
        except ValidationError as refusal:
            raise ValidationError(told_of(line, refusal.messages[0]), code=refusal.code) from None

    def _without_year(self, line: str, first: date) -> date:
        """Read with one year after the other behind it; raises what is wrong where no year makes it a date."""
        never = ValidationError(
            _("We could not read that date. Write the day and the month: 28 October."), code="invalid"
        )
        last, days = self.last.year if self.last else first.year + LEAP, []
        for year in range(first.year, last + 1):
            try:
                days.append(DayField().read(f"{line} {year}"))
            except ValidationError as refusal:
                never = refusal if refusal.code != "invalid" and never.code == "invalid" else never
        if not days:
            raise never
        later = [day for day in days if day >= first]
        meant = [day for day in later if self.last and day <= self.last]
        if len(meant) > 1:
            meant = self._of_its_weekday(line, meant)
        day = (meant or later or days)[0]
        DayField().check_weekday(line, day)
        return day

    def _of_its_weekday(self, line: str, days: list[date]) -> list[date]:
        """The one of several that falls on the day of the week that the line says."""
        found = [day for day in days if day.weekday() == weekday_in(line)]
        if len(found) != 1:
            years = {"first": days[0].year, "second": days[1].year}
            words = _("it comes in %(first)d and in %(second)d. Write the year too.")
            raise ValidationError(words % years, code="which_year")
        return found


def told_of(line: str, why: str) -> str:
    """What is wrong with one line of several."""
    return _("“%(line)s”: %(why)s") % {"line": Truncator(line).chars(LONGEST), "why": why}


def none_of_the_series(pattern: Pattern, typed: dict[date, str]) -> list[str]:
    """Of dates that were typed: those that the series does not have, a sentence each."""
    own = set(pattern.rule_dates())
    return [told_of(line, _why_not(pattern, day)) for day, line in typed.items() if day not in own]


def _why_not(pattern: Pattern, day: date) -> str:
    first = pattern.first
    facts = {"day": date_words(day), "weekday": WEEKDAYS[day.weekday()], "first": date_words(first)}
    if pattern.picked:
        words = _("It is no date of this series: %(day)s is not among the dates that you chose.")
    elif day.weekday() not in pattern.on_weekdays:
        days = [_("%(weekday)ss") % {"weekday": WEEKDAYS[number]} for number in sorted(pattern.on_weekdays)]
        facts["own"] = get_text_list(days, _("and"))
        words = _("It is no date of this series: %(day)s is a %(weekday)s, and the series is on %(own)s.")
    elif day < first:
        words = _("It is no date of this series: %(day)s is before the first one, %(first)s.")
    elif pattern.until and day > pattern.until:
        facts["last"] = date_words(pattern.rule_dates()[-1])
        words = _("It is no date of this series: %(day)s is after the last one, %(last)s.")
    elif pattern.nth is not None:
        words = _("It is no date of this series: %(day)s is another %(weekday)s of its month.")
    else:
        words = _("It is no date of this series: %(day)s is in a week that it leaves free.")
    return words % facts
