"""A member sees when and where; what it costs, and what can be done about it, is for those who may.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Letter, Membership
from bookings.actions import confirm_booking
from bookings.models import Session
from bookings.rights import groups_to_book_for
from tests.make import a_booking, a_group, a_user, a_venue, an_ask, book, signed_in, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PRICE = "£16.00"


@pytest.fixture
def booking():
    return a_booking(on=soon(30))


def a_member(booking, **may):
    user = a_user("Mel")
    Membership.objects.create(hirer=booking.hirer, user=user, role=Membership.Role.MEMBER, **may)
    return user


def pages(user, booking) -> list[str]:
    browser = signed_in(user)
    wanted = [
        reverse("bookings:mine"),
        booking.get_absolute_url(),
        reverse("bookings:calendar", args=[booking.ref]),
        reverse("bookings:cancel", args=[booking.ref]),
    ]
    return [answer.content.decode() for answer in map(browser.get, wanted) if answer.status_code == 200]


@pytest.mark.once
def test_prices_are_for_those_who_may_see_them(booking):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    looks = a_member(booking, may_cancel=True)
    shown = pages(looks, booking)
    assert len(shown) == 4
    assert all("£" not in page and "Why this price" not in page for page in shown)
    sees = "".join(pages(a_member(booking, may_see_money=True), booking))
    assert PRICE in sees


def test_a_list_of_two_groups_shows_the_prices_of_the_one(booking):
    mel = a_member(booking)
    other = a_booking(on=soon(31), by=mel, hirer=a_group("Mel’s own", organiser=mel))
    page = signed_in(mel).get(reverse("bookings:mine")).content.decode()
    assert page.count(PRICE) == 1
    assert other.title in page


def test_nor_does_the_order_of_the_list_tell_what_is_kept_back():
    mel = a_user("Mel")
    dear, cheap = (a_booking(on=soon(days), by=mel, hirer=a_group(organiser=mel)) for days in (30, 31))
    Session.objects.filter(booking=cheap).update(hire_pence=100, extras_pence=300)
    Session.objects.filter(booking=dear).update(hire_pence=50, vat_pence=400)
    page = reverse("bookings:mine") + "?sort=price"
    at_first = signed_in(mel).get(page).content.decode()
    assert at_first.index(cheap.get_absolute_url()) < at_first.index(dear.get_absolute_url())
    Membership.objects.filter(hirer=cheap.hirer).update(role=Membership.Role.MEMBER)
    then = signed_in(mel).get(page).content.decode()
    assert then.index(dear.get_absolute_url()) < then.index(cheap.get_absolute_url())


def test_who_may_cancel_without_seeing_money_hears_that_something_is_due_and_not_how_much():
    ben = a_user()
    hall = a_venue(free_cancel_hours=24 * 60)
    booking = book(an_ask(the_room(hall, "main"), soon(3), hirer=a_group(organiser=ben)), by=ben)
    confirm_booking(booking, by=a_user("Ada"), at=booking.requested_at)
    browser = signed_in(a_member(booking, may_cancel=True))
    url = reverse("bookings:cancel", args=[booking.ref])
    page = browser.get(url)
    text = page.content.decode()
    assert "It costs the group money" in text
    assert "£" not in text
    assert "1600" not in text
    assert browser.post(url, {"due": "1600"}).status_code == 409
    answer = browser.post(url, {"due": page.context["due_print"]}, follow=True)
    assert "£" not in answer.content.decode()
    booking.refresh_from_db()
    assert booking.status == "cancelled"


def test_only_those_who_may_ask_for_a_group(booking):
    looks, asks = a_member(booking), a_member(booking, may_book=True)
    assert groups_to_book_for(looks) == []
    assert groups_to_book_for(asks) == [booking.hirer]


def test_a_letter_with_a_price_goes_to_somebody_who_may_see_it():
    ben = a_user()
    group = a_group(organiser=ben)
    group.contact_email = ""
    group.save()
    mel = a_user("Mel")
    Membership.objects.create(hirer=group, user=mel, role=Membership.Role.MEMBER, may_book=True)
    a_booking(on=soon(30), by=mel, hirer=group)
    assert Letter.objects.get(kind="asked").to == ben.email
    Membership.objects.filter(user=mel).update(may_see_money=True)
    a_booking(on=soon(31), by=mel, hirer=group)
    assert Letter.objects.filter(kind="asked").latest("pk").to == mel.email
