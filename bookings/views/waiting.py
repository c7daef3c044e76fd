"""What a group waits for: its place in the order, an offer with its price, and the button that takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Hirer
from accounts.rights import signed_in
from bookings import waiting_rights as rights
from bookings.actions.book_pencilled import quote_of
from bookings.actions.request_booking import confirms_at_once
from bookings.actions.take_offer import ask_of, take_offer
from bookings.actions.wait_for import give_up_waiting
from bookings.cancelling import terms_at
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.accepting import AcceptForm
from bookings.models import Wait
from bookings.price_words import names_at, why
from bookings.prices import PriceLists
from bookings.views.answers import see_other
from bookings.waiting_list import before
from venues.models import Conditions

SHOWN = re.compile(r"[0-9]{1,9}")
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def wait(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, rights.wait_for(request.user, ref, "bookings:wait"))


@page_and_act
@login_required
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """The same button twice leads to the one booking; to ask for the page leads to the button."""
    found = rights.wait_for(request.user, ref, "bookings:wait_take")
    if request.method != "POST":
        return redirect(found)
    accept = AcceptForm(request.POST, conditions=Conditions.objects.current(found.venue))
    if found.is_offered and not accept.is_valid():
        return _page(request, found, accept=accept, status=422)
    shown = request.POST.get("shown_pence", "")
    try:
        booking = take_offer(
            found,
            by=signed_in(request),
            at=timezone.now(),
            shown_pence=int(shown) if SHOWN.fullmatch(shown) else None,
            accepts=accept.conditions,
        )
    except BookingError as refusal:
        found = rights.wait_for(request.user, ref, "bookings:wait_take")
        return _page(request, found, refusal, status=422 if isinstance(refusal, NotPossible) else 409)
    if booking.is_confirmed:
        messages.success(request, _("Booked. We have written to you with the details."))
    else:
        messages.success(request, _("You have asked for it, and the hours stay yours until the hall answers."))
    return see_other(booking)


@page_and_act
@login_required
def give_up(request: HttpRequest, ref: str) -> HttpResponse:
    """No longer wait; an offer goes to the next. Twice is once."""
    found = rights.wait_for(request.user, ref, "bookings:wait_end")
    if request.method != "POST":
        return redirect(found)
    if give_up_waiting(found, by=signed_in(request), at=timezone.now()):
        messages.success(request, _("You no longer wait for it. Whoever is next is asked."))
    else:
        messages.info(request, _("You did not wait for it any more."))
    return see_other(found)


def waited_for(groups: Iterable[Hirer]) -> list[Wait]:
    """By these groups, what is offered first; one question."""
    waits = Wait.objects.open().filter(hirer__in=list(groups)).select_related("venue", "room", "hirer")
    return sorted(waits, key=lambda wait: (not wait.is_offered, wait.starts_at))


def _page(
    request: HttpRequest,
    found: Wait,
    refusal: BookingError | None = None,
    *,
    accept: AcceptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at = timezone.now()
    context: dict[str, Any] = {
        "wait": found,
        "venue": found.venue,
        "refusal": refusal,
        "stands": found.stands(at),
        "before": before(found) if found.is_waiting else 0,
        "may_act": rights.may_with(request.user, found, "bookings:wait_take"),
    }
    if context["stands"] and context["may_act"]:
        current = Conditions.objects.current(found.venue)
        context |= {**_price(found), "accept": accept or AcceptForm(conditions=current)}
    return render(request, "bookings/waiting.html", context, status=status)


def _price(found: Wait) -> dict[str, Any]:
    """As it is now (decision 13); without one where the hall tells it."""
    ask = ask_of(found)
    at_once = confirms_at_once(ask)
    if ask.is_own_use:
        return {"own_use": True, "at_once": at_once}
    try:
        quote = quote_of(ask)
    except NotPossible as untold:
        return {"no_price": str(untold), "at_once": False}
    prices, venue = PriceLists([found.venue]), found.venue
    tariff = prices.value_on(venue, ask.pattern.first)
    terms = terms_at(venue, tariff, rooms=[ask.room.code], category=ask.category.code, occasion=ask.answers.occasion)
    return {
        "price": quote.total,
        "why": why(quote, names_at(venue)),
        "at_once": at_once,
        "terms": terms,
    }
