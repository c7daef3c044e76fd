"""Make a booking of what is pencilled in: whose it is, and what they pay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.forms.book import MOST_PEOPLE
from bookings.models import Booking, Hold
from venues.models import Category, Conditions


class BookHoldForm(forms.Form):
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
        label=_("What is it?"), max_length=120, error_messages={"required": _("Say what it is, in a few words.")}
    )
    purpose = forms.ChoiceField(
        label=_("What is it for, mainly?"),
        choices=[("", _("Choose one")), *Booking.Purpose.choices],
        error_messages={"required": _("Choose what it is mainly for.")},
    )
    people = forms.IntegerField(
        label=_("How many people do they expect?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": _("Say how many people they expect."),
            "invalid": _("Write the number of people in figures, for example 25."),
            "min_value": _("There must be at least one person."),
            "max_value": _("No hall takes that many people. Check the number."),
        },
    )

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
        hirers: Sequence[Hirer],
        prices: dict[Category, str],
        conditions: Conditions | None,
    ) -> None:
        super().__init__(data, initial={"title": hold.title})
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


class ShownForm(forms.Form):
    """What the desk saw before it pressed the button: the price in pence, and the number of the page."""

    submission_key = forms.RegexField(r"\A[\w-]{20,40}\Z")
    shown_pence = forms.IntegerField(min_value=0)
