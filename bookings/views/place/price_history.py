"""The history of a place's prices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bookings.desk.place import Place
from bookings.desk.price_history import versions
from venues import files

ON_A_PAGE = 10


@require_safe
@login_required
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every list, the latest first, and what changed from one to the next."""
    place = Place.of(request.user, slug, "place:prices_history")
    rows = list(place.venue.tariffs.order_by("-valid_from"))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown, after = list(page.object_list), page.end_index()
    before = rows[after] if after < len(rows) else None
    context = {
        "place": place,
        "page": page,
        "versions": versions(shown, before, files.from_database(place.venue)) if shown else [],
        "sees_prices": place.may("place:prices"),
    }
    return render(request, "place/prices_history.html", context)
