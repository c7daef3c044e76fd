"""What somebody types to leave a wish, and what a hall types to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from accounts.plain_text import Lines
from venues.models import Room

LONGEST = 500
TOO_LONG = {"max_length": gettext_lazy("That is longer than %(limit_value)d letters. Say it more shortly.")}


class WishForm(forms.Form):
    words = Lines(
        label=gettext_lazy("What did you look for?"),
        max_length=LONGEST,
        help_text=gettext_lazy("Halls read it. Others do only if a hall shows it, so name nobody."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say what you looked for."), **TOO_LONG},
    )
    shows_needs = forms.BooleanField(label=gettext_lazy("Show the halls which access needs there are"), required=False)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if you want to hear of an answer"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Nobody sees it. We send a link by which you confirm the wish, and can take it back."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    page_key = forms.RegexField(r"\A[\w-]{16,64}\Z", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs: Sequence[str], **kwargs: Any) -> None:
        """`needs` are those of the search, in words."""
        super().__init__(*args, **kwargs)
        self.fields["shows_needs"].help_text = "; ".join(needs)
        if not needs:
            del self.fields["shows_needs"]
        self.fields["email"].validators = [validate_email, must_be_sendable]
        self.fields["page_key"].initial = token_urlsafe(18)


class AnswerForm(forms.Form):
    words = Lines(
        label=gettext_lazy("Your answer, for everybody to read"),
        max_length=LONGEST,
        help_text=gettext_lazy("For example: We can open on Sunday mornings from March."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write your answer first."), **TOO_LONG},
    )
    room = forms.TypedChoiceField(
        label=gettext_lazy("Which room is it about?"), required=False, empty_value=None, coerce=int
    )
    shows_words = forms.BooleanField(
        label=gettext_lazy("Show everybody what they wrote, too"),
        required=False,
        help_text=gettext_lazy("Only if it names nobody. Without this, only the facts of the search are shown."),
    )

    def __init__(self, *args: Any, rooms: Sequence[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {room.pk: room for room in rooms}
        room = self.fields["room"]
        assert isinstance(room, forms.TypedChoiceField)
        room.choices = [("", gettext_lazy("None in particular")), *((pk, each.name) for pk, each in self.rooms.items())]

    @property
    def chosen_room(self) -> Room | None:
        return self.rooms.get(self.cleaned_data["room"])
