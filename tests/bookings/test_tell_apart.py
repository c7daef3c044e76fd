"""Two groups that look like one are told apart by the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Hirer
from bookings.desk.hirers import twins_of
from bookings.models import ToldApart
from bookings.twins import find_twins
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room

pytestmark = pytest.mark.django_db


def test_groups_that_the_desk_says_are_two_are_not_asked_about_again():
    """Said twice, it is said once; they may still be merged, should it have been a mistake."""
    hall, ben = a_venue(), a_user("Ben")
    desk = signed_in(a_post(hall, "secretary").user)
    one, other = (a_group(name, organiser=ben, charity_number="1098765") for name in ("Choir", "Toddlers"))
    for n, group in enumerate((one, other)):
        a_booking(the_room(hall, "main"), on=soon(30 + n), by=ben, hirer=group)
    assert len(twins_of(hall.operator)) == 1
    page = reverse("desk:merge", args=[hall.slug, one.ref, other.ref])
    for _time in range(2):
        assert "are two groups" in desk.post(page, {"two": "yes"}, follow=True).content.decode()
    assert ToldApart.objects.count() == 1
    assert twins_of(hall.operator) == []
    assert "Make one group of them" in desk.get(page).content.decode()


def test_an_address_of_many_tells_nothing_a_charity_number_of_many_does():
    """Seven that write from one address may be seven; a charity has a number of its own."""
    names = ("Choir", "Toddlers", "Darts", "Yoga", "Bridge", "Knitting", "Drama")
    groups = [Hirer(pk=n, name=name, contact_email="office@hall.example") for n, name in enumerate(names, 1)]
    assert find_twins(groups) == []
    for group in groups:
        group.charity_number = "1098765"
    assert len(find_twins(groups)) == 21
