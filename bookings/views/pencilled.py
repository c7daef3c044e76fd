"""What is pencilled in, made a booking by the desk for somebody known here."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions, rights
from bookings.actions.book_pencilled import price_of
from bookings.desk.frame import Frame
from bookings.desk.hirers import hirers_at
from bookings.desk.pencilled import Pencilled
from bookings.desk.phone import prices_by_category
from bookings.exceptions import BookingError, NotPossible
from bookings.fair_use import judge
from bookings.forms.pencilled import BookHoldForm, ShownForm
from bookings.models import Booking, Hold
from bookings.plans import Ask
from bookings.views.answers import see_other
from venues.models import Conditions, Room


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def book(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The price is shown first, for the very hirer; the same button twice is one booking."""
    venue = rights.venue_for(request.user, slug, "desk:hold")
    user, at = signed_in(request), timezone.now()
    shown = ShownForm(request.POST)
    key = f"{user.pk}-{shown.cleaned_data['submission_key']}" if shown.is_valid() else ""
    again = Booking.objects.filter(submission_key=key, made_by=user, venue=venue).first() if key else None
    if again:
        return see_other(reverse("desk:booking", args=[slug, again.ref]))
    hold = Hold.objects.pencilled().standing(at).filter(venue=venue, pk=pk).first()
    if hold is None:
        messages.info(request, _("It is no longer pencilled in."))
        return see_other(reverse("desk:requests", args=[slug]))
    room = Room.objects.select_related("venue__operator").prefetch_related("cells", "layouts").get(pk=hold.room_id)
    hold.venue, hold.room = room.venue, room
    conditions = Conditions.objects.current(venue)
    form = BookHoldForm(
        request.POST if request.method == "POST" else None,
        hold=hold,
        at=at,
        hirers=list(hirers_at(venue)),
        prices=prices_by_category(room, hold.period),
        conditions=conditions,
    )
    if not form.is_valid():
        return _page(request, hold, form, status=422 if form.is_bound else 200)
    told, ask = conditions if form.cleaned_data.get("told") else None, form.ask
    try:
        price = price_of(ask)
        if not key or shown.cleaned_data["shown_pence"] != price.pence:
            return _page(request, hold, form, {"ask": ask, "price": price, "unfair": _unfair(hold, ask, at)})
        booking = actions.book_pencilled(
            hold, ask, by=user, at=at, shown_pence=price.pence, submission_key=key, told=told
        )
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, hold, form, status=422 if isinstance(refusal, NotPossible) else 409)
    return see_other(reverse("desk:booking", args=[slug, booking.ref]))


def _unfair(hold: Hold, ask: Ask, at: datetime) -> str:
    """Which rule of fair use the desk would go past; nothing where it goes past none."""
    [refused] = judge(hold.venue, ask.hirer, [([hold.room], hold.period)], at=at, desk=True)
    return refused.words if refused else ""


def _page(
    request: HttpRequest, hold: Hold, form: BookHoldForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "frame": Frame.of(request.user, hold.venue, "desk:hold"),
        "pencilled": Pencilled(hold),
        "form": form,
        "submission_key": secrets.token_urlsafe(24),
        **(more or {}),
    }
    return render(request, "bookings/pencilled.html", context, status=status)
