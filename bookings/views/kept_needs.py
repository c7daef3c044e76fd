"""What this visit was looking for, or what somebody keeps in their account: never from an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest

from accounts.models import User
from bookings import rights
from bookings.forms.needs import known_needs
from bookings.forms.stated import as_initial
from bookings.models import SavedNeeds
from bookings.stated_needs import Stated

AFTER = "after"  # in the address: the booking that the new one goes on from
KEPT = "needs"  # in the session: needs never stand in an address, and so in no log (decision 24)


def held(request: HttpRequest) -> Mapping[str, Any]:
    """What this visit keeps; one that began with an older Hearth holds a list, of which nothing is known any more."""
    kept = request.session.get(KEPT, {})
    return kept if isinstance(kept, dict) else {}


def of_this_visit(request: HttpRequest) -> dict[str, Any]:
    """What a form begins with that nobody has filled in."""
    kept = known_needs(held(request))
    return {name: said if name == "needs" else said[0] for name, said in kept.items()}


def saved_by(request: HttpRequest) -> Stated:
    """What whoever is signed in keeps in their account."""
    user = request.user
    return Stated.saved(SavedNeeds.objects.filter(user=user).first() if isinstance(user, User) else None)


def to_begin_with(request: HttpRequest) -> dict[str, Any]:
    """What was stated with the booking it goes on from; else what was searched with; else what the account keeps."""
    before = _of_the_one_before(request)
    if before:
        return as_initial(before)
    searched = of_this_visit(request)
    return searched if searched.get("needs") else as_initial(saved_by(request))


def _of_the_one_before(request: HttpRequest) -> Stated:
    """Nothing, of a booking whose needs are not this person's to read."""
    if AFTER not in request.GET:
        return Stated()
    try:
        booking = rights.booking_for(request.user, request.GET[AFTER], "bookings:needs")
    except Http404:
        return Stated()
    return Stated.of(booking.stated_needs.all())
