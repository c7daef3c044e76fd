"""From the database to plain rows: the same number of questions however many sessions there are."""

from __future__ import annotations

from bookings.reports.load import benchmarks, claims, history, outcomes, places, requests, served, sessions
from bookings.reports.load.ground import Ground
from bookings.reports.rows import Rows
from bookings.reports.span import Span
from venues.bank_holidays import bank_holidays
from venues.models import Venue

__all__ = ["Ground", "load"]


def load(venue: Venue, span: Span, ground: Ground | None = None) -> Rows:
    """Everything that the figures of a span need; the venue comes with its operator.

    `ground` is what was asked for several spans at once.
    """
    ground = ground or Ground(venue, (span,))
    asked = requests.load(venue, span)
    place = places.load(ground, span)
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
        faults=ground.faults,
        faults_from=venue.faults_from,
        typed=ground.typed,
        days_off=bank_holidays(venue.nation),
        benchmarks=benchmarks.load(ground, span),
        up_front=requests.up_front(venue, span, past),
        claims=claims.load(ground, span),
        searches=requests.searches(venue, span),
        served=served.load(venue, span),
        verdicts=served.verdicts(venue, span),
        ended=outcomes.load(venue, span),
    )
