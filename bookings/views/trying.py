"""Try a price: what a made-up hire would cost, on any page that shows a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bookings.forms.trying import TryForm
from venues.files import VenueFile
from venues.models import Venue
from venues.tariffs import Tariff


def trial_of(
    request: HttpRequest, venue: Venue, file: VenueFile, lists: Sequence[Tariff], *, is_dated: bool = False
) -> dict[str, Any]:
    """The form and, where it was filled in, what comes of it; by an address that can be kept."""
    sent = request.GET if "on" in request.GET else None
    on = proposed(venue, lists)
    trial = TryForm(sent, venue=venue, file=file, lists=lists, on=on, is_dated=is_dated)
    return {"trial": trial, "tried": trial.price() if trial.is_bound and trial.is_valid() else None}


def proposed(venue: Venue, lists: Sequence[Tariff]) -> date:
    """The first day from tomorrow on which one of these lists holds."""
    return max(timezone.localdate(timezone=venue.tz) + timedelta(days=1), lists[0].valid_from)
