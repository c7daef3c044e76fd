"""Until when a series goes on, or after which day there is no more of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.fields import DayField


class UntilForm(forms.Form):
    """The series goes on until this day."""

    until = DayField(label=gettext_lazy("Until which day?"), help_text=gettext_lazy("The last day that may be a date."))

    def __init__(self, *args: Any, after: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after = after

    @property
    def is_so_already(self) -> bool:
        """Whether the series goes on until then as it is."""
        return "until" in self.cleaned_data and self.cleaned_data["until"] <= self.after


class LastDayForm(forms.Form):
    """No more after this day."""

    after = DayField(label=gettext_lazy("No more after which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_after(self) -> date:
        after: date = self.cleaned_data["after"]
        if after < self.today:
            raise ValidationError(_("That day is past. What is over stays as it was: choose a day from today on."))
        return after
