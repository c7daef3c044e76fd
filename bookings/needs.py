"""What those who come to a date need of getting in, and of what they find there."""

from __future__ import annotations

from collections.abc import Set

from bookings.models import Booking
from venues.access.vocabulary import CORE

EVERYTHING = frozenset(fact.code for fact in CORE)


def needs_of(booking: Booking) -> Set[str]:
    """The core facts that count for them; nobody was asked yet, so every one of them may."""
    return EVERYTHING
