"""A picture as the desk adds it: the file, what it shows, and of which room it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from venues.models import Room
from venues.pictures import LONGEST_ALT, MOST_BYTES

# Named one by one, and not as image/*: a phone that keeps HEIC then sends a JPEG by itself.
KINDS = "image/jpeg,image/png,image/webp"


class DescribeForm(forms.Form):
    all_optional = True  # no word of it at the one box that has an answer already
    alt = Line(
        label=gettext_lazy("What does it show?"),
        max_length=LONGEST_ALT,
        help_text=gettext_lazy(
            "It is read out to people who cannot see the picture. Say what matters of the place, for example: “The "
            "main hall from the door: a wooden floor, high windows on the left, a stage three steps up.”"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Say in a few words what the picture shows, for people who cannot see it."),
            "max_length": gettext_lazy("Use at most %(limit_value)d characters; these are %(show_value)d."),
        },
    )
    room = forms.TypedChoiceField(
        label=gettext_lazy("What is it a picture of?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose the whole place or one of its rooms.")},
    )

    def __init__(self, *args: Any, rooms: Sequence[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_code = {room.code: room for room in rooms}
        choose: Any = self.fields["room"]
        choose.choices = [("", _("The whole place")), *((room.code, room.name) for room in rooms)]
        choose.coerce, choose.empty_value = by_code.__getitem__, None


class PictureForm(DescribeForm):
    file = forms.FileField(
        label=gettext_lazy("The picture"),
        help_text=gettext_lazy(
            "A photo from a phone will do: JPEG, PNG or WebP, at most %(most)s MB. "
            "Where and when it was taken is removed. Show the rooms; leave out people who have not agreed."
        ),
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={
            "required": gettext_lazy("Choose a picture, or take one with your phone."),
            "empty": gettext_lazy("The file is empty. Choose another."),
            "max_length": gettext_lazy("The name of the file is too long. Give it a shorter one."),
        },
    )
    field_order = ["file", "alt", "room"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text %= {"most": MOST_BYTES // 1_000_000}

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            words = _(
                "The picture has %(size)s MB; at most %(most)s MB can be sent. Choose a smaller size on your phone."
            )
            size = {"size": -(-(file.size or 0) // 1_000_000), "most": MOST_BYTES // 1_000_000}
            raise forms.ValidationError(words % size)
        return file
