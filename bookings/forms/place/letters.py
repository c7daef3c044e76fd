"""When a hall's volunteers are left alone, when they are told what waits, and whom to call on the day."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Line
from bookings.forms.fields import ClockField
from bookings.forms.place.of_the_row import RowForm
from venues.files.contents import VenueRow
from venues.models import Venue

FIELDS = ("quiet_from", "quiet_until", "quiet_days", "digest", "emergency_phone")


class LettersForm(RowForm):
    all_optional = True

    quiet_from = ClockField(label=_("From what time?"), required=False, help_text=_("For example 9pm."))
    quiet_until = ClockField(
        label=_("Until what time?"),
        required=False,
        help_text=_("For example 9am. Leave both empty for no quiet hours."),
    )
    quiet_days = forms.TypedMultipleChoiceField(
        label=_("On which days all day?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
    )
    digest = forms.ChoiceField(
        label=_("When should it come?"),
        choices=Venue.Digest.choices,
        widget=forms.RadioSelect,
        help_text=_("It comes once the quiet hours are over. Nothing waits: no letter."),
    )
    emergency_phone = Line(
        label=_("Number for emergencies"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "class": "short", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, row: VenueRow, seen: str, is_stopped: bool) -> None:
        """`is_stopped`: somebody pressed the link in a summary that stops them."""
        told = {name: asdict(row)[name] for name in FIELDS}
        super().__init__(data, initial={**told, "seen": seen, **({"digest": Venue.Digest.NEVER} if is_stopped else {})})
        self.row = row

    def changed_row(self) -> VenueRow:
        """The hall with what this page asks for as it was typed."""
        typed = {name: self.cleaned_data[name] for name in FIELDS}
        return replace(self.row, **{**typed, "quiet_days": tuple(sorted(typed["quiet_days"]))})

    @property
    def wants_summaries(self) -> bool:
        return bool(self.cleaned_data["digest"] != Venue.Digest.NEVER)
