"""From the database to plain rows: the same number of questions however many sessions there are."""

from __future__ import annotations

from bookings.reports.load import history, outcomes, places, requests, sessions
from bookings.reports.rows import Rows
from bookings.reports.span import Span
from venues.bank_holidays import bank_holidays
from venues.models import Venue


def load(venue: Venue, span: Span) -> Rows:
    """Everything that the figures of a span need; the venue comes with its operator."""
    asked = requests.load(venue, span)
    place = places.load(venue, span)
    past = history.load(venue, span, asked)
    first_day = history.first_day(past, span)
    return Rows(
        venue=venue.name,
        slug=venue.slug,
        operator=venue.operator.name,
        contact=venue.email,
        span=span,
        cells=place.cells,
        rooms=place.rooms,
        sessions=sessions.load(venue, span, place),
        requests=asked,
        history=past,
        hirers_from=venue.hirers_known_from or first_day,
        use_from=venue.use_known_from or first_day,
        access_from=place.access_from,
        core_facts=place.core_facts,
        currency=venue.operator.currency,
        days_off=bank_holidays(venue.nation),
        searches=requests.searches(venue, span),
        ended=outcomes.load(venue, span),
    )
