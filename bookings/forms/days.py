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


class DaysField(forms.Field):
    """Any number of dates, each on a line of its own."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[date]:
        lines = [line for part in str(value or "").splitlines() for line in part.split(";") if line.strip()]
        if len(lines) > policy.MOST_DATES:
            raise ValidationError(_("Those are more dates than one booking can have."), code="too_many")
        return sorted({found for line in lines if (found := self._day(line.strip()))})

    def _day(self, line: str) -> date | None:
        """What is wrong is told with the line that it is in."""
        try:
            return DayField().to_python(line)
        except ValidationError as refusal:
            facts = {"line": Truncator(line).chars(LONGEST), "why": refusal.messages[0]}
            raise ValidationError(_("“%(line)s”: %(why)s") % facts, code=refusal.code) from None
