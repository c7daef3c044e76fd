"""Faults and what the hall typed for the figures; two questions for what stands beside them."""

from __future__ import annotations

from operator import itemgetter

from bookings.reports.span import Span
from bookings.reports.typed import FaultRow, Told, TypedRow
from venues.at_one_go import Asked, rows_of
from venues.at_one_go import Told as Answers
from venues.models import ReportWords, Venue


def questions(venue: Venue) -> Asked:
    """Faults each once: neither what was told twice nor what was none."""
    faults = venue.faults.counted()
    return {
        "faults": rows_of(faults, "made_at", "pk", "made_on", "mended_on", "closure"),
        "typed": rows_of(venue.report_facts.all(), "what", "starts_on", "ends_on", "amount", "applies", "source", "pk"),
    }


def faults_read(told: Answers) -> tuple[FaultRow, ...]:
    return tuple(FaultRow(*row) for _made_at, _key, *row in sorted(told["faults"], key=itemgetter(0, 1)))


def typed_read(told: Answers) -> tuple[TypedRow, ...]:
    return tuple(TypedRow(*row) for *row, _key in sorted(told["typed"], key=itemgetter(0, 1, -1)))


def told(venue: Venue, span: Span) -> Told:
    """The note, the quotes, and what was changed in these days."""
    words = ReportWords.objects.filter(venue=venue).first() or ReportWords(venue=venue)
    typed = (words.quote_1, words.said_by_1, words.allowed_by_1), (words.quote_2, words.said_by_2, words.allowed_by_2)
    said = [each for each in typed if each[0]]
    changes = venue.changes_told.filter(on__gte=span.first, on__lte=span.last).values_list("on", "words")
    quotes, allowed_by = tuple((quote, who) for quote, who, _by in said), tuple(by for _quote, _who, by in said)
    return Told(words.note, quotes, tuple(changes), words.facilities, allowed_by)
