"""A single date that somebody else has: another room, another time or to wait, and nothing that leads in a circle."""

from __future__ import annotations

import re

import pytest

from bookings.models import Booking
from tests.bookings.booking_page import check, page_of, press_ask, typed
from tests.make import a_booking, a_group, a_venue, soon, the_room

pytestmark = pytest.mark.django_db

WAY = f"way-{soon().isoformat()}"


@pytest.fixture
def room():
    """The main hall, which the ramblers have at that time; the small one is free."""
    main = the_room(a_venue(cells=("main", "small")), "main")
    a_booking(main, on=soon(), hirer=a_group("Ramblers"))
    return main


def test_of_a_single_date_nothing_is_chosen_beforehand_and_it_cannot_be_left_out(browser, room, choir):
    answer = check(browser, room, typed(choir))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'name="{WAY}" value="room small"' in page
    assert "Leave this date out" not in page
    assert not re.search(rf'<input type="radio" name="{WAY}"[^>]* checked', page)
    assert "Wait for it: tell us if it becomes free" in page


def test_going_on_without_a_choice_says_what_to_choose(browser, room, choir):
    answer = browser.post(page_of(room), {**typed(choir), "action": "choose"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose another room or another time first, or wait for the hours that you asked for." in page
    assert f'href="#{WAY}-1"' in page
    assert f'id="{WAY}-1"' in page


def test_going_on_with_another_room_leads_to_the_button_that_asks(browser, room, choir):
    data = {**typed(choir), WAY: "room small"}
    checked = browser.post(page_of(room), {**data, "action": "choose"})
    assert checked.status_code == 200
    assert press_ask(browser, room, data, checked).status_code == 303
    assert choir.bookings.get().sessions.get().rooms.get().code == "small"
    assert Booking.objects.count() == 2
