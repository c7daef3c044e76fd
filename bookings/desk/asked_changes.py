"""Changes that wait for the hall's answer, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timesince import timesince

from bookings.change_letters import Line, told_lines
from bookings.changing import Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.exceptions import NotPossible
from bookings.models import AskedChange
from venues.models import Venue

SHOWN = 4  # dates of each on the page of requests


@dataclass(frozen=True)
class Wanted:
    """One of them, date by date as it was shown to whoever asked."""

    change: AskedChange
    at: datetime

    @property
    def lines(self) -> list[Line]:
        return told_lines(self.change)

    @property
    def first_lines(self) -> list[Line]:
        return self.lines[:SHOWN]

    @property
    def others(self) -> int:
        return max(0, len(self.change.told) - SHOWN)

    @property
    def waited(self) -> str:
        return timesince(self.change.asked_at, self.at, depth=1)

    @property
    def past(self) -> list[str]:
        """The rules of fair use that the desk would go past now; nothing is asked where the hall has set none."""
        booking = self.change.booking
        if not (booking.venue.fair_use or booking.venue.has_first_calls):
            return []
        rooms = rooms_of(booking.venue)
        wish = Wish.from_document(self.change.wish, rooms)
        if wish is None:
            return []
        held = frozenset(self.change.holds.values_list("pk", flat=True))
        try:
            return plan_change(booking, wish, at=self.at, rooms=rooms, desk=True, holds=held).past
        except NotPossible:
            return []  # agreeing says why

    @property
    def is_held(self) -> bool:
        """Whether the new hours are still kept."""
        return self.change.is_held(self.at)


def wanted_at(venue: Venue, *, at: datetime) -> list[Wanted]:
    """Oldest first; one question."""
    found = AskedChange.objects.waiting().at(venue).select_related("booking__hirer", "booking__venue__operator")
    return [Wanted(change, at) for change in found]
