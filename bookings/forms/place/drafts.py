"""A draft of a price list: what it is called, from when, and until when everybody may say what they think of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from accounts.plain_text import Line, Lines
from bookings.actions.publish_draft import cannot_begin
from bookings.desk.price_work import PriceWork, name_for
from bookings.forms.fields import DayField
from venues.models import PriceDraft

A_YEAR = timedelta(days=366)
WORDS = PriceDraft._meta.get_field("proposal_words").max_length


class DraftForm(forms.Form):
    name = Line(
        label=gettext_lazy("What is this price list called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the list a name, for example Prices from April 2027.")},
    )
    first = DayField(label=gettext_lazy("From which day is it to hold?"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, work: PriceWork, today: date, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.work, self.today = work, today

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"]
        obstacle = cannot_begin(first, self.work.file, today=self.today)
        if obstacle:
            raise forms.ValidationError(obstacle)
        return first

    def clean(self) -> dict[str, Any]:
        """A name that nobody typed follows the first day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "first" in cleaned and cleaned.get("name") == name_for(self.work.tariff.valid_from):
            cleaned["name"] = name_for(cleaned["first"])
        return cleaned


class ProposeForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Until which day may people say what they think?"),
        help_text=gettext_lazy("That day is the last. After it the page says what came of the proposal."),
    )
    words = Lines(
        label=gettext_lazy("Why are the prices to change?"),
        max_length=WORDS,
        help_text=gettext_lazy("A few words for the people who hire: what has become dearer, what the money is for."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say in a few words why the prices are to change.")},
    )

    def __init__(self, data: Any = None, *, today: date, first: date, initial: dict[str, Any] | None = None) -> None:
        """`first` is the day from which the prices are to hold."""
        super().__init__(data, initial=initial)
        self.today, self.first = today, first

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("That day is past. Choose today or a later one."))
        if until > self.today + A_YEAR:
            raise forms.ValidationError(_("That is more than a year ahead. Choose an earlier day."))
        if until >= self.first:
            words = _(
                "The prices are to hold from %(day)s. Choose a day before it, or give the draft a later first day."
            )
            raise forms.ValidationError(words % {"day": date_words(self.first)})
        return until
