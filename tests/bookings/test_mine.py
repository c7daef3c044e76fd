"""One's own bookings as a list, and where one begins after signing in.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from bookings.actions import cancel_session
from tests.make import a_booking, a_group, a_post, a_venue, move, signed_in, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MINE = reverse("bookings:mine")


def test_who_has_booked_nothing_is_told_what_to_do(browser):
    page = browser.get(MINE).content.decode()
    assert "Nothing booked yet" in page
    assert f'href="{reverse("find")}"' in page


def test_dates_to_come_stand_first_and_past_ones_on_their_own_page(browser, room, ben, choir):
    late = a_booking(room, on=soon(20), by=ben, hirer=choir, title="Concert")
    early = a_booking(room, on=soon(10), by=ben, hirer=choir, title="Rehearsal", confirmed=True)
    over = a_booking(room, on=soon(5), by=ben, hirer=choir, title="Auditions")
    move(over, to=timezone.now() - timedelta(days=3))
    page = browser.get(MINE).content.decode()
    assert page.index(early.title) < page.index(late.title)
    assert "Auditions" not in page
    assert "£16.00" in page
    past = browser.get(MINE, {"show": "past"}).content.decode()
    assert "Auditions" in past
    assert "Rehearsal" not in past


@pytest.mark.parametrize(
    ("sort", "first"), [("title", "Aria"), ("-title", "Zumba"), ("price", "Aria"), ("-when", "Aria")]
)
def test_the_list_sorts_by_what_one_presses(browser, room, ben, choir, sort, first):
    a_booking(room, on=soon(10), by=ben, hirer=choir, title="Zumba", end=22)
    a_booking(room, on=soon(20), by=ben, hirer=choir, title="Aria")
    table = browser.get(MINE, {"sort": sort}).context["table"]
    assert next(iter(table.page.object_list)).record.booking.title == first


@pytest.mark.parametrize(
    "address", [{"page": "0"}, {"page": "many"}, {"page": "999"}, {"sort": "password"}, {"group": "x"}]
)
def test_a_strange_address_still_shows_the_list(browser, booking, address):
    assert browser.get(MINE, address).status_code == 200


def test_one_group_can_be_shown_alone_and_only_ones_own(browser, room, ben, choir, booking):
    club = a_group("Lunch club", organiser=ben)
    a_booking(room, on=soon(20), by=ben, hirer=club, title="Soup")
    theirs = a_booking(room, on=soon(30), title="Not ours").hirer
    assert "Not ours" not in browser.get(MINE).content.decode()
    assert "Not ours" not in browser.get(MINE, {"group": theirs.ref}).content.decode()
    only = browser.get(MINE, {"group": club.ref}).content.decode()
    assert "Soup" in only
    assert booking.get_absolute_url() not in only


@pytest.mark.once
def test_twenty_rows_ask_as_many_questions_as_ten(browser, room, ben, choir):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions():
        with CaptureQueriesContext(connection) as asked:
            browser.get(MINE)
        return len(asked)

    for number in range(9):
        a_booking(room, on=soon(7 + number), by=ben, hirer=choir)
    a_booking(room, on=soon(20), until=soon(20 + 7), by=ben, hirer=choir)
    ten = questions()
    for number in range(10):
        other = a_group(f"Club {number}")
        Membership.objects.create(hirer=other, user=ben, role=Membership.Role.ORGANISER)
        a_booking(the_room(a_venue(), "main"), on=soon(7), until=soon(7 + 7), by=ben, hirer=other)
    assert questions() == ten


def test_a_series_is_one_row_with_its_next_date_its_rule_and_how_many_are_left(browser, room, ben, choir):
    series = a_booking(room, on=soon(7), until=soon(7 + 28), by=ben, hirer=choir, title="Practice", confirmed=True)
    single = a_booking(room, on=soon(8), by=ben, hirer=choir, title="Concert")
    first, second, *_rest = series.sessions.order_by("starts_at")
    cancel_session(first, shown=ANY, by=ben, at=timezone.now())
    answer = browser.get(MINE)
    rows = [row.record for row in answer.context["table"].rows]
    assert rows == [single.sessions.get(), second]
    page = answer.content.decode()
    assert f"Every {first.starts_at:%A} 7pm to 9pm: 4 dates left" in page
    assert "£16.00 for the next date" in page
    assert page.count(series.get_absolute_url()) == 1


def test_what_keeps_to_its_rule_no_more_is_told_without_it(browser, room, ben, choir):
    series = a_booking(room, on=soon(7), until=soon(7 + 14), by=ben, hirer=choir)
    move(series, to=timezone.now() + timedelta(days=2))
    assert '<div class="small soft">3 dates left</div>' in browser.get(MINE).content.decode()


@pytest.mark.parametrize(
    ("post", "page"),
    [
        ("secretary", "desk:requests"),
        ("treasurer", "desk:requests"),
        ("caretaker", "desk:diary"),
        ("funder", "desk:report"),
    ],
)
def test_people_with_a_post_begin_at_their_desk(post, page):
    venue = a_venue()
    held = a_post(venue, post)
    browser = signed_in(held.user)
    begins = browser.get(reverse("home"))["Location"]
    assert begins.removesuffix("#today") == reverse(page, args=[venue.slug])
    in_the_menu = f'<li><a href="{begins}">{"Report" if post == "funder" else "Desk"}</a></li>'
    assert in_the_menu in browser.get(reverse("help")).content.decode()


def test_everybody_else_begins_at_their_bookings(browser):
    assert browser.get(reverse("home"))["Location"] == MINE
