"""Quiet hours: when they are over, what waits for that, and what a hirer is told meanwhile."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import lapse_holds
from tests.letter_cases import CASES, a_cast
from tests.make import LONDON, a_booking, a_post, a_venue, the_room
from venues.quiet import Quiet

NIGHT = (time(21), time(9))
NOON = (time(12, 30), time(14))


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """Of March 2026, the 1st of which is a Sunday; the clock goes forward on the 29th."""
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("hours", "days", "at", "over"),
    [
        ((None, None), (), on(3, 3), None),
        (NIGHT, (), on(3, 20, 59), None),
        (NIGHT, (), on(3, 21), on(4, 9)),
        (NIGHT, (), on(4, 0), on(4, 9)),
        (NIGHT, (), on(4, 8, 59), on(4, 9)),
        (NIGHT, (), on(4, 9), None),
        (NOON, (), on(4, 12, 29), None),
        (NOON, (), on(4, 13), on(4, 14)),
        (NOON, (), on(4, 14), None),
        ((None, None), (6,), on(8, 12), on(9, 0)),
        (NIGHT, (6,), on(7, 22), on(9, 9)),  # Saturday night, Sunday, and the night before Monday
        (NIGHT, (5, 6), on(6, 20, 59), None),
        (NIGHT, (5, 6), on(6, 23), on(9, 9)),
        (NIGHT, (0, 1, 2, 3, 4, 5), on(2, 10), on(8, 9)),  # open on Sundays only
        (NIGHT, (), on(28, 22), on(29, 9)),  # 9am, however short the night
        ((time(22), time(1, 30)), (), on(28, 23), datetime(2026, 3, 29, 1, 30, tzinfo=LONDON)),  # no such time that day
    ],
)
def test_when_it_is_over(hours, days, at, over):
    since, until = hours
    assert Quiet(since, until, days).over_at(at, LONDON) == (over or at)


@pytest.fixture
def hall(db):
    """Where nobody reads letters for as long as the test lasts, and somebody does on the day after tomorrow."""
    today = timezone.localdate()
    return a_venue(quiet_days=[today.weekday(), (today + timedelta(days=1)).weekday()])


def first_moment(hall) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=2), time(), hall.tz)


def test_letters_to_the_desk_wait_and_those_to_hirers_do_not(hall):
    a_booking(the_room(hall, "main"))
    asked, arrived = Letter.objects.get(kind="asked"), Letter.objects.get(kind="request_arrived")
    assert arrived.send_after == first_moment(hall)
    assert asked.send_after <= timezone.now()
    assert list(Letter.objects.due(timezone.now())) == [asked]
    assert "read requests again on" in " ".join(asked.body.split())


def test_the_second_person_is_left_in_peace_too(hall):
    a_post(hall, "manager")
    a_booking(the_room(hall, "main"))
    lapse_holds(timezone.now() + timedelta(days=8))
    assert Letter.objects.get(kind="request_waits").send_after == first_moment(hall)


@pytest.mark.once
@pytest.mark.django_db
def test_every_letter_that_the_house_can_write_to_a_desk_waits():
    """But the summary, which has a time of its own; and complaints, which the law gives a day to answer by.

    When a letter may go is reckoned before it is written; engine/ writes each on both kinds of database.
    """
    cast = a_cast()
    today = timezone.localdate()
    cast.hall.quiet_days = [today.weekday(), (today + timedelta(days=1)).weekday()]
    cast.hall.save()
    for case in dict.fromkeys(case for name, case in CASES.items() if name != "letters/digest.txt"):
        case(cast)
    to_desk = Letter.objects.filter(to=cast.hall.email).exclude(kind__startswith="complaint")
    assert to_desk.count() > 4
    long_ago = timezone.now() - timedelta(days=2)  # a case may tell of a question that nobody answered for a month
    early = to_desk.filter(send_after__range=(long_ago, first_moment(cast.hall) - timedelta(seconds=1)))
    assert list(early.values_list("kind", "send_after")) == []


@pytest.mark.django_db
def test_nobody_is_told_of_quiet_hours_that_there_are_not():
    a_booking()
    assert "again on" not in Letter.objects.get(kind="asked").body
    assert Letter.objects.get(kind="request_arrived").send_after <= timezone.now()
