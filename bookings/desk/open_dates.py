"""Dates whose price waits for what is known afterwards, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bookings.models import Session
from venues.models import Venue

SHOWN = 5


@dataclass(frozen=True)
class OpenDates:
    number: int
    oldest: Sequence[Session]

    def __bool__(self) -> bool:
        return self.number > 0

    @property
    def others(self) -> int:
        return self.number - len(self.oldest)


def open_dates(venue: Venue, *, at: datetime) -> OpenDates:
    """How many, and the first few to deal with; one question where there is none."""
    waiting = Session.objects.at(venue).waiting_for_facts(at)
    number = waiting.count()
    return OpenDates(
        number, list(waiting.select_related("booking").order_by("starts_at", "pk")[:SHOWN]) if number else ()
    )
