"""Several dates at once, as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bookings import policy
from bookings.forms.fields import LONGEST, DayField

LEAP = 8  # years between two that have a 29 February, at most


class DaysField(forms.Field):
    """Any number of dates, each on a line of its own; the year may be left out."""

    widget = forms.Textarea(attrs={"rows": 3})
    first: date | None = None
    last: date | None = None

    def mean(self, first: date, last: date | None) -> None:
        """A date without its year is the one from the first to the last of these, or else the next after the first."""
        self.first, self.last = first, last

    def to_python(self, value: Any) -> list[date]:
        lines = [line for part in str(value or "").splitlines() for line in part.split(";") if line.strip()]
        if len(lines) > policy.MOST_DATES:
            raise ValidationError(_("Those are more dates than one booking can have."), code="too_many")
        return sorted({found for line in lines if (found := self._day(line.strip()))})

    def _day(self, line: str) -> date | None:
        """What is wrong is told with the line that it is in."""
        try:
            try:
                return DayField().to_python(line)
            except ValidationError as refusal:
                if refusal.code != "invalid" or self.first is None:
                    raise
                return self._without_year(line, self.first, refusal)
        except ValidationError as refusal:
            facts = {"line": Truncator(line).chars(LONGEST), "why": refusal.messages[0]}
            raise ValidationError(_("“%(line)s”: %(why)s") % facts, code=refusal.code) from None

    def _without_year(self, line: str, first: date, never: ValidationError) -> date:
        """Read with one year after the other behind it; raises what is wrong where no year makes it a date."""
        days = []
        for year in range(first.year, first.year + LEAP + 1):
            try:
                day = DayField().to_python(f"{line} {year}")
            except ValidationError as refusal:
                never = refusal if never.code == "invalid" else never
            else:
                days += [day] if day and day >= first else []
        if not days:
            raise never
        meant = [day for day in days if self.last and day <= self.last]
        if len(meant) > 1:
            years = {"first": meant[0].year, "second": meant[1].year}
            words = _("it comes in %(first)d and in %(second)d. Write the year too.")
            raise ValidationError(words % years, code="which_year")
        return days[0]
