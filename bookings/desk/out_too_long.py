"""What is out of order for those who need access, and what should work again by now and nobody has said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from venues.access.outages import Outage
from venues.access.values import Fit
from venues.access.vocabulary import FACTS
from venues.access.words import equipment, outage_words
from venues.models import Fault, Venue
from venues.models import Outage as Row
from venues.models.outage import OutageQuerySet
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
    return [
        OutTooLong(outage, reverse("place:access_out_change", args=[venue.slug, row.pk]))
        for row, outage in _read(venue, venue.outages.filter(ends_on=None))
        if outage.counts(on) is Fit.NOT_KNOWN
    ]


def out_of_order(venue: Venue, *, on: date) -> list[tuple[str, str, str]]:
    """What the access guide tells of that day without an open fault: in words, its name, and where to say more.

    One question, two where something is out of order.
    """
    told_as_fault = Fault.objects.open().filter(venue=venue, outage=OuterRef("pk"))
    return [
        (
            outage_words(outage, rooms=[room.name for room in row.rooms.all()]),
            equipment(FACTS[outage.fact]),
            reverse("place:access_out_change", args=[venue.slug, row.pk]),
        )
        for row, outage in _read(venue, venue.outages.since(on).exclude(Exists(told_as_fault)))
        if outage.counts(on) is not None
    ]


def known_to_all(venue: Venue, *, on: date) -> list[tuple[str, str]]:
    """The same for whoever stands there, without the faults that the hall shows: the rooms by name, and the words."""
    shown = Fault.objects.shown().filter(venue=venue, outage=OuterRef("pk"))
    return [
        (", ".join(room.name for room in row.rooms.all()), outage_words(outage))
        for row, outage in _read(venue, venue.outages.since(on).exclude(Exists(shown)))
        if outage.counts(on) is not None
    ]


def _read(venue: Venue, rows: OutageQuerySet) -> list[tuple[Row, Outage]]:
    rows = rows.filter(fact__in=list(FACTS)).select_related("entrance").prefetch_related("rooms")
    return [(row, as_outage(row, row.updated_at.astimezone(venue.tz).date())) for row in rows]
