"""Around which day a report sets before and after beside each other."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.fields import ClockField, DayField
from bookings.reports import Window
from bookings.reports.matched import MOST_WEEKS

USUAL_WEEKS = 12
EARLIEST = 2005  # the weeks before it are looked at too


class ChangeForm(forms.Form):
    """Optional as a whole: without a day there is no window."""

    all_optional = True
    change_on = DayField(
        label=gettext_lazy("The first day after the change"),
        required=False,
        help_text=gettext_lazy("For example the day on which a new ramp or new hours began."),
    )
    weeks = forms.IntegerField(
        label=gettext_lazy("Weeks on either side"),
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "invalid": gettext_lazy("Write weeks in figures: 12."),
            "min_value": gettext_lazy("Compare one week at least."),
            "max_value": gettext_lazy("Two years on either side, 104 weeks, are the most."),
        },
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Only on these days of the week"),
        required=False,
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        help_text=gettext_lazy("None ticked: every day."),
        error_messages={"invalid_choice": gettext_lazy("Choose days of the week.")},
    )
    since = ClockField(label=gettext_lazy("From"), required=False)
    until = ClockField(label=gettext_lazy("To"), required=False)

    def __init__(self, data: QueryDict, *, is_for_everybody: bool, today: date) -> None:
        told = data.copy()
        told.setdefault("weeks", str(USUAL_WEEKS))
        super().__init__(told)
        self.is_for_everybody, self.today = is_for_everybody, today

    def clean(self) -> dict[str, Any]:
        """Hands over the window; None without a day."""
        found = super().clean() or self.cleaned_data
        found["window"] = None
        on = found.get("change_on")
        if self.errors or on is None:
            return found
        since, until = found["since"] or time(0), found["until"] or None
        if until == time(0):
            until = None
        if on.year < EARLIEST:
            self.add_error("change_on", _("A change is of %(year)s at the earliest.") % {"year": EARLIEST})
        elif on > self.today:
            self.add_error("change_on", _("That day is still to come. Choose it when a week after it is over."))
        elif until is not None and until <= since:
            self.add_error("until", _("That is not after the other time. Check both."))
        elif self.is_for_everybody:
            words = _("Before and after stands in your own copy and in a funder’s. Choose one, or leave the day empty.")
            self.add_error("change_on", words)
        else:
            days = frozenset(found["weekdays"]) or frozenset(WEEKDAYS)
            found["window"] = Window(on, found["weeks"] or USUAL_WEEKS, days, since, until)
        return found

    @property
    def settled(self) -> list[tuple[str, str]]:
        """What was asked for as pairs of a query, of a form that is valid."""
        window: Window | None = self.cleaned_data["window"]
        if window is None:
            return []
        days = [("weekdays", str(day)) for day in sorted(window.weekdays)]
        times = [(name, f"{at:%H:%M}") for name, at in (("since", window.since), ("until", window.until)) if at]
        return [("change_on", window.on.isoformat()), ("weeks", str(window.weeks)), *days, *times]
