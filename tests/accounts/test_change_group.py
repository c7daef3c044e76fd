"""What is known of a group, put right by those who organise it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Membership
from bookings.actions import withdraw_booking
from tests.make import a_booking, a_group, a_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben, contact_phone="01632 960001")


def change(user, group, **typed: str):
    data = {"name": group.name, "contact_email": group.contact_email, "contact_phone": group.contact_phone}
    return signed_in(user).post(reverse("groups:change", args=[group.ref]), {**data, "kind": group.kind, **typed})


def test_an_organiser_puts_a_group_right_and_the_journal_says_what(ben, choir):
    assert "Change this" in signed_in(ben).get(choir.get_absolute_url()).content.decode()
    answer = change(ben, choir, name="Vale Singers", contact_phone="01632 960002", charity_number="1098765")
    assert answer["Location"] == choir.get_absolute_url()
    choir.refresh_from_db()
    assert (choir.name, choir.contact_phone, choir.charity_number) == ("Vale Singers", "01632 960002", "1098765")
    entry = JournalEntry.objects.get(verb="changed")
    assert (entry.by, entry.why) == (ben, "name, charity_number, contact_phone")


def test_what_was_not_changed_is_not_written_down(ben, choir):
    assert change(ben, choir).status_code == 302
    assert not JournalEntry.objects.filter(verb="changed").exists()


def test_the_kind_may_change_while_nothing_is_to_come(ben, choir):
    page = signed_in(ben).get(reverse("groups:change", args=[choir.ref])).content.decode()
    assert 'value="club"' in page
    assert 'value="household"' not in page
    assert change(ben, choir, kind="club").status_code == 302
    choir.refresh_from_db()
    assert choir.kind == "club"
    assert JournalEntry.objects.get(verb="changed").why == "kind"
    assert change(ben, choir, kind="household").status_code == 422


def test_the_kind_stays_while_something_is_asked_for(ben, choir):
    booking = a_booking(by=ben, hirer=choir)
    page = signed_in(ben).get(reverse("groups:change", args=[choir.ref])).content.decode()
    assert 'name="kind"' not in page
    assert "its desk can change it" in page
    answer = change(ben, choir, kind="charity", name="Vale Singers")  # typed before the booking was made
    assert answer.status_code == 409
    assert "its desk can change it" in answer.content.decode()
    choir.refresh_from_db()
    assert (choir.kind, choir.name) == ("informal", "Alder Vale Choir")
    withdraw_booking(booking, by=ben, at=timezone.now())
    assert change(ben, choir, kind="charity").status_code == 302


def test_while_something_is_to_come_the_rest_may_change(ben, choir):
    a_booking(by=ben, hirer=choir)
    url = reverse("groups:change", args=[choir.ref])
    assert signed_in(ben).post(url, {"name": "Vale Singers"}).status_code == 302
    choir.refresh_from_db()
    assert (choir.kind, choir.name) == ("informal", "Vale Singers")


def test_a_household_stays_one(ben):
    family = a_group("Brook", organiser=ben, kind="household")
    page = signed_in(ben).get(reverse("groups:change", args=[family.ref])).content.decode()
    assert 'name="kind"' not in page
    assert "A family or private person stays one." in page
    change(ben, family, kind="charity")
    family.refresh_from_db()
    assert family.kind == "household"


def test_what_cannot_be_is_refused_and_the_group_keeps_its_name(ben, choir):
    answer = change(ben, choir, name=" ", charity_number="the big one")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Type the name of the group." in page
    assert "A charity number is like 1098765" in page
    assert "<h1>Change what is known of Alder Vale Choir</h1>" in page
    choir.refresh_from_db()
    assert choir.name == "Alder Vale Choir"


def test_a_member_cannot_change_it(choir):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=choir, user=cleo, role=Membership.Role.MEMBER)
    assert "Change this" not in signed_in(cleo).get(choir.get_absolute_url()).content.decode()
    assert change(cleo, choir, name="Ours now").status_code == 404
    choir.refresh_from_db()
    assert choir.name == "Alder Vale Choir"
