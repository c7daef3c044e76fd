"""The public pages of venues and rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings.fair_use import rules_told
from bookings.forms.series_query import WHEN, carried
from bookings.price_words import which_prices_hold
from bookings.rights import address_for
from bookings.usual_reply import usual_reply
from bookings.views.access_headlines import access_headlines
from bookings.views.guides import access_stages, outages_told, rooms_to_ask_about
from bookings.views.price_lists import price_lists
from bookings.views.structured import structured_room, structured_venue
from bookings.views.terms_told import cancelling_told
from bookings.views.weeks import NoSuchWeek, first_day_asked, week_page
from venues.access.matching import Day
from venues.divisions import divisions
from venues.guides import guides_of
from venues.length_words import lengths_words
from venues.models import Fault, Picture, Room, Venue
from venues.opening_words import closure_words, hours_words
from venues.outages import outages_at
from venues.rights import venue_to_see

ON_A_PAGE = 24
A_YEAR = timedelta(days=365)  # closures further away help nobody to choose


@require_safe
def venues(request: HttpRequest) -> HttpResponse:
    offered = Prefetch("rooms", Room.objects.on_offer().prefetch_related("layouts"))
    found = Venue.objects.public().prefetch_related(offered, Prefetch("pictures", Picture.objects.filter(room=None)))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "bookings/venues.html", {"page": page})


@require_safe
def venue(request: HttpRequest, slug: str) -> HttpResponse:
    venue = venue_to_see(request.user, slug)
    rooms = _rooms(venue)
    about, today = _about(venue, rooms, rooms), timezone.localdate()
    hours = venue.opening_hours.prefetch_related("cells")
    context = {
        **about,
        "address": address_for(request.user, venue),
        "rooms": rooms,
        "proposal": venue.price_drafts.proposed(timezone.localdate(timezone=venue.tz)).first(),
        "pictures": venue.pictures.filter(room=None),
        "hours": hours_words(hours, rooms, today=today),
        "structured": structured_venue(venue, rooms, about["guides"], hours, today=today),
        "has_conditions": venue.conditions.exists(),
        "has_reports": venue.issued_reports.shown_to_all().exists(),
    }
    return render(request, "bookings/venue.html", context)


@require_safe
def room(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    venue = venue_to_see(request.user, slug)
    rooms = _rooms(venue)
    found = next((room for room in rooms if room.code == code), None)
    if found is None:
        raise Http404
    about = _about(venue, rooms, [found])
    asked = carried(request.GET.dict())
    context = {
        **about,
        **_week(request, found, asked),
        "asked": urlencode(asked),
        "different": f"{reverse('venues:different', args=[venue.slug])}?room={found.code}&",
        "address": address_for(request.user, venue),
        "room": found,
        "structured": structured_room(found, about["guides"][found.pk]),
        "length": lengths_words(venue),
        "fair_use": rules_told(found, at=timezone.now()),
        "cancelling": cancelling_told(found, today=timezone.localdate(timezone=venue.tz)),
    }
    return render(request, "bookings/room.html", context, status=400 if context["no_such_week"] else 200)


def _about(venue: Venue, rooms: list[Room], shown: list[Room]) -> dict[str, Any]:
    """What both pages tell of the venue, and of the rooms shown."""
    inside = {room.pk: frozenset(cell.pk for cell in room.cells.all()) for room in rooms}
    at, today, guides = timezone.now(), timezone.localdate(), guides_of(rooms, inside)
    cells = frozenset[int]().union(*(inside[room.pk] for room in shown))
    stages = access_stages(shown, guides, venue.pictures.in_bulk(), on=today)
    out = outages_at([venue], since=today)[venue.pk]
    days = {
        pk: Day(today, out, frozenset(str(key) for key, part in inside.items() if part <= whole))
        for pk, whole in inside.items()
    }
    to_come = venue.closures.filter(ends_at__gt=at, starts_at__lt=at + A_YEAR).order_by("starts_at")
    return {
        "venue": venue,
        "usual_reply": usual_reply(venue, at=at),
        "divisions": divisions(rooms),
        "closures": [
            closure_words(closure, venue.tz, rooms)
            for closure in to_come.prefetch_related("cells")
            if not closure.cells.all() or cells & {cell.pk for cell in closure.cells.all()}
        ],
        "price_lists": price_lists(venue, shown, today=today),
        "which_prices_hold": which_prices_hold(venue, today=today),
        "faults": _faults(venue, {room for room, parts in inside.items() if parts & cells}),
        "outages": outages_told(shown, guides, out, on=today),
        "different": f"{reverse('venues:different', args=[venue.slug])}?",
        "guides": guides,
        "access": stages,
        "headlines": access_headlines(shown, guides, stages, days),
        "to_ask_about": rooms_to_ask_about(shown, guides),
    }


def _faults(venue: Venue, touched: Collection[int]) -> list[Fault]:
    """What the hall tells of as broken in rooms with these keys, or elsewhere at the place."""
    told = venue.faults.shown().without_pictures().select_related("room")
    return [fault for fault in told if fault.room_id is None or fault.room_id in touched]


def _week(request: HttpRequest, room: Room, asked: Mapping[str, str]) -> dict[str, Any]:
    """The week asked for; this one, and a word about it, where there is no such week. Its hours hand on what was
    `asked` in a search but when: they are another date."""
    at = timezone.now()
    try:
        first, no_such_week = first_day_asked(request.GET.get("week", ""), room, at), False
    except NoSuchWeek:
        first, no_such_week = first_day_asked("", room, at), True
    beside = {name: said for name, said in asked.items() if name not in WHEN}
    return {"week": week_page(room, first, at=at, beside=beside), "no_such_week": no_such_week}


def _rooms(venue: Venue) -> list[Room]:
    """The rooms that are offered, with all that the pages show of them; the venue they share is loaded once."""
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells", "layouts", "pictures"))
    for room in rooms:
        room.venue = venue
    return rooms
