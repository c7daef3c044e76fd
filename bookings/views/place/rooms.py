"""The rooms of a place: what there is, in which order, and one of them with its layouts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions
from bookings.actions.change_venue import mark, print_of
from bookings.desk.changing_rooms import Effect, effects_of, mark_of
from bookings.desk.place import Place
from bookings.exceptions import BookingError
from bookings.forms.place.rooms import RoomForm, once_more
from bookings.views.answers import see_other
from bookings.views.place.onward import onward
from venues import files
from venues.divisions import Division, divisions
from venues.files import VenueFile
from venues.files.contents import RoomRow
from venues.files.rearranging import moved, new_room, room_of, with_room
from venues.models import Room

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WAYS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Shown:
    """A room of the list, and where it lies in its hall."""

    room: Room
    division: Division | None


@page_and_act
@login_required
def rooms(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; a button moves a room up or down in it. A place that has none begins with the form of the first."""
    place = Place.of(request.user, slug, "place:rooms")
    status, refusal = 200, ""
    if request.method == "POST":
        try:
            words = _move(request, place)
        except BookingError as refused:
            status, refusal = 409, in_words(refused)
        else:
            messages.success(request, words)
            return see_other(reverse("place:rooms", args=[slug]))
    found = list(place.venue.rooms.prefetch_related("cells", "layouts"))
    if not found:
        return _room_page(request, place, files.from_database(place.venue), new_room(""), None)
    shared = divisions(found)
    context = {
        "place": place,
        "rooms": [Shown(room, shared.get(room.pk)) for room in found if not room.retired_on],
        "retired": [room for room in found if room.retired_on],
        "seen": print_of(place.venue, "rooms"),
        "refusal": refusal,
    }
    return render(request, "place/rooms.html", context, status=status)


@page_and_act
@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:rooms_add")
    file = files.from_database(place.venue)
    return _room_page(request, place, file, new_room(""), None)


@page_and_act
@login_required
def room(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:rooms_room")
    file, held = room_to_change(place, code)
    return _room_page(request, place, file, room_of(file, code), held)


def room_to_change(place: Place, code: str) -> tuple[VenueFile, Room]:
    """A room of this place, retired or not; raises Http404 for any other."""
    found = place.venue.rooms.prefetch_related("cells", "layouts").filter(code=code).first()
    if found is None:
        raise Http404
    return files.from_database(place.venue), found


def in_words(refusal: BookingError) -> str:
    if isinstance(refusal, actions.ChangeRefused):
        return " ".join(fault.words for fault in refusal.faults)
    return str(refusal)


def today(place: Place) -> date:
    return timezone.now().astimezone(place.venue.tz).date()


def _move(request: HttpRequest, place: Place) -> str:
    way, _sep, code = request.POST.get("move", "").partition(" ")
    file = files.from_database(place.venue)
    name = next((room.name for room in file.rooms if room.code == code and not room.retired_on), None)
    if way not in WAYS or name is None:
        raise Http404
    actions.change_venue(
        place.venue,
        part="rooms",
        by=signed_in(request),
        at=timezone.now(),
        seen=request.POST.get("seen", ""),
        **moved(file, code, WAYS[way]),
    )
    return (_("%(room)s comes earlier now.") if way == "up" else _("%(room)s comes later now.")) % {"room": name}


def _room_page(request: HttpRequest, place: Place, file: VenueFile, row: RoomRow, held: Room | None) -> HttpResponse:
    """The form of one room, new where none is held; what saving would mean for bookings is asked about first."""
    given: dict[str, Any] = {
        "room": row,
        "others": [room for room in file.rooms if room.code != row.code],
        "minutes": place.venue.turnaround_minutes,
        "today": today(place),
    }
    status, effects, unsaved = 200, list[Effect](), False
    if request.method == "POST" and "act" in request.POST:
        form, unsaved = RoomForm(initial=once_more(request.POST.dict()), **given), True
        if request.POST["act"] == "more":
            form.fields[f"layout-{form.numbers[-1]}-name"].widget.attrs["autofocus"] = True
    elif request.method == "POST":
        form, at = RoomForm(request.POST, **given), timezone.now()
        status = 422
        if form.is_valid():
            effects = effects_of(held, form.row, form.renamed, at=at) if held else []
            if effects and form.cleaned_data["known"] != mark_of(effects):
                status, unsaved = 409, True
            elif (status := _save(request, place, file, form, at=at)) == 200:
                another = held is None and request.POST.get("then") == "another"
                back = reverse("place:rooms_add" if another else "place:rooms", args=[place.venue.slug])
                return onward(request, place, back=back)
            else:
                effects = []
    else:
        form = RoomForm(initial={"seen": mark(file, "rooms")}, **given)
    context = {
        "place": place,
        "form": form,
        "room": held,
        "effects": effects,
        "mark": mark_of(effects),
        "unsaved": unsaved,
        "action": request.get_full_path() if held else reverse("place:rooms_add", args=[place.venue.slug]),
        "is_first": not file.rooms,
        "division": divisions(list(place.venue.rooms.prefetch_related("cells"))).get(held.pk) if held else None,
    }
    return render(request, "place/rooms_room.html", context, status=status)


def _save(request: HttpRequest, place: Place, file: VenueFile, form: RoomForm, *, at: datetime) -> int:
    """200 where it was saved; else the form says why not."""
    by, seen, row = signed_in(request), form.cleaned_data["seen"], form.row
    try:
        if row.code:
            actions.change_room(place.venue, row, renamed=form.renamed, by=by, at=at, seen=seen)
        else:
            seen = mark(file, "rooms")  # a room that somebody adds in this moment is not lost
            actions.change_venue(place.venue, part="rooms", by=by, at=at, seen=seen, **with_room(file, row))
    except actions.ChangeRefused as refused:
        form.add_faults(refused.faults)
        return 422
    except BookingError as refused:
        form.add_error(None, str(refused))
        return 409
    if row.code:
        messages.success(request, _("%(room)s is saved.") % {"room": row.name})
    else:
        words = _("%(room)s is added.")
        if place.venue.published:
            words = _("%(room)s is added. Give it prices too, so that people can book it.")
        messages.success(request, words % {"room": row.name})
    return 200
