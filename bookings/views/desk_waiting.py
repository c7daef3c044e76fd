"""Who waits for hours at a venue, for its desk: the list, and one place on it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.looks import keep_look
from accounts.models import User
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.take_offer import ask_of, take_offer
from bookings.actions.wait_for_them import (
    can_be_put_back,
    keep_it_for_them,
    pass_on_for_them,
    put_back_on_list,
    put_on_anew,
    take_off_list,
)
from bookings.desk.frame import Frame
from bookings.desk.waits import queues_at
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.offer import OfferForm, is_still_to_ask
from bookings.models import Wait
from bookings.views.answers import see_other
from bookings.views.waiting import price_now
from bookings.waiting_list import before
from venues.models import Conditions

SHOWN = re.compile(r"[0-9]{1,9}")


@require_safe
@login_required
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:waiting")
    frame = Frame.of(request.user, venue, "desk:waiting")
    return render(
        request, "bookings/desk_waiting.html", {"frame": frame, "queues": queues_at(venue, at=timezone.now())}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wait(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Who waits and how they are reached, which is noted; an offer is booked for them or passed on."""
    found, by, at = _wait(request, slug, ref), signed_in(request), timezone.now()
    if request.method != "POST":
        keep_look(by, found.hirer, page="desk:wait", at_place=slug, at=at)
        return _page(request, found, at)
    act = request.POST.get("do", "")
    if act == "book":
        return _book(request, found, by=by, at=at)
    if act not in ACTS:
        return _page(request, found, at, status=422)
    do, words = ACTS[act]
    try:
        done = do(found, by=by, at=at)
    except BookingError as refusal:
        return _page(request, _wait(request, slug, ref), at, refusal, status=409)
    if done is False:
        messages.info(request, _("%(hirer)s did not wait for it any more.") % {"hirer": found.hirer.name})
    else:
        messages.success(request, words % {"hirer": found.hirer.name})
    return see_other(reverse("desk:wait", args=[slug, ref]))


ACTS: dict[str, Any] = {
    "pass": (
        pass_on_for_them,
        gettext_lazy("%(hirer)s does not want it: in five minutes the next who waits is asked."),
    ),
    "keep": (keep_it_for_them, gettext_lazy("It is kept for %(hirer)s as long as it was.")),
    "off": (take_off_list, gettext_lazy("%(hirer)s no longer waits for it.")),
    "back": (put_back_on_list, gettext_lazy("%(hirer)s waits for it again, in the same place.")),
}


def _book(request: HttpRequest, found: Wait, *, by: User, at: datetime) -> HttpResponse:
    """At the price that was shown; twice is once. Of a party it is asked here what nobody has asked them yet."""
    shown, ask = request.POST.get("shown_pence", ""), ask_of(found)
    told = Conditions.objects.current(found.venue) if "told" in request.POST else None
    party = OfferForm(request.POST, ask=ask, at=at) if is_still_to_ask(ask) else None
    if found.stands(at) and party and not party.is_valid():
        return _page(request, found, at, party=party, status=422)
    try:
        booking = take_offer(
            found,
            by=by,
            at=at,
            shown_pence=int(shown) if SHOWN.fullmatch(shown) else None,
            accepts=told,
            said=party.said if party else None,
            desk=True,
        )
    except BookingError as refusal:
        fresh = _wait(request, found.venue.slug, found.ref)
        return _page(request, fresh, at, refusal, party=party, status=422 if isinstance(refusal, NotPossible) else 409)
    page = "desk:tell_price" if booking.is_waiting else "desk:booking"
    return see_other(reverse(page, args=[found.venue.slug, booking.ref]))


def _wait(request: HttpRequest, slug: str, ref: str) -> Wait:
    venue = rights.venue_for(request.user, slug, "desk:wait")
    waits = Wait.objects.at(venue).select_related("venue__operator", "room", "hirer", "category", "layout", "became")
    found = waits.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    found: Wait,
    at: datetime,
    refusal: BookingError | None = None,
    *,
    party: OfferForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "frame": Frame.of(request.user, found.venue, "desk:wait"),
        "wait": found,
        "venue": found.venue,
        "hirer": found.hirer,
        "refusal": refusal,
        "stands": found.stands(at),
        "before": before(found) if found.is_waiting else 0,
    }
    if context["stands"]:
        ask = ask_of(found)
        if party is None and is_still_to_ask(ask):
            party = OfferForm(ask=ask, at=at)
        conditions = Conditions.objects.current(found.venue)
        context |= {**price_now(ask), "conditions": conditions, "told": "told" in request.POST, "party": party}
    elif can_be_put_back(found, at=at):
        context |= {"can_be_put_back": True, "anew": put_on_anew(found)}
    return render(request, "bookings/desk_wait.html", context, status=status)
