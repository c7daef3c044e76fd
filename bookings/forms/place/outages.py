"""What is out of order: what, where, since when, and when it should work again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.fields import DayField
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.models import Entrance, Outage, Room, Venue

LONGEST_NOTE = 300


class SaidForm(forms.Form):
    """What is said of it each time."""

    expected_on = DayField(
        label=gettext_lazy("Until when, as far as you know?"),
        required=False,
        help_text=gettext_lazy(
            "Until then visitors read that it does not work, afterwards that nobody knows. Without a day: two weeks."
        ),
    )
    note = Line(
        label=gettext_lazy("What should visitors know?"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=gettext_lazy("For example: a part is ordered; ring us and we open the garden door."),
    )

    def refuse_before(self, name: str, first: date) -> None:
        day = self.cleaned_data.get(name)
        if day and day < first:
            self.add_error(name, _("That is before it broke. Give a later day."))


class OutageForm(SaidForm):
    fact = forms.ChoiceField(
        label=gettext_lazy("What is out of order?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Say what is out of order."),
            "invalid_choice": gettext_lazy("Choose something from the list."),
        },
    )
    entrance = forms.ModelChoiceField(
        label=gettext_lazy("At which way in?"),
        queryset=Entrance.objects.none(),
        required=False,
        empty_label=gettext_lazy("All of them"),
        help_text=gettext_lazy("Asked of doors only."),
    )
    rooms = forms.ModelMultipleChoiceField(
        label=gettext_lazy("For which rooms?"),
        queryset=Room.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        help_text=gettext_lazy("None ticked: for all that depend on it."),
    )
    starts_on = DayField(label=gettext_lazy("Since when?"))
    field_order = ("fact", "entrance", "rooms", "starts_on", "expected_on", "note")

    def __init__(self, *args: Any, venue: Venue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact, entrance, rooms = self.fields["fact"], self.fields["entrance"], self.fields["rooms"]
        assert isinstance(fact, forms.ChoiceField)
        assert isinstance(entrance, forms.ModelChoiceField)
        assert isinstance(rooms, forms.ModelMultipleChoiceField)
        fact.choices = [(code, equipment(about)) for code, about in FACTS.items() if about.depends]
        entrance.queryset = venue.entrances.all()
        rooms.queryset = venue.rooms.filter(retired_on=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "starts_on" in cleaned:
            self.refuse_before("expected_on", cleaned["starts_on"])
        if cleaned.get("entrance") and "fact" in cleaned and FACTS[cleaned["fact"]].scope != "entrance":
            self.add_error("entrance", _("Only a door is at a way in. Choose “All of them”."))
        return cleaned


class OutageChangeForm(SaidForm):
    ends_on = DayField(
        label=gettext_lazy("It works again: which was the last day on which it did not?"),
        required=False,
        help_text=gettext_lazy("Leave it empty while it is out of order."),
    )

    def __init__(self, *args: Any, outage: Outage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outage = outage

    def clean(self) -> dict[str, Any]:
        for name in ("expected_on", "ends_on"):
            self.refuse_before(name, self.outage.starts_on)
        return self.cleaned_data
