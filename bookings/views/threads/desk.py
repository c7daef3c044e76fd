"""Questions and wishes to look round, at the desk: what is open, and one of them to answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.looks import keep_look
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.look_round import call_off_look_round, offer_look_round
from bookings.actions.write_in_thread import answer_enquiry, close_thread
from bookings.desk.frame import Frame
from bookings.desk.phone import rooms_of
from bookings.desk.talk import for_the_desk
from bookings.desk.threads import Looking, Row, Wanted, listed, not_free_lately
from bookings.exceptions import BookingError
from bookings.forms.threads import LookForm, MessageForm
from bookings.models import Message, Thread
from bookings.views.answers import see_other
from bookings.views.threads.about_booking import sent_words, take_message_back
from venues.models import Venue

ROWS = 20
LISTED, ONE = "desk:threads", "desk:thread"


@require_safe
@login_required
def threads(request: HttpRequest, slug: str) -> HttpResponse:
    venue, at = rights.venue_for(request.user, slug, LISTED), timezone.now()
    page = Paginator(listed(venue), ROWS).get_page(request.GET.get("page"))
    context = {
        "frame": Frame.of(request.user, venue, LISTED),
        "page": page,
        "rows": [Row(thread) for thread in page.object_list],
        "not_free": not_free_lately(venue, at=at),
    }
    return render(request, "bookings/desk_threads.html", context)


@require_safe
@login_required
def thread(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, ONE)
    return _page(request, _thread(venue, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write, with or without closing it; offer or agree a time to look round, or call it off; take a word back."""
    venue = rights.venue_for(request.user, slug, "desk:answer")
    found = _thread(venue, pk)
    if request.method != "POST":
        return _page(request, found)
    act = next((act for name, act in ACTS.items() if name in request.POST), _answered)
    return act(request, found)


def _answered(request: HttpRequest, found: Thread) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    close = "close" in request.POST
    try:
        answer_enquiry(found, form.cleaned_data["text"], by=signed_in(request), at=timezone.now(), close=close)
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form=form, status=409)
    messages.success(request, sent_words(to=found.email, who=found.who))
    return see_other(reverse(LISTED, args=[found.venue.slug]) if close else _here(found))


def _closed(request: HttpRequest, found: Thread) -> HttpResponse:
    close_thread(found, by=signed_in(request), at=timezone.now())
    messages.success(request, _("Closed. It comes back if they write again."))
    return see_other(reverse(LISTED, args=[found.venue.slug]))


def _offered(request: HttpRequest, found: Thread) -> HttpResponse:
    rooms = rooms_of(found.venue)
    form = LookForm(request.POST, venue=found.venue, rooms=rooms)
    if not form.is_valid():
        return _page(request, found, look_form=form, status=422)
    typed, agreed = form.cleaned_data, "agree" in request.POST
    try:
        offer_look_round(
            found,
            typed["room"],
            typed["when"],
            typed["text"],
            by=signed_in(request),
            at=timezone.now(),
            agreed=agreed,
        )
    except BookingError as refusal:
        form.add_error("time", str(refusal))
        return _page(request, found, look_form=form, status=409)
    messages.success(request, sent_words(to=found.email, who=found.who))
    return see_other(_here(found))


def _called_off(request: HttpRequest, found: Thread) -> HttpResponse:
    call_off_look_round(found, "", by=signed_in(request), from_desk=True, at=timezone.now())
    messages.success(request, _("Called off.") + " " + sent_words(to=found.email, who=found.who))
    return see_other(_here(found))


def _taken_back(request: HttpRequest, found: Thread) -> HttpResponse:
    take_message_back(request, Message.objects.filter(thread=found))
    return see_other(_here(found))


ACTS = {
    "take_back": _taken_back,
    "close_only": _closed,
    "offer": _offered,
    "agree": _offered,
    "call_off": _called_off,
}


def _thread(venue: Venue, pk: int) -> Thread:
    """One from before a booking, of this venue; raises Http404 for any other, and where the person is forgotten."""
    found = Thread.objects.at(venue).before_a_booking().filter(pk=pk)
    one = found.select_related("room", "hirer", "user", "became").first()
    if one is None:
        raise Http404
    one.venue = venue
    return one


def _here(found: Thread) -> str:
    return reverse(ONE, args=[found.venue.slug, found.pk]) + "#talk"


def _page(
    request: HttpRequest,
    found: Thread,
    *,
    form: MessageForm | None = None,
    look_form: LookForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at, venue = timezone.now(), found.venue
    if found.hirer:
        keep_look(signed_in(request), found.hirer, page=ONE, at_place=venue.slug, at=at)
    first_room = {"room": found.room.code} if found.room else {}
    look = look_form or LookForm(None, venue=venue, rooms=rooms_of(venue), initial=first_room)
    context: dict[str, Any] = {
        "frame": Frame.of(request.user, venue, ONE),
        "thread": found,
        "talk": for_the_desk(found, at=at),
        "wanted": Wanted(found, at),
        "looking": Looking(found, at) if found.look_at else None,
        "message_form": form or MessageForm(),
        "look_form": look,
        "form": form or look_form,
    }
    return render(request, "bookings/desk_thread.html", context, status=status)
