"""Over which days to look for the most people at once, and how many of the hall's own are there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.fields import DayField
from bookings.forms.people import MOST_PEOPLE

A_YEAR = timedelta(days=365)
LONGEST = timedelta(days=3 * 366)


class AtOnceForm(forms.Form):
    """Without a choice: the year past and the year to come, and as many of the hall's own as it has kept."""

    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"))
    staff = forms.IntegerField(
        label=gettext_lazy("How many of your own are there as well?"),
        help_text=gettext_lazy("Staff, caretaker, volunteers: they count too. They are added to every day."),
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write the number of people in figures, for example 3."),
            "required": gettext_lazy("Say how many of your own are there; 0 if nobody is."),
            "min_value": gettext_lazy("There cannot be fewer than nobody."),
            "max_value": gettext_lazy("No hall takes that many people. Check the number."),
        },
    )

    def __init__(self, data: QueryDict, *, today: date, own: int) -> None:
        usual = {"first": (today - A_YEAR).isoformat(), "last": (today + A_YEAR).isoformat(), "staff": str(own)}
        super().__init__({**usual, **{name: data[name] for name in usual if name in data}})

    def clean(self) -> dict[str, Any]:
        """Refuses days in the wrong order, and more than three years."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        elif first and last and last - first > LONGEST:
            self.add_error("last", _("Choose three years at most."))
        return cleaned
