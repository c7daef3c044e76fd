"""A week as full as it can be, and a year looked at after ten years: in a hall of its own, taken back when measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import median

from django.db import transaction
from django.test import Client
from django.utils import timezone

from bookings.planning import plan
from bookings.ways_out import ways_out
from tests.bench.cases.booking import a_tuesday
from tests.bench.cases.pages import fine
from tests.bench.measuring import Measured, statements, timed
from tests.bookings.full_weeks import a_confirmed, fill_one, write
from tests.make import a_venue, an_ask, evening, the_room
from venues.models import Room, Venue
from venues.periods import Period

SESSIONS, YEARS, WEEKS = 500, 10, 52
SLUG = "full-hall-of-the-bench"
CELLS = ("main", "small")


def measured(rounds: int = 11, sessions: int = SESSIONS, years: int = YEARS) -> Iterator[Measured]:
    with transaction.atomic():
        hall = a_venue(slug=SLUG, cells=CELLS)
        hall.opening_hours.update(opens_minute=0, closes_minute=24 * 60)
        rows = [a_full_week(hall, rounds, sessions), after_years(hall, rounds, years)]
        transaction.set_rollback(True)
    yield from rows


def a_full_week(hall: Venue, rounds: int, sessions: int) -> Measured:
    """The calendar of the hall as a visitor sees it: quarters of an hour in one room, day and night."""
    monday, visitor = a_tuesday() - timedelta(days=1), Client()
    fill_one(a_confirmed(hall), the_room(hall, "main"), monday, sessions)
    page = f"/venues/{hall.slug}/calendar/?week={monday}"

    def look() -> None:
        fine(visitor.get(page))

    return one(f"A week of one room with {sessions} sessions: the whole page", look, rounds)


def after_years(hall: Venue, rounds: int, years: int) -> Measured:
    """A year of evenings in a room that has been busy for years and is for one more, every third evening as wanted."""
    room, first, at = the_room(hall, "small"), a_tuesday(), timezone.now()
    write(a_confirmed(hall), [*busy(room, first, years)])
    ask = an_ask(room, first, start=18, end=20, people=20, until=first + timedelta(weeks=WEEKS - 1))
    others = [the_room(hall, "main")]

    def look() -> None:
        ways_out(plan(ask, at=at), others, at=at)

    return one(f"Preview of {WEEKS} dates against {years} years", look, rounds)


def busy(room: Room, first: date, years: int) -> Iterator[tuple[Room, Period]]:
    for week in range(-WEEKS * (years - 1), WEEKS):
        for day in range(7):
            on = first + timedelta(weeks=week, days=day)
            yield room, evening(on, 10, 12)
            if week % 3 == 0 or day:
                yield room, evening(on, 19, 21)


def one(name: str, look: Callable[[], object], rounds: int) -> Measured:
    queries = statements(look)
    return Measured(name, median(timed(look) for _round in range(rounds)), queries=queries)
