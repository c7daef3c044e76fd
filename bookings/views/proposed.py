"""Prices that a hall proposes, for everybody to read and to say something about; afterwards, what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from bookings.actions.change_draft import held_in
from bookings.desk.price_changes import Changes
from bookings.desk.price_grid import grid_of, in_force
from bookings.desk.proposals import last_proposal
from bookings.forms.commenting import CommentForm
from bookings.views.answers import see_other
from venues import files
from venues.actions.comment_on_prices import CommentsClosed, comment_on_prices
from venues.models import PriceDraft, Venue
from venues.rights import venue_to_see


@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="20/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="600/d", method="POST")
def proposed(request: HttpRequest, slug: str) -> HttpResponse:
    venue = venue_to_see(request.user, slug)
    draft = last_proposal(venue)
    if draft is None:
        raise Http404
    today = timezone.localdate(timezone=venue.tz)
    form = CommentForm(request.POST if request.method == "POST" else None, initial=_of(request))
    status = 200
    if form.is_bound and form.is_valid():
        try:
            comment_on_prices(draft, **form.cleaned_data, at=timezone.now())
        except CommentsClosed:
            form.add_error(None, _("It is too late to write here: the proposal is closed. Write to the hall itself."))
        else:
            messages.success(request, _("Thank you. The people who run %(name)s read it.") % {"name": venue.name})
            return see_other(reverse("venues:proposed_prices", args=[slug]))
    if form.is_bound:
        status = 422 if draft.is_proposed(today) else 409
    return render(request, "bookings/proposed_prices.html", _context(venue, draft, form, today), status=status)


def _context(venue: Venue, draft: PriceDraft, form: CommentForm, today: date) -> dict[str, Any]:
    """The grids and what differs while it is open; what came of it afterwards."""
    told: dict[str, Any] = {"venue": venue, "draft": draft, "form": form, "is_open": draft.is_proposed(today)}
    if not told["is_open"]:
        return {**told, **_what_came(draft, venue, today)}
    file = files.from_database(venue)
    tariff, now = held_in(draft, venue.operator.currency), in_force(file, today)
    told["grid"], told["now"] = grid_of(tariff, file), grid_of(now, file) if now else None
    told["changes"] = Changes.between(now, tariff, file)
    return told


def _what_came(draft: PriceDraft, venue: Venue, today: date) -> dict[str, Any]:
    """What was decided, and where that was before the day until which people could write: on which."""
    held = draft.published_as
    decided = held.published_at if held else draft.given_up_at
    decided_on = timezone.localdate(decided, venue.tz) if decided else None
    until = draft.comments_until
    return {
        "held": held,
        "holds_now": bool(held and held.valid_from <= today),
        "is_over": bool(held and held.valid_to and held.valid_to < today),
        "decided_early_on": decided_on if decided_on and until and decided_on <= until else None,
    }


def _of(request: HttpRequest) -> dict[str, str]:
    """Whoever is signed in need not type what we know."""
    user = request.user
    return {"name": user.name, "email": user.email} if isinstance(user, User) else {}
