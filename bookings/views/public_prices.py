"""The price list of a venue, for everybody: that of today or of any other day, the one to come, a price to try."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings.desk.price_grid import grid_of, in_force
from bookings.forms.list_of_day import ListOfDayForm
from bookings.views.trying import trial_of
from venues import files
from venues.models import Venue
from venues.rights import venue_to_see


@require_safe
def public_prices(request: HttpRequest, slug: str) -> HttpResponse:
    """The same grid and the same sentences as whoever keeps the prices sees.

    With `?day=2026-03-01` it is the list in force on that day: a link for whoever checks old charges.
    """
    venue = venue_to_see(request.user, slug)
    if "day" in request.GET:
        return _on_a_day(request, venue)
    file, today = files.from_database(venue), timezone.localdate(timezone=venue.tz)
    current = in_force(file, today)
    to_come = [row for row in file.tariffs if row.valid_from > today]
    context: dict[str, Any] = {
        "venue": venue,
        "current": grid_of(current, file) if current else None,
        "to_come": [grid_of(row, file) for row in to_come],
        "proposal": venue.price_drafts.proposed(today).first(),
        "day_form": ListOfDayForm(),
    }
    by_day = venue.prices_of == Venue.PricesOf.EVENT
    lists = [row for row in (current, *(to_come if by_day else [])) if row]
    if lists:
        context |= trial_of(request, venue, file, lists, is_dated=by_day)
    wrong = bool(lists and context["trial"].errors)
    return render(request, "bookings/prices.html", context, status=400 if wrong else 200)


def _on_a_day(request: HttpRequest, venue: Venue) -> HttpResponse:
    form = ListOfDayForm(request.GET)
    context: dict[str, Any] = {"venue": venue}
    if form.is_valid():
        file, day = files.from_database(venue), form.cleaned_data["day"]
        held = in_force(file, day)
        context |= {"day": day, "current": grid_of(held, file, on=day) if held else None}
    context["day_form"] = form
    return render(request, "bookings/prices_of_day.html", context, status=400 if form.errors else 200)
