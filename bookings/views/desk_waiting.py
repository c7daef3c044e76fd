"""Who waits for hours at a venue, for its desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import rights
from bookings.desk.frame import Frame
from bookings.desk.waits import queues_at


@require_safe
@login_required
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:waiting")
    frame = Frame.of(request.user, venue, "desk:waiting")
    return render(
        request, "bookings/desk_waiting.html", {"frame": frame, "queues": queues_at(venue, at=timezone.now())}
    )
