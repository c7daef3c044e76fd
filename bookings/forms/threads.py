"""What people type to ask a hall something, and what the hall types to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from accounts.models import Hirer
from accounts.plain_text import Line, Lines
from bookings.forms.fields import ClockField, DayField, times_between
from bookings.recurrence import NoSuchTime, Times, period_on
from venues.models import Room, Venue

LONGEST, MOST_PEOPLE = 4000, 10_000
NO_SUCH_TIME = gettext_lazy("The clocks go forward then: there is no such time on that day.")


class MessageForm(forms.Form):
    """A few words to the other side."""

    text = Lines(
        label=gettext_lazy("What do you want to write?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy("Write a sentence first."),
            "max_length": gettext_lazy("That is longer than %(limit_value)d letters. Say it more shortly."),
        },
    )


class AskForm(forms.Form):
    """A question before any booking: who asks, what, and perhaps about which time."""

    name = Line(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type your name, so that the hall knows whom it answers.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=gettext_lazy("The answer goes there. Nobody but the hall’s officers sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Type your e-mail address, so that you can be answered.")},
    )
    group = forms.TypedChoiceField(
        label=gettext_lazy("For which group?"),
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Leave it open if it is for none of them."),
    )
    text = Lines(
        label=gettext_lazy("Your question"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Say what you would like to know.")},
    )
    to_look = forms.BooleanField(label=gettext_lazy("I would like to look round"), required=False)
    title = Line(
        label=gettext_lazy("What would it be?"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("A few words, for example “Ruby’s birthday party”."),
    )
    room = forms.TypedChoiceField(label=gettext_lazy("Which room?"), required=False, empty_value=None)
    on = DayField(label=gettext_lazy("Date"), required=False)
    starts = ClockField(label=gettext_lazy("From"), required=False)
    ends = ClockField(label=gettext_lazy("To"), required=False)
    people = forms.IntegerField(
        label=gettext_lazy("How many people?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write the number of people in figures, for example 25."),
            "min_value": gettext_lazy("There must be at least one person."),
            "max_value": gettext_lazy("No hall takes that many people. Check the number."),
        },
    )

    def __init__(
        self, data: Any, *, venue: Venue, rooms: Sequence[Room], groups: Sequence[Hirer], today: date, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.venue, self.today = venue, today
        self.fields["email"].validators = [validate_email, must_be_sendable]
        _offer(self.fields["room"], _("Any of them, or I do not know yet"), {room.code: room for room in rooms})
        if groups:
            _offer(self.fields["group"], _("None of them"), {group.ref: group for group in groups})
        else:
            del self.fields["group"]

    def know_who_asks(self) -> None:
        """Whoever is signed in need not say who they are."""
        del self.fields["name"], self.fields["email"]

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on < self.today:
            raise ValidationError(_("That date is past. Choose one from today on."))
        return on

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        on, starts, ends = (found.get(name) for name in ("on", "starts", "ends"))
        found["period"] = None
        if not any((on, starts, ends)) or {"on", "starts", "ends"} & set(self.errors):
            return found
        for name, words in (
            ("on", _("Say the date too, or leave the times empty.")),
            ("starts", _("Say from when too, or leave the date empty and write it in your question.")),
            ("ends", _("Say until when too, or leave the date empty and write it in your question.")),
        ):
            if not found.get(name):
                self.add_error(name, words)
        if on and starts and ends:
            found["period"] = self._period(on, starts, ends)
        return found

    def _period(self, on: Any, starts: Any, ends: Any) -> Any:
        try:
            return period_on(on, times_between(starts, ends), self.venue.tz)
        except NoSuchTime:
            self.add_error("starts", NO_SUCH_TIME)
        except ValidationError as refusal:
            self.add_error("ends", refusal)
        return None


class LookForm(forms.Form):
    """A time to look round; the words beside it may be missing."""

    room = forms.TypedChoiceField(
        label=gettext_lazy("Which room?"), error_messages={"required": gettext_lazy("Choose the room.")}
    )
    on = DayField(label=gettext_lazy("Date"))
    time = ClockField(label=gettext_lazy("At"))
    text = Lines(
        label=gettext_lazy("Anything to add?"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("For example which door, and whom to ring."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, venue: Venue, rooms: Sequence[Room], **kwargs: Any) -> None:
        super().__init__(data, prefix="look", **kwargs)
        self.venue = venue
        _offer(self.fields["room"], "", {room.code: room for room in rooms})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        on, at = found.get("on"), found.get("time")
        if on and at is not None:
            found["when"] = self._moment(on, at)
        return found

    def _moment(self, on: date, at: Any) -> datetime | None:
        try:
            return period_on(on, Times(at, at), self.venue.tz).first
        except NoSuchTime:
            self.add_error("time", NO_SUCH_TIME)
            return None


def _offer(field: forms.Field, none: str, choices: dict[str, Any]) -> None:
    """What may be chosen, by its code; `none` stands for no choice, where there is one."""
    assert isinstance(field, forms.TypedChoiceField)
    named = [(code, thing.name) for code, thing in choices.items()]
    field.choices = [("", none), *named] if none else named
    field.coerce = choices.__getitem__
