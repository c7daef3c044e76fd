"""A hall's regulars asked about next year, all at once; a hall of its own, taken back when it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, product
from statistics import median
from unittest.mock import ANY

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.book_for_them import book_for_them
from tests.bench.district import PEOPLE
from tests.bench.measuring import Measured, statements, timed
from tests.make import a_group, a_venue, an_ask, soon, the_room
from venues.models import Venue

REGULARS, WEEKS, SLUG = 60, 40, "regulars-of-the-bench"
CELLS, HOURS = ("main", "small", "back"), (9, 14, 19)


def measured(rounds: int = 5, regulars: int = REGULARS) -> Iterator[Measured]:
    """Each has two hours a week for the best part of a year, and is to have them for as long again."""
    with transaction.atomic():
        hall, by, at = a_venue(slug=SLUG, cells=CELLS), User.objects.get(email=PEOPLE), timezone.now()
        series = booked(hall, by, regulars)
        begins = soon(7 * 52)
        days = {"starts_on": begins, "ends_on": begins + timedelta(weeks=WEEKS), "answer_by": soon(60)}

        def ask_them() -> None:
            with transaction.atomic():
                renewal = ask_regulars(hall, series, **days, by=by, at=at)
                assert renewal.slots.count() == regulars
                transaction.set_rollback(True)

        queries = statements(ask_them)
        took = median(timed(ask_them) for _ in range(rounds))
        transaction.set_rollback(True)
    yield Measured(f"Ask {regulars} regulars about next year", took, queries=queries)


def booked(hall: Venue, by: User, number: int) -> list[int]:
    """Their keys: every weekday, in each room, in the morning, in the afternoon and in the evening."""
    found: list[int] = []
    for day, cell, hour in islice(product(range(7), CELLS, HOURS), number):
        first = soon(7 + day)
        ask = an_ask(
            the_room(hall, cell),
            first,
            until=first + timedelta(weeks=WEEKS - 1),
            start=hour,
            end=hour + 2,
            hirer=a_group(f"Regulars {len(found)}"),
        )
        prints = {"shown_dates": ANY, "shown_prices": ANY, "submission_key": f"{SLUG}-{len(found)}"}
        found.append(book_for_them(ask, by=by, at=timezone.now(), **prints).pk)
    return found
