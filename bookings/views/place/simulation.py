"""What a price list would have meant for the past year, before it is published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings.desk.place import Place
from bookings.desk.price_grid import in_force, names_in
from bookings.desk.price_work import PriceWork
from bookings.simulator import simulate


@require_safe
@login_required
def simulation(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:prices_simulation")
    work = PriceWork.of(place, first)
    at = timezone.now()
    now = in_force(work.file, at.astimezone(place.venue.tz).date())
    found = simulate(place.venue, work.tariff, names_in(work.file, work.tariff), now=now, at=at)
    return render(request, "place/prices_simulation.html", {"place": place, "work": work, "found": found})
