"""What visitors found different, as the desk works through it: the answer there is, and whether it still counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from bookings.desk.answering import Asked, Spot, known_of
from venues.access.reports import MAY_STAND_FOR
from venues.access.vocabulary import FACTS, Fact
from venues.models import AccessReport, Venue
from venues.models.access_report import AccessReportQuerySet


@dataclass(frozen=True)
class Reported:
    """A report that nobody has answered, beside what the venue says."""

    report: AccessReport
    on: date

    @property
    def fact(self) -> Fact:
        return FACTS[self.report.fact]

    @property
    def place(self) -> str:
        """The entrance or the room; of the building nothing."""
        about = self.report.entrance or self.report.room
        return about.name if about else ""

    @property
    def counts_from(self) -> date:
        """From when the answer reads “Not known”."""
        return self.report.made_on if self.report.by_hirer else self.report.made_on + MAY_STAND_FOR

    @property
    def counts(self) -> bool:
        return self.counts_from <= self.on

    @property
    def address(self) -> str:
        return reverse("place:access_report", args=[self.report.venue.slug, self.report.pk])


def open_reports(venue: Venue) -> AccessReportQuerySet:
    """What still waits for somebody to look, those of hirers first; of a venue's own facts only."""
    return AccessReport.objects.filter(venue=venue, fact__in=list(FACTS)).for_desk()


def reported(venue: Venue, *, on: date) -> list[Reported]:
    """The same beside what each counts for; one question."""
    return [Reported(report, on) for report in open_reports(venue)]


def spot_of(report: AccessReport, *, on: date) -> Spot:
    """The one question that is to be answered again, at its place."""
    known = known_of(report.venue, on)
    entrance = report.entrance.code if report.entrance else ""
    room = report.room.code if report.room else ""
    kind = "room" if room else "entrance" if entrance else "building"
    key = (report.fact, entrance, room)
    asked = Asked(FACTS[report.fact], key, known.rows.get(key), known.words.get(key, ""))
    place = report.entrance or report.room
    return Spot(
        report.venue, kind, entrance or room, place.name if place else "", (asked,), around=known.around(entrance, room)
    )
