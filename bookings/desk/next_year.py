"""The regulars of a venue as the desk sees them once a year: whom to ask, and who has answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from bookings.models import Renewal, Slot
from bookings.renewal_letters import months_words
from bookings.series_words import series_words
from venues.models import Venue


@dataclass(frozen=True)
class Asked:
    """A series, and what its group said."""

    slot: Slot

    @property
    def words(self) -> str:
        return series_words(self.slot.pattern)

    @property
    def is_unanswered(self) -> bool:
        return not self.slot.answer


@dataclass(frozen=True)
class YearAsked:
    """A year that is being asked about, or was."""

    renewal: Renewal
    rows: Sequence[Asked]

    @property
    def months(self) -> str:
        return months_words(self.renewal)

    @cached_property
    def unanswered(self) -> list[Asked]:
        return [row for row in self.rows if row.is_unanswered]

    @property
    def in_order(self) -> list[list[Asked]]:
        """Who has not answered first."""
        return [self.unanswered, self.answered]

    @property
    def answered(self) -> list[Asked]:
        return [row for row in self.rows if not row.is_unanswered]


def year_asked(venue: Venue) -> YearAsked | None:
    """The one that is open, or the last; in two questions, however many there are."""
    renewal = Renewal.objects.filter(venue=venue).order_by("-made_at", "-pk").first()
    if renewal is None:
        return None
    renewal.venue = venue
    slots = renewal.slots.select_related("booking__hirer", "room", "became")
    rows = sorted(slots, key=lambda slot: (str(slot.booking.hirer).casefold(), slot.pk))
    return YearAsked(renewal, [Asked(slot) for slot in rows])


def open_year(venue: Venue) -> Renewal | None:
    """The year that is being asked about, with how many have not answered in `left`; one question."""
    unanswered = Count("slots", filter=Q(slots__answer=""))
    return Renewal.objects.open().filter(venue=venue).annotate(left=unanswered).first()
