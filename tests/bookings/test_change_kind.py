"""The desk says what kind of group somebody is: what is agreed keeps its price.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.kinds import KindStays
from accounts.models import Hirer, JournalEntry, Letter
from bookings.actions import change_kind
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall():
    return a_venue()


@shared
def ada(hall):
    return a_post(hall, "secretary").user


@pytest.fixture
def ben():
    return a_user("Ben")


@pytest.fixture
def booking(hall, ben):
    return a_booking(the_room(hall, "main"), by=ben, hirer=a_group(organiser=ben), confirmed=True)


def at(hall, hirer) -> str:
    return reverse("desk:kind", args=[hall.slug, hirer.ref])


def test_the_desk_puts_it_right_and_the_organisers_read_of_it(hall, ada, ben, booking):
    choir, price = booking.hirer, booking.sessions.get().hire_pence
    desk = signed_in(ada)
    assert at(hall, choir) in desk.get(reverse("desk:hirer", args=[hall.slug, choir.ref])).content.decode()
    answer = desk.post(at(hall, choir), {"kind": "company"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("desk:hirer", args=[hall.slug, choir.ref]))
    choir.refresh_from_db()
    assert choir.kind == Hirer.Kind.COMPANY
    entry = JournalEntry.objects.get(verb="changed the kind")
    assert (entry.by, entry.why) == (ada, f"{hall.slug}: informal, company")
    letters = Letter.objects.filter(kind="kind_changed")
    assert {letter.to for letter in letters} == {ben.email, choir.contact_email}
    assert "It was “Informal group”; it is “Business or self-employed” now." in letters[0].body
    assert booking.sessions.get().hire_pence == price


def test_the_same_kind_again_changes_nothing_and_writes_to_nobody(hall, ada, booking):
    assert signed_in(ada).post(at(hall, booking.hirer), {"kind": "informal"}).status_code == 303
    assert not Letter.objects.filter(kind="kind_changed").exists()


@pytest.mark.once
@pytest.mark.parametrize("typed", [{}, {"kind": "household"}, {"kind": "queen"}])
def test_what_is_no_kind_of_group_is_refused(hall, ada, booking, typed):
    """The words of a form, whatever the database."""
    assert signed_in(ada).post(at(hall, booking.hirer), typed).status_code == 422


def test_a_group_that_books_with_another_operator_too_is_not_this_desk_s_to_change(hall, ada, ben, booking):
    a_booking(by=ben, hirer=booking.hirer, on=soon(20))
    answer = signed_in(ada).post(at(hall, booking.hirer), {"kind": "company"})
    assert answer.status_code == 409
    assert "also books with another operator" in answer.content.decode()
    booking.hirer.refresh_from_db()
    assert booking.hirer.kind == Hirer.Kind.INFORMAL


def test_a_household_stays_one(hall, ada, ben):
    family = a_group("Brook", organiser=ben, kind="household")
    a_booking(the_room(hall, "main"), by=ben, hirer=family)
    assert (
        at(hall, family) not in signed_in(ada).get(reverse("desk:hirer", args=[hall.slug, family.ref])).content.decode()
    )
    with pytest.raises(KindStays, match="stays one"):
        change_kind(family, "company", venue=hall, by=ada, at=timezone.now())
