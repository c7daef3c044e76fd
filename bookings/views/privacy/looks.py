"""Who opened the pages that show a hirer's contact: for the group itself, and for the manager."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import looks
from accounts.models import Disposal, Look
from bookings import rights
from bookings.desk.place import Place
from bookings.privacy.looking import told
from bookings.privacy.rules import JOURNAL, RULES

ROWS = 30


@require_safe
@login_required
def who_looked(request: HttpRequest, ref: str) -> HttpResponse:
    """For the organisers of a group."""
    group = rights.group_to_see_looks(request.user, ref)
    context = {"group": group, **_page(request, looks.looks_at(group))}
    return render(request, "privacy/who_looked.html", context)


@require_safe
@login_required
def looks_of_the_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """For the manager: who of the desk looked at whom; `?hirer=` asks about one."""
    place = Place.of(request.user, slug, "place:privacy_looks")
    found = looks.looks_in(place.venue.slug)
    asked = request.GET.get("hirer", "")
    if asked.isalnum():
        found = found.filter(hirer__ref=asked)
    return render(request, "privacy/looks.html", {"place": place, "asked": asked, **_page(request, found)})


@require_safe
@login_required
def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """What the rules of retention took out; never whose it was."""
    place = Place.of(request.user, slug, "place:privacy_gone")
    page = Paginator(Disposal.objects.all(), ROWS).get_page(request.GET.get("page"))
    return render(request, "privacy/gone.html", {"place": place, "page": page, "rules": RULES})


def _page(request: HttpRequest, found: QuerySet[Look]) -> dict[str, Any]:
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return {"page": page, "looks": told(page.object_list), "keep": JOURNAL.keep}
