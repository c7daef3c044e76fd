"""Where somebody who signed in begins, and the pages at the foot of every page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bookings import rights
from venues.models import Venue

FIRST_PAGES = ("desk:requests", "desk:diary", "desk:report")  # the first of these that a post gives


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """People with a post begin at their desk, or at the hall they set up; everybody else at their own bookings."""
    managed = rights.venues_with(request.user, "place:publish")
    if managed and not any(venue.published for venue in managed):
        return redirect("place:home", managed[0].slug)
    for page in FIRST_PAGES:
        venues = rights.venues_with(request.user, page)
        if page == "desk:report" and len(venues) > 1:
            return redirect("together")
        if venues:
            address = reverse(page, args=[venues[0].slug])
            return redirect(f"{address}#today" if page == "desk:diary" else address)
    return redirect("bookings:mine")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we test of these pages, what we do not yet, and whom to tell."""
    return render(request, "bookings/accessibility.html")


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """How booking works, what the words mean, and whom to ask."""
    context = {
        "venues": Venue.objects.public().order_by("name"),
        "find_url": reverse("find"),
        "mine_url": reverse("bookings:mine"),
        "privacy_url": reverse("privacy"),
        "code_url": reverse("account_request_login_code"),
    }
    return render(request, "bookings/help.html", context)
