"""Hours that two groups wait for, wanted by everybody at once: one has them, and never two."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Hirer
from bookings import calendars
from bookings.models import Booking, Hold, Occupancy, Wait
from tests.engine import fleet
from tests.engine.waiter import DAYS, FIRST
from tests.make import a_booking, a_group, a_user, a_venue, the_room
from tests.waiting import a_wait

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall():
    """The Ramblers have every evening; the Knitters wait for each, and the Quilters after them."""
    hall = a_venue(turnaround_minutes=30)
    room = the_room(hall, "main")
    calendars.calendar_of(room)
    ben = a_user("Ben")
    groups = {name: a_group(name, organiser=ben) for name in ("Ramblers", "Knitters", "Quilters", "Strangers")}
    for number in range(DAYS):
        on = FIRST + timedelta(days=number)
        a_booking(room, on=on, by=ben, hirer=groups["Ramblers"], confirmed=True)
        for name in ("Knitters", "Quilters"):
            a_wait(room, on=on, hirer=groups[name], by=ben)
    return hall


def all_at_once(hall, *whats: str) -> Counter[str]:
    each = [(what, hall.slug, number) for number, what in enumerate(whats)]
    processes = fleet.start_together(*each, module="tests.engine.waiter")
    fleet.go(processes)
    done: Counter[str] = Counter()
    for what, event in zip(whats, fleet.said(processes), strict=True):
        done.update({f"{what} {name}": number for name, number in event["done"].items()})
    print(dict(done))
    return done


def states(name: str) -> Counter[str]:
    return Counter(Wait.objects.filter(hirer__name=name).values_list("state", flat=True))


def test_what_two_give_up_at_once_is_offered_once_and_no_stranger_has_it_before(hall):
    done = all_at_once(hall, "give_up", "want", "give_up", "want")
    assert done["give_up done"] == done["give_up TooLate"] == DAYS
    assert done["want done"] == 0
    assert (states("Knitters"), states("Quilters")) == (Counter(offered=DAYS), Counter(waiting=DAYS))
    assert Hold.objects.count() == Occupancy.objects.count() == DAYS
    assert not Booking.objects.filter(hirer=Hirer.objects.get(name="Strangers")).exists()


def test_an_offer_that_is_taken_as_it_ends_is_taken_or_passed_on_and_never_both(hall):
    all_at_once(hall, "give_up")
    for number, wait in enumerate(Wait.objects.offered().order_by("starts_at")):
        wait.offer_until = timezone.now() + timedelta(hours=20, minutes=number)  # each ends by itself
        wait.save(update_fields=["offer_until"])
    done = all_at_once(hall, "take", "pass_on", "take", "pass_on", "want")
    knitters, quilters = states("Knitters"), states("Quilters")
    assert knitters["taken"] + knitters["passed"] == DAYS
    assert (quilters["waiting"], quilters["offered"]) == (knitters["taken"], knitters["passed"])
    assert done["take done"] == 2 * knitters["taken"], "the second press leads to the first result"
    assert done["pass_on passed"] == knitters["passed"]
    assert done["want done"] == 0
    assert Booking.objects.filter(hirer__name="Knitters").count() == knitters["taken"]
    assert Hold.objects.count() == knitters["passed"]
    assert Occupancy.objects.count() == DAYS
