"""Rooms that are hired as one: which, beside the first."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from venues.models import Room


class RoomsBeside(forms.TypedMultipleChoiceField):
    """None ticked is one room alone."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Other rooms at the same time"),
            required=False,
            empty_value=[],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        )


def offer_rooms(form: forms.Form, rooms: Mapping[str, Room]) -> None:
    """These rooms, by what stands for each in the form, to choose one and others beside it; no choice among one."""
    for name in ("room", "beside"):
        field = form.fields[name]
        assert isinstance(field, (forms.TypedChoiceField, forms.TypedMultipleChoiceField))
        field.choices = [(key, room.name) for key, room in rooms.items()]
        field.coerce = rooms.__getitem__
    if len(rooms) == 1:
        del form.fields["beside"]


def together_of(form: forms.Form, room: Room | None) -> tuple[Room, ...]:
    """The room and those ticked beside it; an error beside the boxes where two of them are partly the same."""
    if room is None:
        return ()
    together = tuple(dict.fromkeys([room, *form.cleaned_data.get("beside", ())]))
    for number, one in enumerate(together):
        cells = {cell.pk for cell in one.taken_cells}
        for other in together[number + 1 :]:
            if cells & {cell.pk for cell in other.taken_cells}:
                words = _("“%(one)s” and “%(other)s” are partly the same room. Choose one of the two.")
                form.add_error("beside", words % {"one": one.name, "other": other.name})
                return together
    return together
