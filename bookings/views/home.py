"""Where somebody who signed in begins."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bookings import rights

FIRST_PAGES = ("desk:requests", "desk:diary", "desk:report")  # the first of these that a post gives


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """People with a post begin at their desk, everybody else at their own bookings."""
    for page in FIRST_PAGES:
        venues = rights.venues_with(request.user, page)
        if venues:
            return redirect(page, venues[0].slug)
    return redirect("bookings:mine")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we test of these pages, what we do not yet, and whom to tell."""
    return render(request, "bookings/accessibility.html")
