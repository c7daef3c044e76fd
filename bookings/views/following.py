"""Calendars to follow: the pages that make and end their addresses, and what a program gets by one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.models import Hirer, User
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.follow import end_feed_link, link_for, make_feed_link, note_reading
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.feeds import followed
from bookings.models import FeedLink
from bookings.views.answers import see_other
from venues.models import Room, Venue

page_and_buttons = require_http_methods(["GET", "HEAD", "POST"])
SHORTEST_KEY = 16


@dataclass(frozen=True)
class Thing:
    """Something to follow, and the address that the reader has of it."""

    name: str
    venue: Venue | None = None
    room: Room | None = None
    hirer: Hirer | None = None
    link: FeedLink | None = None

    @property
    def key(self) -> str:
        if self.room:
            return f"room-{self.room.code}"
        return f"group-{self.hirer.ref}" if self.hirer else "all"


@page_and_buttons
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def mine(request: HttpRequest) -> HttpResponse:
    """All one's groups together, and each by itself."""
    person = signed_in(request)
    seen = rights.groups_whose_bookings_to_see(person)
    groups = Hirer.objects.standing().filter(pk__in=seen, forgotten_at=None)
    things = [Thing(_("All your groups")), *(Thing(group.name, hirer=group) for group in groups)]
    return _page(request, "bookings/follow.html", things, reverse("bookings:follow"))


@page_and_buttons
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def group(request: HttpRequest, ref: str) -> HttpResponse:
    hirer = rights.group_to_follow(request.user, ref)
    here = reverse("own:follow", args=[hirer.ref])
    return _page(request, "bookings/follow_group.html", [Thing(hirer.name, hirer=hirer)], here, group=hirer)


@page_and_buttons
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole place, and each of its rooms."""
    venue = rights.venue_for(request.user, slug, "desk:follow")
    frame = Frame.of(request.user, venue, "desk:follow")
    rooms = venue.rooms.filter(retired_on=None)
    things = [Thing(venue.name, venue=venue), *(Thing(room.name, room=room) for room in rooms)]
    return _page(request, "bookings/desk_follow.html", things, reverse("desk:follow", args=[slug]), frame=frame)


def _page(request: HttpRequest, template: str, things: Sequence[Thing], here: str, **context: Any) -> HttpResponse:
    """To make an address is answered with the only page that ever shows it; the same button twice shows the same."""
    person, made, status = signed_in(request), {}, 200
    chosen = {thing.key: thing for thing in things}
    if request.method == "POST" and request.POST.get("end") in chosen:
        _end(person, chosen[request.POST["end"]])
        messages.success(request, _("Ended. Whoever had the address gets nothing by it any more."))
        return see_other(here)
    if request.method == "POST":
        thing = chosen.get(request.POST.get("make", ""))
        if thing is None:
            raise Http404
        try:
            made = {"made": thing, "address": _make(person, thing, request.POST.get("key", ""))}
        except BookingError as refusal:
            made, status = {"refusal": str(refusal)}, 409
    context |= {"things": _with_links(things, person), "here": here, "key": secrets.token_urlsafe(SHORTEST_KEY), **made}
    answer = render(request, template, context, status=status)
    if made:
        answer["Cache-Control"] = "no-store"
    return answer


def _make(person: User, thing: Thing, key: str) -> str:
    if len(key) < SHORTEST_KEY:
        key = secrets.token_urlsafe(SHORTEST_KEY)
    token = make_feed_link(person, key=key, at=timezone.now(), venue=thing.venue, room=thing.room, hirer=thing.hirer)
    return settings.PUBLIC_URL + reverse("feed", args=[token])


def _end(person: User, thing: Thing) -> None:
    for link in FeedLink.objects.open().filter(owner=person):
        if _is_of(link, thing):
            end_feed_link(link, at=timezone.now())


def _with_links(things: Sequence[Thing], person: User) -> list[Thing]:
    links = list(FeedLink.objects.open().filter(owner=person))
    return [
        Thing(
            thing.name, thing.venue, thing.room, thing.hirer, next((one for one in links if _is_of(one, thing)), None)
        )
        for thing in things
    ]


def _is_of(link: FeedLink, thing: Thing) -> bool:
    wanted = (thing.venue, thing.room, thing.hirer)
    return (link.venue_id, link.room_id, link.hirer_id) == tuple(of.pk if of else None for of in wanted)


@require_safe
@ratelimit(key="ip", rate="600/h", block=True)
@ratelimit(key=lambda group, request: request.path, rate="60/h", block=True)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the address may see today; to everybody else, and afterwards, it is not there."""
    link, at = link_for(token), timezone.now()
    found = followed(link, at=at) if link else None
    if link is None or found is None:
        raise Http404
    note_reading(link, at=at)
    etag, modified = found.etag, found.last_modified
    same = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    answer = same or HttpResponse(found.as_file(), content_type="text/calendar; charset=utf-8")
    answer["ETag"], answer["Last-Modified"] = etag, http_date(modified.timestamp())
    answer["Cache-Control"] = "private, no-cache"
    return answer
