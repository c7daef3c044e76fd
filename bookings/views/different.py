"""“It was different”: a visitor, or somebody who has hired here, tells the hall what its pages have wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from bookings import rights
from bookings.different import answers_told, rooms_inside, rooms_used
from bookings.forms.different import DifferentForm
from bookings.views.answers import see_other
from bookings.views.own_page import own_page
from venues.access.reports import MAY_STAND_FOR
from venues.access.vocabulary import GROUPS, JOURNEY
from venues.actions.report_difference import report_difference
from venues.models import Room, Venue
from venues.rights import venue_to_see

NOT_YET = 409
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@ratelimit(key="ip", rate="10/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="100/d", method="POST")
def different(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody, without an account; about the building, its entrances and all rooms, or the one that was named."""
    venue = venue_to_see(request.user, slug)
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    asked = [room for room in rooms if room.code == request.GET.get("room")]
    shown = rooms_inside(rooms, asked or rooms)
    back = venue.get_absolute_url()
    if asked:
        back = asked[0].guide_address if "guide" in request.GET else asked[0].get_absolute_url()
    return _page(request, venue, shown, back, {"room": asked[0] if asked else None})


@page_and_act
@own_page
@ratelimit(key=lambda group, request: request.path, rate="20/d", method="POST")
def of_booking(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody whose date has begun: their word counts at once."""
    booking = rights.booking_for(request.user, ref, "bookings:different")
    used, back = rooms_used(booking, at=timezone.now()), booking.get_absolute_url()
    if not used:
        context = {"venue": booking.venue, "booking": booking, "back": back, "is_too_early": True}
        return render(request, "bookings/different.html", context, status=NOT_YET if request.method == "POST" else 200)
    return _page(request, booking.venue, used, back, {"booking": booking})


def _page(request: HttpRequest, venue: Venue, rooms: list[Room], back: str, more: dict[str, Any]) -> HttpResponse:
    stage = request.GET.get("stage", "")
    told = answers_told(venue, rooms, stage=stage if stage in {*GROUPS, *JOURNEY} else "")
    if not told and request.method == "POST":
        raise Http404
    form = DifferentForm(request.POST if request.method == "POST" else None, told=told, initial=_of(request))
    by_hirer = "booking" in more
    if form.is_valid():
        said = form.cleaned_data
        report_difference(said["about"], words=said["words"], email=said["email"], by_hirer=by_hirer, at=timezone.now())
        messages.success(request, _thanks(venue, said["email"]))
        return see_other(back)
    context = {
        "venue": venue,
        "form": form if told else None,
        "told": told,
        "back": back,
        "days": MAY_STAND_FOR.days,
        **more,
    }
    return render(request, "bookings/different.html", context, status=422 if form.is_bound else 200)


def _thanks(venue: Venue, email: str) -> str:
    if email:
        return _("Thank you. %(venue)s looks again, and a letter tells you what it found.") % {"venue": venue.name}
    return _("Thank you. %(venue)s looks again.") % {"venue": venue.name}


def _of(request: HttpRequest) -> dict[str, str]:
    """Whoever is signed in need not type what we know, and may leave it out."""
    return {"email": request.user.email} if isinstance(request.user, User) else {}
