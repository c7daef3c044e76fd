"""From the database to plain rows: the same number of questions however many sessions there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bookings import twins
from bookings.reports.load import benchmarks, claims, history, outcomes, places, requests, served, sessions
from bookings.reports.load.ground import Ground
from bookings.reports.rows import Rows
from bookings.reports.span import Span, midnight
from bookings.reports.stretches import Stretch
from venues.access_reports import standing_question
from venues.at_one_go import Asked, at_one_go
from venues.bank_holidays import bank_holidays
from venues.models import Venue
from venues.periods import Period

__all__ = ["Ground", "Read", "load"]


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


@dataclass(frozen=True)
class Read:
    """Of many days read at one go what is about hirers and people, so that each part of them asks no question."""

    ground: Ground

    @classmethod
    def of(cls, venue: Venue, days: Collection[Stretch], at: datetime, *, is_beside_others: bool) -> Read:
        """From the first of these days to the last; the venue comes with its operator."""
        first, until = min(first for first, _until in days), max(until for _first, until in days)
        span = Span(first, until, max(at, midnight(until, venue.tz)), venue.tz)
        return cls(Ground(venue, (span,), is_beside_others=is_beside_others))

    @cached_property
    def whole(self) -> Rows:
        return load(self.ground.venue, self.ground.spans[0], self.ground)

    def part(self, span: Span) -> Rows:
        """Its sessions and what groups had said by then; requests, and what is on offer, stay those of all days."""
        ground, within = self.ground, Period(span.start, span.end)
        return replace(
            self.whole,
            span=span,
            sessions=tuple(session for session in self.whole.sessions if session.period.overlaps(within)),
            served=served.read(ground.served, ground.near, ground.fifths, span, ground.counting),
            claims=claims.load(ground, span),
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
