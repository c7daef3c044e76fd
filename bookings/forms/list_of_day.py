"""Of which day somebody wants to read the price list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from bookings.forms.fields import DayField


class ListOfDayForm(forms.Form):
    all_optional = True  # no word of it at the one box there is

    day = DayField(label=gettext_lazy("On which day?"))
