"""Make a booking of what is pencilled in: whose it is, and what they pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.forms.parties import FIELDS as OF_PARTIES
from bookings.forms.parties import PartyForm
from bookings.forms.people import PeopleField
from bookings.models import Booking, Hold
from bookings.plans import Ask
from bookings.recurrence import Pattern, Times
from venues.models import Category, Conditions


class BookHoldForm(PartyForm):
    """The hirers are those known here; the room and the time are those of the hold."""

    hirer = forms.TypedChoiceField(
        label=_("Who is it for?"),
        help_text=_("Everybody who has booked here before, by name."),
        error_messages={"required": _("Choose who it is for.")},
    )
    category = forms.TypedChoiceField(
        label=_("Which price do they pay?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which price they pay.")},
    )
    title = Line(
        label=_("What is it?"),
        max_length=120,
        help_text=_("As they read it in their letters. It began as what was pencilled in: change it freely."),
        error_messages={"required": _("Say what it is, in a few words.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is it for, mainly?"),
        choices=[("", _("Choose one")), *Booking.Purpose.choices],
        error_messages={"required": _("Choose what it is mainly for.")},
    )
    people = PeopleField(desk=True)

    told = forms.BooleanField(
        label=_("I told them the conditions of hire"),
        required=False,
        help_text=_("Which version, and that you told them, is kept with the booking."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        hold: Hold,
        at: datetime,
        hirers: Sequence[Hirer],
        prices: dict[Category, str],
        conditions: Conditions | None,
    ) -> None:
        super().__init__(data, initial={"title": hold.title})
        self.venue, self.at, self.hold = hold.venue, at, hold
        self.ask_about_parties()
        if conditions is None:
            del self.fields["told"]
        by_ref = {hirer.ref: hirer for hirer in hirers}
        by_code = {category.code: category for category in prices}
        hirer, category = self.fields["hirer"], self.fields["category"]
        assert isinstance(hirer, forms.TypedChoiceField)
        assert isinstance(category, forms.TypedChoiceField)
        hirer.choices = [("", _("Choose one")), *((ref, str(each)) for ref, each in by_ref.items())]
        hirer.coerce = by_ref.__getitem__
        category.choices = [(each.code, words) for each, words in prices.items()]
        category.coerce = by_code.__getitem__

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.said = self.particulars_at_the_desk(found, found["hirer"], self.pattern)
        return found

    @property
    def usual(self) -> list[BoundField]:
        """What is asked of any hire."""
        return [self[name] for name in self.fields if name not in OF_PARTIES]

    @cached_property
    def pattern(self) -> Pattern:
        """Its one date."""
        local = self.hold.period.local(self.venue.tz)
        return Pattern(local.start.date(), Times(local.start.time(), local.end.time()))

    @property
    def ask(self) -> Ask:
        """Once it is valid."""
        found = {name: self.cleaned_data[name] for name in ("hirer", "category", "title", "purpose", "people")}
        said = self.said
        return Ask(room=self.hold.room, pattern=self.pattern, sound=said.usual_sound, particulars=said, **found)


class ShownForm(forms.Form):
    """What the desk saw before it pressed the button: the price in pence, and the number of the page."""

    submission_key = forms.RegexField(r"\A[\w-]{20,40}\Z")
    shown_pence = forms.IntegerField(min_value=0)
