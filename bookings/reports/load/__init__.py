"""From the database to plain rows: the same number of questions however many sessions there are."""

from __future__ import annotations

from bookings import twins
from bookings.reports.load import benchmarks, claims, history, outcomes, places, requests, served, sessions
from bookings.reports.load.ground import Ground
from bookings.reports.rows import Rows
from bookings.reports.span import Span
from venues.access_reports import standing_question
from venues.at_one_go import Asked, at_one_go
from venues.bank_holidays import bank_holidays
from venues.models import Venue

__all__ = ["Ground", "load"]


def load(venue: Venue, span: Span, ground: Ground | None = None) -> Rows:
    """Everything that the figures of a span need; the venue comes with its operator.

    `ground` is what was asked for several spans at once.
    """
    ground = ground or Ground(venue, (span,))
    told = at_one_go(_questions(venue, span))
    asked = requests.read(venue, told)
    place = places.read(ground, span, told)
    past = history.read(venue, span, told, asked)
    first_day = history.first_day(past, span)
    return Rows(
        venue=venue.name,
        slug=venue.slug,
        operator=venue.operator.name,
        contact=venue.email,
        span=span,
        cells=place.cells,
        rooms=place.rooms,
        sessions=sessions.load(ground, span, place),
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
        twins=tuple((pair.one.pk, pair.other.pk) for pair in twins.twins_read(told)),
        asks=requests.refused_asks(venue, told),
        searches=requests.searches(told),
        issued=len(told["issued"]),
        phoned=requests.phoned(told),
        served=served.read(ground.served, ground.near, ground.fifths, span, ground.counting),
        catchment=ground.catchment,
        wages=ground.wages,
        counting=ground.counting,
        verdicts=tuple(told["verdicts"]),
        ended=outcomes.read(told, span),
    )


def _questions(venue: Venue, span: Span) -> Asked:
    """What is short, whatever the size of the place."""
    return {
        **requests.questions(venue, span),
        **history.questions(venue, span),
        **outcomes.questions(venue, span),
        **twins.questions(venue.operator, at=venue),
        "verdicts": served.verdicts(venue, span),
        "reports": standing_question(venue, span.last_covered),
    }
