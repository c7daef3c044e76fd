"""Halls that can be divided, and rooms taken off the list and put back on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import signed_in
from bookings import actions
from bookings.actions.change_venue import mark
from bookings.desk.changing_rooms import deletable, to_come, was_booked
from bookings.desk.place import Place
from bookings.exceptions import BookingError
from bookings.forms.place.halls import HallForm
from bookings.forms.place.joining import JoinForm
from bookings.views.answers import see_other
from bookings.views.place.onward import onward
from bookings.views.place.rooms import in_words, page_and_act, room_to_change, today
from venues import files
from venues.divisions import drawn
from venues.files import VenueFile
from venues.files.rearranging import (
    HallPlan,
    Rows,
    back_on_offer,
    deleted,
    divided,
    hall_of,
    joined,
    others_of,
    plan_of,
    retired,
)
from venues.models import Room


@page_and_act
@login_required
def add_hall(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:rooms_add_hall")
    file = files.from_database(place.venue)
    now = HallPlan(_("Whole hall"), True, ())
    seen = mark(file, "rooms")
    form = HallForm(_typed(request), initial=_begin(request, seen), now=now, others=file.rooms)
    return _hall_page(request, place, form, file, None)


@page_and_act
@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Several rooms that can be hired as one: it closes each of them, and each of them closes it."""
    place = Place.of(request.user, slug, "place:rooms_join")
    file = files.from_database(place.venue)
    start = {"seen": mark(file, "rooms")}
    form = JoinForm(request.POST if request.method == "POST" else None, initial=start, file=file)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        rows = joined(file, form.cleaned_data["rooms"], form.cleaned_data["name"])
        done = _("Added: %(room)s. Say how many people it safely takes, then give it its prices.")
        refusal = _change(request, place, rows, done % {"room": form.cleaned_data["name"]})
        if not refusal:
            return see_other(reverse("place:rooms_room", args=[slug, rows["rooms"][-1].code]))
        form.add_error(None, refusal)
        status = 409
    return render(request, "place/rooms_join.html", {"place": place, "form": form}, status=status)


@page_and_act
@login_required
def divide(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """How the hall of this room is divided; a plain room can become one while nobody has booked it."""
    place = Place.of(request.user, slug, "place:rooms_divide")
    file, room = room_to_change(place, code)
    if room.retired_on:
        raise Http404
    cells, combined = hall_of(file, code), others_of(file, code)
    form = HallForm(
        _typed(request),
        initial=_begin(request, mark(file, "rooms")),
        now=plan_of(file, code),
        others=[row for row in file.rooms if row.retired_on or not set(row.cells) & set(cells)] + combined,
        combined=combined,
        is_fixed=was_booked(place.venue, cells),
    )
    return _hall_page(request, place, form, file, room)


@page_and_act
@login_required
def retire(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a room off the list: deleted where nothing rests on it, retired else; the page says which, first."""
    place = Place.of(request.user, slug, "place:rooms_retire")
    file, room = room_to_change(place, code)
    if room.retired_on:
        raise Http404
    may_delete = code in deletable(place.venue, file) and len(file.rooms) > 1
    refusal = ""
    if request.method == "POST":
        rows = deleted(file, code) if may_delete else retired(file, code, today(place))
        words = _("%(room)s is deleted.") if may_delete else _("%(room)s is retired. Nobody can book it any more.")
        refusal = _change(request, place, rows, words % {"room": room.name})
        if not refusal:
            return see_other(reverse("place:rooms", args=[slug]))
    context = {
        "place": place,
        "room": room,
        "sessions": to_come(room, timezone.now()),
        "may_delete": may_delete,
        "refusal": refusal,
        "seen": mark(file, "rooms"),
    }
    return render(request, "place/rooms_retire.html", context, status=409 if refusal else 200)


@page_and_act
@login_required
def bring_back(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:rooms_bring_back")
    file, room = room_to_change(place, code)
    if not room.retired_on:
        raise Http404
    refusal = ""
    if request.method == "POST":
        words = _("%(room)s is on offer again.") % {"room": room.name}
        refusal = _change(request, place, back_on_offer(file, code), words)
        if not refusal:
            return see_other(reverse("place:rooms", args=[slug]))
    context = {"place": place, "room": room, "refusal": refusal, "seen": mark(file, "rooms")}
    return render(request, "place/rooms_bring_back.html", context, status=409 if refusal else 200)


def _typed(request: HttpRequest) -> dict[str, str] | None:
    """Nothing where only the drawing was asked for: then it is not yet the moment to find fault."""
    return request.POST.dict() if request.method == "POST" and "act" not in request.POST else None


def _begin(request: HttpRequest, seen: str) -> dict[str, object]:
    """What the boxes say at first; as typed where the drawing was asked for."""
    return dict(request.POST.dict()) if "act" in request.POST else {"seen": seen}


def _hall_page(request: HttpRequest, place: Place, form: HallForm, file: VenueFile, room: Room | None) -> HttpResponse:
    is_divided = bool(form.now and form.now.parts)
    stays_whole = form.is_fixed and not is_divided  # booked as one room: there is no form to fill in
    status = 409 if stays_whole and form.is_bound else 200
    if form.is_bound and not stays_whole:
        status = 422
        if form.is_valid() and form.plan:
            may_go = deletable(place.venue, file)
            rows = divided(file, form.plan, room.code if room else "", leaving=today(place), deletable=may_go)
            refusal = _change(request, place, rows, _done(form.plan, is_new=room is None))
            if not refusal:
                return onward(request, place, back=reverse("place:rooms", args=[place.venue.slug]))
            form.add_error(None, refusal)
            status = 409
    names = form.names()
    context = {
        "place": place,
        "form": form,
        "room": room,
        "is_divided": is_divided,
        "stays_whole": stays_whole,
        "drawing": drawn(names) if len(names) > 1 else None,
        "unsaved": "act" in request.POST,
    }
    return render(request, "place/rooms_hall.html", context, status=status)


def _done(plan: HallPlan, *, is_new: bool) -> str:
    if not is_new:
        return _("The hall is saved as you have divided it.")
    return _("The hall is added. Open each room to say how many people it safely takes, and give it prices too.")


def _change(request: HttpRequest, place: Place, rows: Rows, done: str) -> str:
    """Why it could not be saved; empty where it was, and the person has been told."""
    try:
        actions.change_venue(
            place.venue,
            part="rooms",
            by=signed_in(request),
            at=timezone.now(),
            seen=request.POST.get("seen", ""),
            **rows,
        )
    except BookingError as refusal:
        return in_words(refusal)
    messages.success(request, done)
    return ""
