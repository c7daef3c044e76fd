"""Try the prices of a list that is published, to come, or a draft."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bookings.desk.place import Place
from bookings.desk.price_grid import grid_of
from bookings.desk.price_work import PriceWork
from bookings.views.trying import trial_of


@require_safe
@login_required
def try_prices(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:prices_try")
    work = PriceWork.of(place, first)
    found = trial_of(request, place.venue, work.file, [work.tariff])
    context = {"place": place, "work": work, "grid": grid_of(work.tariff, work.file), **found}
    return render(request, "place/prices_try.html", context, status=400 if found["trial"].errors else 200)
