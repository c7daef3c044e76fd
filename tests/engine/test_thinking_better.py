"""The desk takes back that it let go, or that it ended, while its five minutes are over by another clock."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import User
from bookings.actions import let_go_of_hold, pencil_in
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.end_renewal import end_renewal
from bookings.models import Hold, Renewal
from tests.engine.test_answering import DAYS, a_hall, at_once, nothing_is_taken_twice
from tests.make import a_booking, a_group, a_user, evening, soon, the_room
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_the_desk_thinks_better_of_stands_again_or_goes_to_who_comes_later_never_to_both():
    hall, by, days = a_hall(), a_user(), [soon(40 + day) for day in range(DAYS)]
    a_group(organiser=by)
    holds = [pencil_in(the_room(hall, "main"), evening(day), "Ruby", by=by, at=timezone.now()) for day in days]
    for hold in holds:
        let_go_of_hold(hold, by=by, at=timezone.now())
    years = [a_year(hall if not number else a_hall(), by) for number in range(3)]
    back = ",".join([*(f"hold:{hold.pk}" for hold in holds), *(f"year:{year.pk}" for year in years)])
    later = ",".join([*(f"day:{day}" for day in days), *(f"year:{year.pk}" for year in years)])
    one, other, came = at_once(("think-better", back), ("think-better", back), ("come-later", later))

    for done in zip(one[:DAYS], other[:DAYS], came[:DAYS], strict=True):
        assert done in {("done", "done", "RoomTaken"), ("TooLate", "TooLate", "done")}
    kept = Hold.objects.pencilled().filter(stood_until=None, occupancies__isnull=False)
    assert kept.count() == one[:DAYS].count("done")
    assert nothing_is_taken_twice()
    for year, first, second in zip(years, one[DAYS:], other[DAYS:], strict=True):
        year.refresh_from_db()
        assert first == second
        assert (first == "done") == (year.closed_at is None)
        assert Hold.objects.filter(slot__renewal=year).exists() == (year.closed_at is None)


def a_year(hall: Venue, by: User) -> Renewal:
    series = a_booking(the_room(hall, "main"), on=soon(20), until=soon(34), by=by, hirer=a_group(), confirmed=True)
    days = {"starts_on": soon(200), "ends_on": soon(213), "answer_by": soon(60)}
    renewal = ask_regulars(hall, [series.pk], **days, by=by, at=timezone.now())
    end_renewal(renewal, by=by, at=timezone.now())
    return renewal
