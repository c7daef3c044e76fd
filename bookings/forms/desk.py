"""What the desk types: why not, how many came, and which week to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.plain_text import Lines
from bookings.forms.fields import DayField
from bookings.forms.place.money import PriceField
from bookings.models import Booking

MOST_PEOPLE = 9_999
REASONS = [choice for choice in Booking.Reason.choices if choice[0] != Booking.Reason.NO_ANSWER]


class TellPriceForm(forms.Form):
    """The price, where it was asked for without one: for each of so many dates."""

    price = PriceField(
        help_text=_("All in, in pounds and pence, for example 120.00. The letter asks them whether they accept it."),
        error_messages={"required": _("Say what it costs: it was asked for without a price.")},
    )

    def __init__(self, *args: Any, dates: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = ngettext("What does it cost?", "What does each of the %(dates)d dates cost?", dates)
        self.fields["price"].label = words % {"dates": dates}


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why is it not possible?"),
        help_text=_("Counted in the report, so that it shows what the hall could not offer."),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason that fits best.")},
    )
    words = Lines(
        label=_("What shall we tell them?"),
        help_text=_("It stands in their letter, as you write it. What else is free stands there by itself."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("That is longer than %(limit_value)d letters. Say it more shortly."),
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("reason") == Booking.Reason.OTHER and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", _("Write a sentence for the person who asked."))
        if cleaned.get("reason") == Booking.Reason.ACCESS and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", _("Say what the place cannot do, and which other room or time would do."))
        return cleaned


class SomeDatesForm(DeclineForm):
    """Which dates they may have, and why not the others."""

    keep = forms.MultipleChoiceField(
        label=_("Which dates may they have?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one date, or refuse all of it.")},
    )
    field_order = ("keep", "reason", "words")

    def __init__(self, *args: Any, dates: Sequence[tuple[int, str, str]], why_not: str = "", **kwargs: Any) -> None:
        """`dates` are their keys, their words, and why they cannot be had, if so; `why_not` is the code for these."""
        super().__init__(*args, **kwargs)
        self.dates = dates
        field = self.fields["keep"]
        assert isinstance(field, forms.MultipleChoiceField)
        marked = _("%(date)s (%(why)s)")
        field.choices = [(key, marked % {"date": words, "why": why} if why else words) for key, words, why in dates]
        field.initial = [key for key, _words, why in dates if not why]
        self.fields["reason"].initial = why_not
        self.fields["reason"].label = _("Why not the others?")

    def clean_keep(self) -> list[int]:
        keep = [int(key) for key in self.cleaned_data["keep"]]
        if len(keep) == len(self.dates):
            raise forms.ValidationError(_("All dates are ticked: leave those that they cannot have, or confirm all."))
        return keep


class StandingForm(forms.Form):
    at_once = forms.TypedChoiceField(
        choices=[("yes", _("Confirm at once")), ("no", _("Wait for an answer"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Say whether to confirm at once."),
            "invalid_choice": _("Say whether to confirm at once."),
        },
    )


class CountForm(forms.Form):
    """How many came; more than the rooms safely take is asked about once."""

    all_optional = True
    people = forms.IntegerField(
        label=_("How many people came?"),
        help_text=_("A rough count will do. Leave it empty to take a count back."),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={
            "invalid": _("Type a whole number, such as 24."),
            "min_value": _("Nobody can count fewer than 0 people."),
            "max_value": _("That is more people than any hall holds. Check the number."),
        },
    )
    asked_about = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, room_for: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room_for = room_for

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        people = cleaned.get("people")
        if people and self.room_for and people > self.room_for and cleaned.get("asked_about") != people:
            words = _("%(people)s is more than the %(room_for)s for whom there is room. If it is right, save it again.")
            self.add_error("people", words % {"people": people, "room_for": self.room_for})
            self.data = {"people": str(people), "asked_about": str(people)}
        return cleaned


class WeekForm(forms.Form):
    """Any day names its week; without one it is this week."""

    all_optional = True
    week = DayField(label=_("Show the week of"), required=False)


class SevenDaysForm(forms.Form):
    """Any day begins its seven; without one they begin today."""

    all_optional = True
    week = DayField(label=_("Show seven days from"), required=False)


class MonthForm(forms.Form):
    """Any day names its month; without one it is this month."""

    all_optional = True
    month = DayField(label=_("Show the month of"), required=False)


class DayForm(forms.Form):
    """One day; without one it is today."""

    all_optional = True
    day = DayField(label=_("Show the day"), required=False)
