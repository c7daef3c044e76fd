"""The hours that an affiliated group may have before others, as part of what is agreed with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.place.openings import OpeningField
from venues.fair_use import FirstCall, Hours
from venues.files.fairness import A_YEAR
from venues.models import Room


class FirstCallFields(forms.Form):
    """All of them, or none: no day ticked is no first call."""

    call_days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("First call: on which days?"),
        required=False,
        coerce=int,
        help_text=gettext_lazy("Hours that nobody else may ask for until some days before. Tick none for none."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Choose from these days.")},
    )
    call_hours = OpeningField(
        label=gettext_lazy("From when to when?"),
        required=False,
        help_text=gettext_lazy("For example: 6pm to 8pm."),
    )
    call_room = forms.ChoiceField(
        label=gettext_lazy("In which room?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these rooms.")},
    )
    call_days_before = forms.IntegerField(
        label=gettext_lazy("Until how many days before?"),
        required=False,
        min_value=1,
        max_value=A_YEAR,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write whole days in figures, for example 14."),
            "min_value": gettext_lazy("Until one day before at least."),
            "max_value": gettext_lazy("At most a year before."),
        },
    )

    def offer_rooms(self, rooms: Sequence[Room]) -> None:
        self.room_names = {room.code: room.name for room in rooms}
        days, room = self.fields["call_days"], self.fields["call_room"]
        assert isinstance(days, forms.TypedMultipleChoiceField)
        assert isinstance(room, forms.ChoiceField)
        days.choices = [(str(number), str(name)) for number, name in WEEKDAYS.items()]
        room.choices = [("", _("Every room")), *self.room_names.items()]

    def clean_call_hours(self) -> tuple[int, int] | None:
        spans = self.cleaned_data["call_hours"]
        if spans is None:
            return None
        if not isinstance(spans, tuple) or len(spans) != 1:
            raise ValidationError(_("Write one stretch of the day, for example 6pm to 8pm."))
        opens, closes = spans[0]
        return opens, closes

    def first_call(self, found: dict[str, Any]) -> FirstCall | None:
        """What was typed of it, each missing part told beside its box; None where it is not asked for."""
        days, hours, before = (found.get(f"call_{name}") for name in ("days", "hours", "days_before"))
        if not days and not hours and not before:
            return None
        missing = {
            "call_days": (days, _("Tick at least one day, or empty the hours below.")),
            "call_hours": (hours, _("Say from when to when, for example 6pm to 8pm.")),
            "call_days_before": (before, _("Say how many days, for example 14.")),
        }
        for name, (value, words) in missing.items():
            if not value and name not in self.errors:
                self.add_error(name, words)
        if not days or not hours or not before:
            return None
        room = found.get("call_room") or ""
        return FirstCall(Hours(tuple(sorted(days)), *hours), before, room, self.room_names.get(room, ""))
