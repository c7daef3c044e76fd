"""Who changed what at a place, and when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bookings.desk.changes import PART_NAMES, changes_of, entries_of
from bookings.desk.place import Place

ON_A_PAGE = 25


@require_safe
@login_required
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first; `?part=rooms` is of the rooms only."""
    place = Place.of(request.user, slug, "place:changes")
    part = request.GET.get("part", "")
    if part not in PART_NAMES:
        part = ""
    page = Paginator(entries_of(place.venue, part), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "page": page,
        "changes": changes_of(page.object_list),
        "part": part,
        "part_names": PART_NAMES,
    }
    return render(request, "place/changes.html", context)
