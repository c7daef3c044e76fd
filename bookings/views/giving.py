"""Another price for one booking: chosen with a reason, seen date by date, then given."""

from __future__ import annotations

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
from bookings.actions.give_category import give_category
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.giving import GivingForm
from bookings.models import Booking
from bookings.repricing import print_of, repriced
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from venues.money import total


@page_and_act
@login_required
def category(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """To look shows what each date costs now and would; only the second button changes it."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:category")
    categories = [each for each in found.venue.operator.categories.all() if each.pk != found.category_id]
    form = GivingForm(request.POST if request.method == "POST" else None, categories=categories)
    at, refusal, shown = timezone.now(), None, {}
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.errors else 200)
    try:
        if request.POST.get("action") == "give":
            seen = request.POST.get("shown_prices", "")
            give_category(found, **form.cleaned_data, shown_prices=seen, by=signed_in(request), at=at)
            words = _("It has the price “%(category)s” now. The letter that says yes tells it.")
            messages.success(request, words % {"category": form.cleaned_data["category"].name})
            return see_other(reverse("desk:confirm", args=[slug, ref]))
    except BookingError as cannot:
        refusal = cannot
    try:
        shown = _shown(found, form, at)
    except BookingError as cannot:
        refusal = refusal or cannot
    return _page(request, found, form, {"refusal": refusal, **shown}, status=409 if refusal else 200)


def _shown(found: Booking, form: GivingForm, at: datetime) -> dict[str, Any]:
    """Each date with both prices."""
    prices, currency = repriced(found, form.cleaned_data["category"], at=at), found.venue.operator.currency
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
