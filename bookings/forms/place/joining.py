"""What a manager types to let several rooms as one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.place.together import rooms_on_offer
from venues.files import VenueFile


class JoinForm(forms.Form):
    """`rooms` are the codes of two rooms or more that are on offer."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    rooms = forms.MultipleChoiceField(
        label=gettext_lazy("Which rooms?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each of them can still be hired by itself."),
        error_messages={"required": gettext_lazy("Tick two rooms or more.")},
    )
    name = Line(
        label=gettext_lazy("What are they called together?"),
        max_length=80,
        help_text=gettext_lazy("For example: Whole building."),
        error_messages={"required": gettext_lazy("Say what they are called together.")},
    )

    def __init__(self, *args: Any, file: VenueFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file
        field, offered = self.fields["rooms"], rooms_on_offer(file)
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(room.code, room.name) for room in offered]
        self.may_join = len(offered) > 1

    def clean_rooms(self) -> list[str]:
        codes: list[str] = self.cleaned_data["rooms"]
        if len(codes) < 2:
            raise ValidationError(_("Tick two rooms or more."))
        cells = {room.code: set(room.cells) for room in self.file.rooms}
        taken = set().union(*(cells[code] for code in codes))
        for room in rooms_on_offer(self.file):
            if set(room.cells) == taken:
                raise ValidationError(_("That is what “%(room)s” is already.") % {"room": room.name})
        return codes

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if any(room.name.casefold() == name.casefold() for room in self.file.rooms):
            raise ValidationError(_("Another room has this name; people could not tell them apart."))
        return name
