"""A key as it is given, comes back or is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.fields import DayField
from bookings.forms.place.money import PriceField


class GiveKeyForm(forms.Form):
    number = Line(
        label=gettext_lazy("Number of the key"),
        max_length=20,
        help_text=gettext_lazy("As it is stamped on the key or its tag: 4, or K4. Never an entry code."),
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"required": gettext_lazy("Say which key: its number.")},
    )
    holder = Line(
        label=gettext_lazy("Who has it?"),
        max_length=120,
        help_text=gettext_lazy("A name, and of whom: Ben Marsh, Alder Vale Choir."),
        error_messages={"required": gettext_lazy("Say who has it.")},
    )
    deposit = PriceField(
        label=gettext_lazy("Money held for it"),
        required=False,
        help_text=gettext_lazy("For example 10.00. Leave it empty where there is none."),
    )
    given_on = DayField(label=gettext_lazy("Given on"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"given_on": today})
        self.today = today

    def clean_given_on(self) -> date:
        return _not_to_come(self.cleaned_data["given_on"], self.today)


class KeyEndForm(forms.Form):
    """The day on which it came back, or was found to be lost."""

    on = DayField(label=gettext_lazy("On which day?"))

    def __init__(self, data: Any = None, *, given_on: date, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.given_on, self.today = given_on, today

    def clean_on(self) -> date:
        day = _not_to_come(self.cleaned_data["on"], self.today)
        if day < self.given_on:
            raise ValidationError(_("That is before it was given. Check the date."))
        return day


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(_("That day is still to come. Check the date."))
    return day
