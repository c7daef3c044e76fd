"""What a group waits for: its place in the order, an offer with its price, and the button that takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Hirer
from bookings import keys
from bookings import waiting_rights as rights
from bookings.actions.book_pencilled import quote_of
from bookings.actions.keep_booking import keep_wait
from bookings.actions.request_booking import confirms_at_once
from bookings.actions.take_offer import ask_of, take_offer
from bookings.actions.wait_for import give_up_waiting
from bookings.cancelling import terms_at
from bookings.exceptions import BookingError, NoPriceYet, NotPossible
from bookings.forms.accepting import AcceptForm
from bookings.forms.offer import OfferForm, is_still_to_ask
from bookings.forms.stated import StatedForm, as_initial
from bookings.models import Wait
from bookings.plans import NOTHING_STATED, Ask
from bookings.price_words import names_at, why
from bookings.prices import PriceLists
from bookings.stated_needs import Stated
from bookings.views.answers import see_other
from bookings.views.kept_needs import to_begin_with
from bookings.views.own_page import acting, keep_in_account, own_page
from bookings.waiting_list import before
from venues.models import Conditions

SHOWN = re.compile(r"[0-9]{1,9}")
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@own_page
def wait(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, rights.wait_for(request.user, ref, "bookings:wait"))


@page_and_act
@own_page
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """The same button twice leads to the one booking; to ask for the page leads to the button."""
    found = rights.wait_for(request.user, ref, "bookings:wait_take")
    if request.method != "POST":
        return redirect(found)
    at, ask = timezone.now(), ask_of(found)
    accept = AcceptForm(request.POST, conditions=Conditions.objects.current(found.venue))
    party = OfferForm(request.POST, ask=ask, at=at) if is_still_to_ask(ask) else None
    needs = _needs_form(request, found)
    sound = [form.is_valid() for form in (accept, needs, party) if form is not None]
    if found.is_offered and not all(sound):
        return _page(request, found, accept=accept, needs=needs, party=party, status=422)
    shown = request.POST.get("shown_pence", "")
    try:
        booking = take_offer(
            found,
            by=acting(request, found),
            at=at,
            shown_pence=int(shown) if SHOWN.fullmatch(shown) else None,
            accepts=accept.conditions,
            said=party.said if party else None,
            stated=needs.stated if needs.is_valid() else NOTHING_STATED,
        )
    except BookingError as refusal:
        found = rights.wait_for(request.user, ref, "bookings:wait_take")
        status = 422 if isinstance(refusal, NotPossible) else 409
        return _page(request, found, refusal, accept=accept, needs=needs, party=party, status=status)
    if booking.is_confirmed:
        messages.success(request, _("Booked. We have written to you with the details."))
    else:
        messages.success(request, _("You have asked for it, and the hours stay yours until the hall answers."))
    return see_other(keys.path_for(booking))


@page_and_act
@own_page
def give_up(request: HttpRequest, ref: str) -> HttpResponse:
    """No longer wait; an offer goes to the next. Twice is once."""
    found = rights.wait_for(request.user, ref, "bookings:wait_end")
    if request.method != "POST":
        return redirect(found)
    if give_up_waiting(found, by=acting(request, found), at=timezone.now()):
        messages.success(request, _("You no longer wait for it. Whoever is next is asked."))
    else:
        messages.info(request, _("You did not wait for it any more."))
    return see_other(found)


@page_and_act
@never_cache
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    found = rights.wait_for(request.user, ref, "bookings:wait")
    return keep_in_account(request, found, "bookings/keep_wait.html", "bookings:wait", keep_wait)


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
    needs: StatedForm | None = None,
    party: OfferForm | None = None,
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
        ask = ask_of(found)
        if party is None and is_still_to_ask(ask):
            party = OfferForm(ask=ask, at=at)
        context |= {**price_now(ask), "accept": accept or AcceptForm(conditions=current), "party": party}
        context["needs"] = needs or _needs_form(request, found)
    elif found.became:
        context["booking_path"] = keys.path_for(found.became)
    return render(request, "bookings/waiting.html", context, status=status)


def _needs_form(request: HttpRequest, found: Wait) -> StatedForm:
    """A place on the list keeps none of it; it begins with what the booking has that it belongs to, if any."""
    beside = Stated.of(found.beside.stated_needs.all()) if found.beside else Stated()
    begun = as_initial(beside) if beside else to_begin_with(request)
    form = StatedForm(request.POST if request.method == "POST" else None, initial=begun)
    del form.fields["save_needs"]
    return form


def price_now(ask: Ask) -> dict[str, Any]:
    """As it is now (decision 13); without one where the hall tells it."""
    at_once = confirms_at_once(ask)
    if ask.is_own_use:
        return {"own_use": True, "at_once": at_once}
    try:
        quote = quote_of(ask)
    except NotPossible as untold:
        return {"no_price": str(untold), "on_application": isinstance(untold, NoPriceYet), "at_once": False}
    venue = ask.room.venue
    prices = PriceLists([venue])
    tariff = prices.value_on(venue, ask.pattern.first)
    terms = terms_at(venue, tariff, rooms=[ask.room.code], category=ask.category.code, occasion=ask.answers.occasion)
    return {
        "price": quote.total,
        "why": why(quote, names_at(venue)),
        "at_once": at_once,
        "terms": terms,
    }
