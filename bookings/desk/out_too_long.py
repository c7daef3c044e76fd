"""What should work again by now, and nobody has said that it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from venues.access.outages import Outage
from venues.access.values import Fit
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.models import Venue
from venues.outages import as_outage


@dataclass(frozen=True)
class OutTooLong:
    """Something out of order that should work again by now; visitors read that nobody knows."""

    outage: Outage
    address: str

    @property
    def what(self) -> str:
        return equipment(FACTS[self.outage.fact])

    @property
    def since(self) -> date:
        """The first day on which nobody knows."""
        return self.outage.turns[-1]


def out_too_long(venue: Venue, *, on: date) -> list[OutTooLong]:
    """One question, two where something is out of order."""
    rows = venue.outages.filter(ends_on=None, fact__in=list(FACTS)).select_related("entrance").prefetch_related("rooms")
    found = [(row, as_outage(row, row.updated_at.astimezone(venue.tz).date())) for row in rows]
    return [
        OutTooLong(outage, reverse("place:access_out_change", args=[venue.slug, row.pk]))
        for row, outage in found
        if outage.counts(on) is Fit.NOT_KNOWN
    ]
