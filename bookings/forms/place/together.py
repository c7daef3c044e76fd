"""Rooms of a price list that have one price together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from venues.files import VenueFile
from venues.files.contents import RoomRow
from venues.tariffs import Tariff
from venues.tariffs.grid import TOGETHER, cells
from venues.tariffs.words.names import all_of


def rooms_on_offer(file: VenueFile) -> list[RoomRow]:
    return [room for room in file.rooms if not room.retired_on]


def together_in(base: Tariff, file: VenueFile) -> list[str]:
    """Those that the list has prices for, as the grid writes them, without rooms that are retired."""
    offered = {room.code for room in rooms_on_offer(file)}
    found = dict.fromkeys(cell.room for cell in cells(base) if TOGETHER in cell.room)
    return [codes for codes in found if offered.issuperset(codes.split(TOGETHER))]


def together_field(number: int, rooms: list[RoomRow]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Which rooms have price %(number)d together?") % {"number": number + 1},
        required=False,
        choices=[(room.code, room.name) for room in rooms],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        help_text=_("Tick none to take it away."),
    )


def read_together(form: forms.Form, cleaned: Mapping[str, Any], number: int, taken: set[frozenset[str]]) -> str | None:
    """The rooms as the grid writes them; None where none is ticked, or with its fault noted in its box."""
    rooms = cleaned.get(f"together{number}") or []
    if len(rooms) == 1:
        form.add_error(f"together{number}", ValidationError(_("Tick two rooms or more, or none.")))
    elif frozenset(rooms) in taken:
        form.add_error(f"together{number}", ValidationError(_("These rooms have a price together already.")))
    taken.add(frozenset(rooms) or frozenset({str(number)}))
    return TOGETHER.join(rooms) if len(rooms) > 1 else None


def together_words(codes: str, rooms: list[RoomRow]) -> str:
    names = {room.code: room.name for room in rooms}
    return _("%(rooms)s together") % {"rooms": all_of([names[code] for code in codes.split(TOGETHER)])}
