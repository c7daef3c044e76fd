"""What people looked for at a hall and did not find: the page of its desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import rights
from bookings.desk.frame import Frame
from bookings.desk.looked_for import looked_for


@require_safe
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:looked_for")
    context = {
        "frame": Frame.of(request.user, venue, "desk:looked_for"),
        "months": looked_for(venue, on=timezone.localdate()),
    }
    return render(request, "bookings/desk_looked_for.html", context)
