"""A group that was made one with another keeps its name no longer than the one that stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Hirer, Membership
from accounts.retention import take_out
from bookings.actions import merge_groups
from bookings.actions.erase_person import erase_person
from bookings.models import Merge
from bookings.privacy.rules import HIRERS
from tests.make import a_booking, a_group, a_user, a_venue, soon
from tests.privacy.long_ago import age

pytestmark = pytest.mark.django_db
PHONE = "01632 960009"
GONE = "A group whose name is no longer kept"


@pytest.fixture
def ben():
    return a_user("Ben Marsh")


@pytest.fixture
def chain(ben):
    """Three that were one all along: the first stays."""
    names = ("Alder Vale Choir", "Aldervale choir", "Choir of Alder Vale")
    first, second, third = (a_group(name, organiser=ben, contact_phone=PHONE) for name in names)
    venue, at = a_venue(), timezone.now()
    merge_groups(second, third, venue=venue, by=None, at=at)
    merge_groups(first, second, venue=venue, by=None, at=at)
    return [first, second, third]


def kept_of(groups: list[Hirer]) -> set[tuple[str, str, str]]:
    keys = [group.pk for group in groups]
    return set(Hirer.objects.filter(pk__in=keys).values_list("name", "contact_email", "contact_phone"))


def years_pass(days: int) -> None:
    age(timedelta(days=days))
    Merge.objects.update(at=timezone.now() - timedelta(days=days))


def test_all_go_when_the_time_of_the_one_that_stays_is_over(chain):
    age(timedelta(days=760))  # the merges are of today: the one that stays takes them along
    take_out(HIRERS, timezone.now())
    assert kept_of(chain) == {(GONE, "", "")}


def test_those_given_up_go_after_their_own_time_though_the_one_that_stays_is_in_use(chain, ben):
    years_pass(760)
    a_booking(by=ben, hirer=chain[0])
    take_out(HIRERS, timezone.now())
    assert kept_of(chain[1:]) == {(GONE, "", "")}
    assert Hirer.objects.get(pk=chain[0].pk).contact_phone == PHONE


def test_until_then_they_can_be_told_apart_again(chain, ben):
    years_pass(700)
    a_booking(by=ben, hirer=chain[0], on=soon(20))
    assert take_out(HIRERS, timezone.now()) == 0


def test_they_go_with_the_person_who_alone_belonged_to_them(chain, ben):
    erase_person(ben, at=timezone.now())
    assert kept_of(chain) == {(GONE, "", "")}


def test_they_stay_where_others_belong_to_the_one_that_stays(chain, ben):
    Membership.objects.create(hirer=chain[0], user=a_user("Mel"), role=Membership.Role.ORGANISER)
    erase_person(ben, at=timezone.now())
    assert {phone for _name, _email, phone in kept_of(chain)} == {PHONE}
