"""The pages of one booking: for whoever signs in and may have them, and for whoever holds its link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.rights import signed_in
from bookings.keys import is_key
from bookings.models import Booking

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """The address holds the reference of a booking, or its secret; `rights.booking_for` fetches it by either."""
    by_account, by_link = login_required(view), never_cache(view)

    @wraps(view)
    def page(request: HttpRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return (by_link if is_key(ref) else by_account)(request, ref, *args, **kwargs)

    return page


def acting(request: HttpRequest, booking: Booking) -> User | None:
    """Who does it: nobody with an account, where the booking's own link was followed."""
    return None if booking.opened_by else signed_in(request)
