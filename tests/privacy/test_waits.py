"""What is kept of those who wait: told to them, moved with their group, and deleted in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import merge_groups, undo_merge
from bookings.actions.erase_household import erase_household
from bookings.actions.erase_person import erase_person
from bookings.actions.forget import forget_hirers
from bookings.actions.wait_for import give_up_waiting
from bookings.models import Hold, Occupancy, Wait
from bookings.privacy.daily import keep_to_the_rules
from bookings.privacy.export import data_of
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room
from tests.waiting import a_wait, offered

pytestmark = pytest.mark.django_db

HALF_A_YEAR = timedelta(days=185)


@pytest.fixture
def room():
    return the_room(a_venue(), "main")


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben)


def test_a_wait_that_is_over_is_deleted_half_a_year_later_and_one_that_stands_is_not(room, ben, choir):
    at = timezone.now()
    over, stands = (a_wait(room, on=soon(days), hirer=choir, by=ben) for days in (300, 400))
    give_up_waiting(over, by=ben, at=at)
    keep_to_the_rules(at + HALF_A_YEAR - timedelta(days=10))
    assert Wait.objects.count() == 2
    keep_to_the_rules(at + HALF_A_YEAR)
    assert Wait.objects.get() == stands


def test_the_file_of_ones_own_data_tells_what_ones_groups_wait_for(room, ben, choir):
    a_wait(room, on=soon(), hirer=choir, by=ben, title="Carols", message="We bring a piano.")
    a_wait(room, on=soon(), hirer=a_group("Others"), title="Not theirs")
    [told] = data_of(ben, at=timezone.now())["what your groups wait for"]
    assert (told["what"], told["what was written to the hall"], told["asked by you"]) == (
        "Carols",
        "We bring a piano.",
        True,
    )


def test_with_a_household_goes_what_it_waits_for_and_the_hours_that_were_kept(room, ben):
    family = a_group("Wrens", organiser=ben, kind="household")
    booking = a_booking(room, on=soon(20), by=ben, hirer=family)
    booking.status = "declined"
    booking.save()
    wait = offered(a_wait(room, on=soon(), hirer=family, by=ben, title="Ida's wedding"))
    Letter.objects.create(key=f"wait-{wait.ref}-wait_offered", kind="wait_offered", to="x@hearth.example", subject="")
    erase_household(family, room.venue, by=a_user("Ada"), at=timezone.now())
    assert not Wait.objects.exists()
    assert not Hold.objects.exists()
    assert not Occupancy.objects.filter(hold__isnull=False).exists()
    assert not Letter.objects.filter(kind="wait_offered").exists()


def test_what_was_kept_for_a_household_that_is_erased_is_offered_to_the_next(room, ben, choir):
    family = a_group("Wrens", kind="household")
    offered(a_wait(room, on=soon(), hirer=family))
    second = a_wait(room, on=soon(), hirer=family)  # goes too, and is not asked
    following = a_wait(room, on=soon(), hirer=choir, by=ben)
    forget_hirers([family.pk], at=timezone.now())
    assert not Wait.objects.filter(pk=second.pk).exists()
    following.refresh_from_db()
    assert following.is_offered
    assert Letter.objects.get(kind="wait_offered").hirer == choir


def test_what_a_group_goes_on_waiting_for_no_longer_names_a_person_who_was_erased(room, choir):
    gone = a_user("Zebedee Quill")
    choir.memberships.create(user=gone, role="member")
    a_wait(room, on=soon(), hirer=choir, by=gone, title="Zebedee Quill’s evening")
    erase_person(gone, at=timezone.now())
    assert "Zebedee" not in Wait.objects.get().title


def test_two_groups_made_one_wait_in_their_places_and_part_with_them(room, ben, choir):
    other = a_group("The choir", organiser=ben)
    for group in (choir, other):
        a_booking(room, on=soon(20 + group.pk % 7), by=ben, hirer=group)
    wait = a_wait(room, on=soon(), hirer=other, by=ben)
    merge = merge_groups(choir, other, venue=room.venue, by=None, at=timezone.now())
    wait.refresh_from_db()
    assert wait.hirer == choir
    undo_merge(merge, by=None, at=timezone.now())
    wait.refresh_from_db()
    assert wait.hirer == other
