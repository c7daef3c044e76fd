"""What somebody says who found something broken: where, what, and a picture if they took one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from accounts.plain_text import Lines
from bookings.forms.place.pictures import KINDS
from bookings.forms.sent_picture import WithPicture
from venues.models import Fault, Room

ELSEWHERE = "-"


class BrokenForm(WithPicture):
    room = forms.ChoiceField(
        label=gettext_lazy("Where is it?"),
        error_messages={
            "required": gettext_lazy("Say where it is."),
            "invalid_choice": gettext_lazy("Choose a place from the list."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is broken?"),
        choices=Fault.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Say what is broken."),
            "invalid_choice": gettext_lazy("Choose something from the list."),
        },
    )
    words = Lines(
        label=gettext_lazy("What did you find?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Only about the place, and nothing about people. The hall alone reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Use at most %(limit_value)d letters; these are %(show_value)d.")},
    )
    file = forms.FileField(
        label=gettext_lazy("A picture"),
        required=False,
        help_text=gettext_lazy("The hall alone sees it. Where it was taken is removed. Leave people out."),
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={
            "empty": gettext_lazy("The file is empty. Choose another."),
            "max_length": gettext_lazy("The name of the file is too long. Give it a shorter one."),
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=gettext_lazy(
            "Only if you want to hear when it is mended. Nobody sees it. It is deleted then, or after 90 days."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, rooms: Sequence[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {room.code: room for room in rooms}
        room = self.fields["room"]
        assert isinstance(room, forms.ChoiceField)
        elsewhere = (ELSEWHERE, _("Somewhere else: outside, in a corridor, a toilet"))
        room.choices = [("", _("Choose")), *((room.code, room.name) for room in rooms), elsewhere]
        self.fields["email"].validators = [validate_email, must_be_sendable]

    @property
    def chosen_room(self) -> Room | None:
        """None where it is elsewhere."""
        return self.rooms.get(self.cleaned_data["room"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Fault.Kind.OTHER and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in a few words what is broken."))
        return cleaned
