"""Before you leave: what is to be done, and by when one is out; one page for a phone, or to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import rights
from bookings.views.own_page import own_page
from bookings.views.your_booking import sessions_of
from bookings.way_in import next_date


@require_safe
@own_page
def before_you_leave(request: HttpRequest, ref: str) -> HttpResponse:
    """Of the date that goes on or comes next; once all are over, of the last."""
    booking = rights.booking_for(request.user, ref, "bookings:leave")
    sessions = sessions_of(booking)
    session = next_date(sessions, timezone.now()) or (sessions[-1] if sessions else None)
    things = [line.strip() for line in booking.venue.leaving.splitlines() if line.strip()]
    context = {"booking": booking, "venue": booking.venue, "session": session, "things": things}
    return render(request, "bookings/before_you_leave.html", context)
