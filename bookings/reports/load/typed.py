"""Faults and what the hall typed: two questions for the figures, two for what stands beside them."""

from __future__ import annotations

from bookings.reports.span import Span
from bookings.reports.typed import FaultRow, Told, TypedRow
from venues.models import ReportWords, Venue


def faults(venue: Venue) -> tuple[FaultRow, ...]:
    """Each once: neither what was told twice nor what was none."""
    rows = venue.faults.counted().order_by("made_at", "pk")
    return tuple(FaultRow(*row) for row in rows.values_list("made_on", "mended_on", "closure"))


def typed(venue: Venue) -> tuple[TypedRow, ...]:
    rows = venue.report_facts.order_by("what", "starts_on")
    return tuple(TypedRow(*row) for row in rows.values_list("what", "starts_on", "ends_on", "amount", "applies"))


def told(venue: Venue, span: Span) -> Told:
    """The note, the quotes, and what was changed in these days."""
    words = ReportWords.objects.filter(venue=venue).first() or ReportWords(venue=venue)
    quotes = ((words.quote_1, words.said_by_1), (words.quote_2, words.said_by_2))
    changes = venue.changes_told.filter(on__gte=span.first, on__lte=span.last).values_list("on", "words")
    return Told(words.note, tuple(quote for quote in quotes if quote[0]), tuple(changes))
