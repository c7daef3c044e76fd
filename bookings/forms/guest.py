"""What somebody types to hire once, without an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.forms.book import BookForm, from_query
from bookings.forms.sentences import ONCE
from bookings.forms.series import SeriesForm
from bookings.recurrence import Pattern
from venues.models import Room, Venue

OF_A_SERIES = (
    *("sentence", "sentence_read", "repeat", "until", "term_time", "not_bank_holidays"),
    *("weekdays", "picked", "skip"),
)
NOT_ASKED = (*OF_A_SERIES, "listed", "open_to_anyone", "save_needs")
NOBODY_YET = 0  # the key of no row: nothing is known of them, nothing agreed, nothing booked


class GuestForm(BookForm):
    """One date; what kind of hirer they are stands where others choose a group."""

    field_order = ("group", "name", "email", "phone", *(BookForm.field_order or ()))

    name = Line(
        label=gettext_lazy("Your name"),
        max_length=120,
        help_text=gettext_lazy("Or that of your group, if it is for a group."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send you a link to it; by the link you ask, and later change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[must_be_sendable],
        error_messages={"required": gettext_lazy("Write your e-mail address: the link goes there.")},
    )
    phone = forms.RegexField(
        r"\A\+?[0-9][0-9 ()-]{4,28}\Z",
        label=gettext_lazy("Your phone number"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "class": "short"}),
        error_messages={"invalid": gettext_lazy("Write a phone number, for example 01632 960001.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        room: Room,
        at: datetime,
        query: Mapping[str, str] = {},
        needs: Mapping[str, Any] = {},
    ) -> None:
        kind = query.get("group") or query.get("kind", "")
        kinds = [Hirer(pk=NOBODY_YET, ref=kind.value, kind=kind, name=str(kind.label)) for kind in Hirer.Kind]
        asked = {**query, "group": kind}
        super().__init__(data, room=room, groups=kinds[::-1], at=at, query=asked, needs=needs)  # families first
        for name in NOT_ASKED:
            self.fields.pop(name, None)
        self.fields["on"].help_text = ""
        self.fields["group"].label = gettext_lazy("Who is hiring?")
        if kind in Hirer.Kind.values:
            self._choose_the_price_of(kind)
        else:
            self.initial["group"] = Hirer.Kind.HOUSEHOLD

    def _choose_the_price_of(self, kind: str) -> None:
        """Beforehand, where only one is meant for the kind that was said already."""
        meant = [code for code, category in self.categories.items() if category.is_meant_for(kind)]
        if len(meant) == 1:
            self.fields["category"].initial, self.fields["category"].help_text = meant[0], ""

    def pattern(self, found: dict[str, Any]) -> Pattern | None:
        return super().pattern({**found, "repeat": ONCE})

    def clean(self) -> dict[str, Any]:
        """Whoever hires has the name and the address that were typed."""
        group = self.cleaned_data.get("group")
        if group:
            group.contact_email = self.cleaned_data.get("email", "").lower()
            group.contact_phone = self.cleaned_data.get("phone", "")
            group.name = self.cleaned_data.get("name") or group.name
        return super().clean()


def series_asked(query: Mapping[str, str], venue: Venue, at: datetime) -> Pattern | None:
    """The series that an address asks for, of more dates than one; None where it asks for none, or cannot be read."""
    form = SeriesForm(from_query(query))
    form.know_the_venue(venue, at)
    form.full_clean()
    pattern = form.pattern(form.cleaned_data)
    return pattern if pattern and len(pattern.dates()) > 1 else None


class LinkAgainForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("The e-mail address that you gave"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[must_be_sendable],
        error_messages={"required": gettext_lazy("Write the e-mail address that you gave when you asked.")},
    )
