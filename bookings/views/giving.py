"""Another price for one booking: chosen with a reason, seen date by date, then given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.agree_price import agree_price
from bookings.actions.give_category import give_category
from bookings.by_hand import HandPrice, by_hand
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.giving import GivingForm
from bookings.models import Booking, Session
from bookings.repricing import NewPrice, print_of, repriced
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from venues.money import Money, total


@page_and_act
@login_required
def category(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """To look shows what each date costs now and would; only the second button changes it."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:category")
    is_mixed = any(session.is_by_hand or session.category_id for session in found.sessions.all())
    categories = [each for each in found.venue.operator.categories.all() if is_mixed or each.pk != found.category_id]
    form = GivingForm(request.POST if request.method == "POST" else None, categories=categories)
    at, refusal, shown = timezone.now(), None, {}
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.errors else 200)
    try:
        if request.POST.get("action") == "give":
            messages.success(request, _give(request, found, form, at))
            return see_other(reverse("desk:confirm", args=[slug, ref]))
    except BookingError as cannot:
        refusal = cannot
    try:
        shown = _shown(found, form, at)
    except BookingError as cannot:
        refusal = refusal or cannot
    return _page(request, found, form, {"refusal": refusal, **shown}, status=409 if refusal else 200)


def _give(request: HttpRequest, found: Booking, form: GivingForm, at: datetime) -> str:
    """What was done, in words."""
    typed, by = form.cleaned_data, signed_in(request)
    seen: dict[str, Any] = {"reason": typed["reason"], "shown_prices": request.POST.get("shown_prices", "")}
    if typed["category"] is None:
        price = Money(typed["price"], found.venue.operator.currency)
        agree_price(found, price, **seen, by=by, at=at)
        words = _("Each date costs %(price)s now, but for those for which the list asks no more. The letter tells it.")
        if all(session.price == price for session in found.sessions.filter(status=Session.Status.PLANNED)):
            words = _("Each date costs %(price)s now. The letter that says yes tells it.")
        return words % {"price": price}
    give_category(found, typed["category"], **seen, by=by, at=at)
    words = _("It has the price “%(category)s” now. The letter that says yes tells it.")
    return words % {"category": typed["category"].name}


def _shown(found: Booking, form: GivingForm, at: datetime) -> dict[str, Any]:
    """Each date with both prices."""
    typed, currency = form.cleaned_data, found.venue.operator.currency
    prices: Sequence[NewPrice] | Sequence[HandPrice]
    if typed["category"] is None:
        prices = by_hand(found, Money(typed["price"], currency), at=at)
    else:
        prices = repriced(found, typed["category"], at=at)
    before = [price.before for price in prices if price.before is not None]
    return {
        "prices": prices,
        "category": form.cleaned_data["category"],
        "before": total(before, currency),
        "after": total((price.after for price in prices), currency),
        "shown_prices": print_of(prices),
    }


def _page(
    request: HttpRequest, found: Booking, form: GivingForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"frame": Frame.of(request.user, found.venue, "desk:booking"), "booking": found, "form": form}
    return render(request, "bookings/desk_category.html", {**context, **(more or {})}, status=status)
