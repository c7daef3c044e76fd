"""A group that is joined with another, changed or forgotten in the very moment in which it books."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from time import sleep

import pytest
from django.db import connection, transaction
from django.utils import timezone

from bookings.actions import merge_groups
from bookings.actions.forget import forget_hirers
from bookings.exceptions import NotPossible
from bookings.models import Booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, soon, the_room

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall():
    return a_venue()


@pytest.fixture
def ben():
    return a_user("Ben")


def in_a_thread(act: Callable[[], object]) -> tuple[Thread, list[object]]:
    """What it gave, or what it refused."""
    said: list[object] = []

    def run() -> None:
        try:
            said.append(act())
        except NotPossible as refusal:
            said.append(refusal)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, said


def test_whoever_books_for_a_group_that_is_just_joined_with_another_books_for_that_one(hall, ben):
    room, ada = the_room(hall, "main"), a_post(hall, "secretary").user
    kept, given_up = a_group("Alder Vale Choir", organiser=ben), a_group("Aldervale choir", organiser=ben)
    a_booking(room, on=soon(20), by=ben, hirer=given_up)
    with transaction.atomic():
        merge_groups(kept, given_up, venue=hall, by=ada, at=timezone.now())
        thread, said = in_a_thread(lambda: book(an_ask(room, soon(21), hirer=given_up), by=ben))
        sleep(0.5)
    thread.join()
    assert [booking.hirer for booking in Booking.objects.filter(pk__in=[getattr(one, "pk", 0) for one in said])] == [
        kept
    ]
    assert not Booking.objects.filter(hirer=given_up).exists()


def test_nobody_books_for_a_group_whose_name_is_just_deleted(hall, ben):
    choir = a_group(organiser=ben)
    with transaction.atomic():
        forget_hirers([choir.pk], at=timezone.now())
        thread, said = in_a_thread(lambda: book(an_ask(the_room(hall, "main"), soon(), hirer=choir), by=ben))
        sleep(0.5)
    thread.join()
    assert [str(refusal) for refusal in said] == ["The group is no longer there. Choose another, or make one."]
    assert not Booking.objects.exists()
