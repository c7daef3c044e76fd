"""What a hall asks of parties, when a deposit goes back, and what is to be done before leaving."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Lines
from bookings.forms.fields import DayField
from bookings.forms.place.of_the_row import RowForm
from venues.files.contents import VenueRow
from venues.models import Venue


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _days(label: Any, hint: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=366, widget=widget)


class PartiesForm(RowForm):
    all_optional = True

    alcohol = _choice(_("Alcohol"), Venue.Alcohol.choices)
    alcohol_days = _days(
        _("Days of notice, if it is sold"),
        _("A temporary event notice (TEN) goes to the council ten working days before; leave time to look at it."),
    )
    has_bar = forms.BooleanField(label=_("We have a bar of our own that may sell"), required=False)
    music = _choice(_("Music"), Venue.Asked.choices)
    bouncy_castle = _choice(_("Bouncy castles"), Venue.Asked.choices)
    candles = _choice(_("Candles, and other naked flames"), Venue.Asked.choices)
    asks_food = forms.BooleanField(label=_("Ask what there is to eat"), required=False)
    asks_ages = forms.BooleanField(label=_("Ask how many are under 18"), required=False)
    bond_days = _days(_("Days after which a deposit is given back"), _("Counted from the last date of the booking."))
    leaving = Lines(
        label=_("To be done before leaving"),
        required=False,
        max_length=4000,
        help_text=_("A line for each thing, such as: Put the chairs back on the trolley."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    election_on = DayField(label=_("Day of the next election"), required=False)
    election_days = _days(_("How many days before it"), _("From then until the day itself the rule holds."))
    election_rule = Lines(
        label=_("Your rule for party politics"),
        required=False,
        max_length=500,
        help_text=_("Whoever books for party politics reads it, and waits for your answer."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, row: VenueRow, seen: str) -> None:
        kept = asdict(row)
        super().__init__(
            data, initial={**{name: kept[name] for name in self.base_fields if name in kept}, "seen": seen}
        )
        self.row = row

    def changed_row(self) -> VenueRow:
        """The hall with what this page asks for as it was typed."""
        return replace(self.row, **{name: value for name, value in self.cleaned_data.items() if name != "seen"})
