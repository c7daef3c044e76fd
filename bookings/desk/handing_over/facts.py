"""What the page of the handover says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from bookings.desk.handing_over.expiries import Expiry, expiries
from bookings.models import Booking, Thread, Wait, first_date_wanted
from bookings.terms import terms_words
from venues.models import HallKey, Post, SpecialTerms, Venue, VenueNote

MOST_LISTED = 100


@dataclass(frozen=True)
class Terms:
    row: SpecialTerms
    words: str


@dataclass(frozen=True)
class Handover:
    """All of it at one moment; of very many requests the oldest are listed and the others counted."""

    venue: Venue
    at: datetime
    today: date
    posts: Sequence[Post]
    requests: Sequence[Booking]
    requests_in_all: int
    questions: int
    waiting: int
    terms: Sequence[Terms]
    keys: Sequence[HallKey]
    expiries: Sequence[Expiry]
    notes: Sequence[VenueNote]

    @property
    def more_requests(self) -> int:
        return self.requests_in_all - len(self.requests)


def handover(venue: Venue, *, at: datetime) -> Handover:
    """In a fixed number of questions."""
    today = timezone.localdate(at, venue.tz)
    waiting = open_requests(venue)
    return Handover(
        venue,
        at,
        today,
        list(venue.posts.held_on(today).select_related("user").order_by("kind", "since", "pk")),
        list(waiting[:MOST_LISTED]),
        waiting.count(),
        Thread.objects.at(venue).waiting_for_the_desk().count(),
        Wait.objects.open().at(venue).count(),
        [Terms(row, terms_words(row)) for row in terms_in_force(venue, today)],
        list(venue.keys.not_back()),
        expiries(venue, today=today),
        list(venue.notes.select_related("by")),
    )


def open_requests(venue: Venue) -> QuerySet[Any]:
    """Bookings, oldest first, each with the first date that it still asks for as `first_date`."""
    waiting = Booking.objects.at(venue).waiting().select_related("hirer", "venue")
    return waiting.annotate(first_date=first_date_wanted())


def terms_in_force(venue: Venue, today: date) -> QuerySet[SpecialTerms]:
    """What was agreed and is not over, by group."""
    lasting = SpecialTerms.objects.filter(Q(until=None) | Q(until__gte=today), venue=venue, hirer__merged_into=None)
    return lasting.select_related("hirer", "category", "venue").order_by("hirer__name", "since", "pk")
