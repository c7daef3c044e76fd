"""The desk books for somebody on the phone or at the door: one page, and a sheet of paper to take away."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings import rights
from bookings.accepting import accepted_with
from bookings.actions.book_for_them import book_for_them
from bookings.actions.join_thread import join_thread
from bookings.clerk_line import line_of
from bookings.desk.clerk import Shown, shown
from bookings.desk.frame import Frame
from bookings.desk.hirers import hirers_at
from bookings.documents import NoPdf, drawn
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.clerk import ClerkForm, SeenForm
from bookings.models import Booking, Hold
from bookings.recurrence import Times
from bookings.views.answers import see_other
from bookings.views.your_booking import your_booking
from venues.models import Conditions, Room, Venue

SAID = ("when", "who", "contact", "title", "people")  # what another page may fill in beforehand


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """What it costs is shown before the button that books it; the same button twice is one booking."""
    venue, user, at = rights.venue_for(request.user, slug, "desk:book"), signed_in(request), timezone.now()
    seen = SeenForm(request.POST)
    key = f"{user.pk}-{seen.cleaned_data['submission_key']}" if seen.is_valid() else ""
    again = Booking.objects.filter(submission_key=key, made_by=user, venue=venue).first() if key else None
    if again:
        return see_other(reverse("desk:booking", args=[slug, again.ref]))
    hold = _hold(request, venue, at)
    form = clerk_form(request, venue, hold, at)
    if not form.is_valid():
        return _page(request, form, hold, status=422 if form.is_bound else 200)
    try:
        found = shown(form.ask, hold=hold, at=at)
        if not key or not _as_shown(found, seen.cleaned_data):
            return _page(request, form, hold, found, status=200 if found.plan.kept else 409)
        prints = {name: seen.cleaned_data[name] for name in ("shown_dates", "shown_prices")}
        told = Conditions.objects.current(venue) if seen.cleaned_data["told"] else None
        booking = book_for_them(form.ask, **prints, by=user, at=at, submission_key=key, hold=hold, told=told)
    except BookingError as refusal:
        if isinstance(refusal, NotPossible):
            form.refuse(refusal)
        else:
            form.add_error(None, str(refusal))
        return _page(request, form, hold, status=422 if isinstance(refusal, NotPossible) else 409)
    join_thread(request.POST.get("began", ""), booking, at=at)
    return see_other(reverse("desk:tell_price" if booking.is_waiting else "desk:booking", args=[slug, booking.ref]))


def _hold(request: HttpRequest, venue: Venue, at: datetime) -> Hold | None:
    """What is pencilled in for them, if this began there."""
    pk = (request.POST if request.method == "POST" else request.GET).get("hold", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return None
    return Hold.objects.standing(at).filter(venue=venue, pk=pk).select_related("room").first()


def clerk_form(request: HttpRequest, venue: Venue, hold: Hold | None, at: datetime) -> ClerkForm:
    """As it was typed, or filled in beforehand by what another page says."""
    rooms = list(Room.objects.filter(venue=venue, retired_on=None).prefetch_related("cells", "layouts"))
    for room in rooms:
        room.venue = venue
    known: dict[str, Any] = {"venue": venue, "rooms": rooms, "hirers": list(hirers_at(venue)), "at": at}
    if request.method == "POST":
        return ClerkForm(request.POST, **known)
    said = {name: request.GET[name] for name in SAID if name in request.GET}
    if hold is not None:
        local = hold.period.local(venue.tz)
        times = Times(local.start.time(), local.end.time())
        said = {"when": line_of(local.start.date(), times, hold.room.name), "title": hold.title, **said}
    return ClerkForm(**known, said=said)


def _as_shown(found: Shown, prints: dict[str, Any]) -> bool:
    now = (found.plan.dates_print, found.plan.price_print)
    return now == (prints["shown_dates"], prints["shown_prices"])


def _page(
    request: HttpRequest, form: ClerkForm, hold: Hold | None, found: Shown | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "frame": Frame.of(request.user, form.venue, "desk:book"),
        "form": form,
        "hold": hold,
        "began": (request.POST if request.method == "POST" else request.GET).get("began", ""),
        "shown": found,
        "conditions": Conditions.objects.current(form.venue) if found else None,
        "submission_key": secrets.token_urlsafe(24),
    }
    return render(request, "bookings/clerk.html", context, status=status)


@require_safe
@login_required
@ratelimit(key="user", rate="30/m", block=True)
def confirmation(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """A sheet of A4 with a slip to tear off; where this machine cannot draw one, as a page to print."""
    booking = rights.desk_booking_for(request.user, slug, ref, "desk:confirmation")
    at = timezone.now()
    accepted = accepted_with(booking)
    context: dict[str, Any] = {
        "booking": booking,
        "conditions": accepted.conditions if accepted else Conditions.objects.current(booking.venue),
        "venue": booking.venue,
        "yours": your_booking(booking, at=at),
        "address": rights.address_for(None, booking.venue, booking),
        "printed_on": at,
    }
    try:
        document = drawn("documents/confirmation.html", "hearth/confirmation.css", context)
    except NoPdf:
        context |= {"language": get_language(), "to_print": True}
        return render(request, "documents/confirmation.html", context)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{booking.ref}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
