"""S12: fair use, off by default: a cap on the busiest hours, and hours kept for new or youth groups."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Hirer
from bookings.exceptions import NotPossible
from bookings.models import RefusedDate
from bookings.planning import plan
from tests.make import a_booking, a_group, a_user, a_venue, an_ask, book, move, the_room
from venues.fair_use import Cap, FairUse, Hours, KeptHours, as_document
from venues.models import Venue

pytestmark = pytest.mark.django_db

EVENINGS = Hours((0, 1, 2, 3, 4), 18 * 60, 22 * 60)
MONDAY = next(day for day in (timezone.localdate() + timedelta(days=n) for n in range(21, 28)) if day.weekday() == 0)
THE_CAP = Cap("evening", EVENINGS, 4)
KEPT = KeptHours(EVENINGS, 7, for_new=True, for_young=False)


@pytest.fixture
def hall() -> Venue:
    return a_venue(cells=("main", "small"))


@pytest.fixture
def choir() -> Hirer:
    return a_group(organiser=a_user("Ben"))


def fair(hall: Venue, *rules: Cap | KeptHours) -> None:
    """What the hall has set about fair use."""
    caps = tuple(rule for rule in rules if isinstance(rule, Cap))
    kept = tuple(rule for rule in rules if isinstance(rule, KeptHours))
    hall.fair_use = as_document(FairUse(caps, kept))
    hall.save(update_fields=["fair_use"])


def day(weekday: int, weeks: int = 0) -> date:
    return MONDAY + timedelta(days=weekday, weeks=weeks)


def ask(hall: Venue, on: date, hirer: Hirer, *, room: str = "main", **fields):
    return an_ask(the_room(hall, room), on, hirer=hirer, **fields)


def why_not(hall: Venue, on: date, hirer: Hirer, **fields) -> list[tuple[str, str]]:
    """The reasons and the words of the dates that cannot be had."""
    found = plan(ask(hall, on, hirer, **fields), at=timezone.now())
    return [(date.reason, date.reason_words) for date in found.refused]


def long_ago(hirer: Hirer, hall: Venue, days: int) -> None:
    """As if their first session had been that many days ago."""
    booking = a_booking(the_room(hall, "small"), on=day(5, weeks=8), hirer=hirer, confirmed=True)
    move(booking, to=timezone.now() - timedelta(days=days))


def test_S12_it_is_off_by_default_and_then_asks_nothing(hall, choir):
    assert hall.fair_use is None
    with CaptureQueriesContext(
        connection,
    ) as without:
        assert not why_not(hall, day(0), choir)
    fair(hall, THE_CAP, KEPT)
    with CaptureQueriesContext(connection) as within:
        plan(ask(hall, day(0), choir), at=timezone.now())
    assert len(within) == len(without) + 2  # what they have, and when they first came


def test_S12_a_cap_on_peak_hours_per_hirer_refuses_with_the_bookings_it_counts(hall, choir):
    fair(hall, THE_CAP)
    for weekday in (0, 3):
        a_booking(the_room(hall, "main"), on=day(weekday), hirer=choir)
    [(reason, words)] = why_not(hall, day(4), choir, room="small")
    assert reason == RefusedDate.Reason.OVER_CAP
    assert words == (
        "Each group has at most 4 evening hours a week, so that new groups can start. Yours: Monday 7pm, Thursday 7pm"
    )
    assert not why_not(hall, day(4, weeks=1), choir)  # another week
    assert not why_not(hall, day(4), choir, start=9, end=17)  # not the evening
    assert not why_not(hall, day(4), a_group("Alder Vale Players"))
    with pytest.raises(NotPossible, match="Yours: Monday 7pm, Thursday 7pm"):
        book(ask(hall, day(4), choir), by=a_user())
