"""Booking on the page: every date and price seen first, surprises told, the same button twice one booking.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Hirer, Letter, Membership
from bookings.models import Booking, RefusedDate
from tests.bookings.booking_page import ask_for, asking, check, page_of, press_ask, typed
from tests.make import a_booking, a_group, a_room, a_tariff, a_user, signed_in, soon
from venues.models import Cell, Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.once
def test_a_visitor_may_sign_in_and_comes_back_with_day_and_hours_kept(room):
    """The words of a form, whatever the database."""
    asked = f"{page_of(room)}?on=2027-03-02&from=19:00"
    page = Client().get(asked).content.decode()
    assert f"{reverse('account_login')}?next={quote(asked, safe='')}" in page


def test_somebody_without_a_group_makes_one_and_comes_back_with_everything_kept(room, ben):
    browser = signed_in(ben)
    asked = f"{page_of(room)}?on={soon()}&people=25"
    first = browser.get(asked, follow=True)
    assert "straight back to your booking" in first.content.decode()
    made = browser.post(first.redirect_chain[-1][0], {"name": "Stroke club", "kind": "informal", "next": asked})
    assert made["Location"] == asked
    assert browser.get(asked).status_code == 200


def test_a_member_who_is_no_organiser_cannot_book_for_the_group(room, choir):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=choir, user=cleo, role=Membership.Role.MEMBER)
    assert signed_in(cleo).get(page_of(room)).status_code == 302
    a_group("Cleo’s own", organiser=cleo)
    assert check(signed_in(cleo), room, typed(choir)).status_code == 422


@pytest.mark.once
def test_the_form_is_filled_with_what_was_looked_for(browser, room):
    """The words of a form, whatever the database."""
    page = browser.get(f"{page_of(room)}?on=2027-03-02&from=19:00&to=21:30&people=25&every=1&until=2027-06-01").content
    for value in (b'value="2027-03-02"', b'value="19:00"', b'value="21:30"', b'value="25"', b'value="2027-06-01"'):
        assert value in page
    assert re.search(rb'<input[^>]*name="every"[^>]*value="1"[^>]*checked', page)


def test_the_form_says_where_a_room_beside_it_is_added_and_names_none_that_is_partly_the_same(browser, room):
    a_room(room.venue, "everything", cells=list(room.cells.all()))
    assert "Everything" not in browser.get(page_of(room)).content.decode()
    a_room(room.venue, "attic", cells=[Cell.objects.create(venue=room.venue, code="attic", name="Attic")])
    page = browser.get(page_of(room)).content.decode()
    assert "such as Attic?" in page
    assert "Everything" not in page


def test_a_family_is_never_offered_the_public_calendar(room, ben):
    family = a_group("The Oakes", organiser=ben, kind=Hirer.Kind.HOUSEHOLD)
    browser = signed_in(ben)
    assert b'name="listed"' not in browser.get(page_of(room)).content
    ask_for(browser, room, typed(family, category="standard", listed="on", open_to_anyone="free"))
    booking = Booking.objects.get()
    assert (booking.listed, booking.open_to_anyone) == (False, "")


def test_a_confidential_booking_is_not_listed_whatever_is_ticked(browser, room, choir):
    ask_for(browser, room, typed(choir, listed="on", open_to_anyone="yes", confidential="on"))
    booking = Booking.objects.get()
    assert (booking.listed, booking.open_to_anyone, booking.confidential) == (False, "", True)


def test_the_check_page_says_price_standard_price_concession_and_terms_and_writes_nothing(browser, room, choir):
    answer = check(browser, room, typed(choir))
    page = answer.content.decode()
    for words in (
        "<strong>£16.00</strong>",
        "2 hours at £8.00 an hour (Community group)",
        "The standard price would be £24.00. The price “Community group” saves you £8.00.",
        "free to cancel until 48 hours before it starts",
        "Ask for this room",
    ):
        assert words in page
    assert not Booking.objects.exists()


def test_asking_keeps_the_price_shown_and_leads_to_the_booking(browser, room, choir):
    opened = re.search('name="opened" value="([^"]+)"', browser.get(page_of(room)).text)
    assert opened
    more = {"opened": opened[1], "layout": str(room.layouts.get().pk), "message": "We bring a piano."}
    answer = ask_for(browser, room, typed(choir, **more))
    booking = Booking.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, booking.get_absolute_url())
    session = booking.sessions.get()
    assert (session.hire_pence, session.standard_pence) == (1600, 2400)
    assert booking.minutes_to_ask == 1, "begun minutes count, from the page with the form to the button"
    assert (booking.layout, booking.message, booking.is_waiting) == (room.layouts.get(), "We bring a piano.", True)
    assert "You have asked for the room" in browser.get(answer["Location"]).content.decode()


def test_a_room_that_is_booked_at_once_says_so_on_the_button(browser, room, choir):
    Room.objects.update(confirms_at_once=True)
    assert "Book this room" in check(browser, room, typed(choir)).content.decode()
    ask_for(browser, room, typed(choir))
    assert Booking.objects.get().is_confirmed


def test_the_same_button_twice_is_one_booking(browser, room, choir):
    data = asking(typed(choir), check(browser, room, typed(choir)))
    first, again = browser.post(page_of(room), data), browser.post(page_of(room), data)
    assert first["Location"] == again["Location"]
    assert again.status_code == 303
    assert Booking.objects.count() == 1
    assert Letter.objects.count() == 2


def test_a_weekly_series_names_each_clash_and_books_the_rest(browser, room, choir):
    first = soon()
    a_booking(room, on=first + timedelta(weeks=2))
    data = typed(choir, every="1", until=(first + timedelta(weeks=5)).isoformat(), skip=f"{first + timedelta(weeks=1)}")
    answer = check(browser, room, data)
    page = answer.content.decode()
    assert "1 date cannot be booked as you asked" in page
    assert "Somebody else has the room" in page
    assert "<strong>£64.00</strong>" in page
    press_ask(browser, room, data, answer)
    booking = choir.bookings.get()
    assert booking.sessions.count() == 4
    reasons = set(booking.refused_dates.values_list("on", "reason"))
    assert reasons == {
        (first + timedelta(weeks=1), RefusedDate.Reason.LEFT_OUT),
        (first + timedelta(weeks=2), RefusedDate.Reason.TAKEN),
    }


def test_every_two_weeks(browser, room, choir):
    ask_for(browser, room, typed(choir, every="2", until=(soon() + timedelta(weeks=4)).isoformat()))
    days = [session.starts_at.date() for session in Booking.objects.get().sessions.all()]
    assert days == [soon() + timedelta(weeks=weeks) for weeks in (0, 2, 4)]


def test_dates_ticked_on_the_check_page_are_left_out_and_shown_again_before_asking(browser, room, choir):
    first = soon()
    data = typed(choir, every="1", until=(first + timedelta(weeks=3)).isoformat())
    ticked = {**asking(data, check(browser, room, data)), "leave_out": [(first + timedelta(weeks=1)).isoformat()]}
    answer = browser.post(page_of(room), ticked)
    assert answer.status_code == 200
    assert "<strong>£48.00</strong>" in answer.content.decode()
    assert not Booking.objects.exists()
    kept = {**data, "skip": dict(answer.context["typed"])["skip"]}
    press_ask(browser, room, kept, answer)
    assert Booking.objects.get().sessions.count() == 3


@pytest.mark.once
@pytest.mark.parametrize("action", ["ask", "check"])
def test_whichever_button_was_pressed_the_page_says_that_dates_were_left_out_and_nothing_asked(
    browser, room, choir, action
):
    """The words of a form, whatever the database."""
    first = soon()
    data = typed(choir, every="1", until=(first + timedelta(weeks=3)).isoformat())
    plain = check(browser, room, data)
    assert "Nothing is asked for yet" not in plain.content.decode()
    days = [(first + timedelta(weeks=weeks)).isoformat() for weeks in (1, 2)]
    page = browser.post(page_of(room), {**asking(data, plain), "leave_out": days, "action": action}).content.decode()
    assert "<title>Not asked for yet: check the new total – Hearth</title>" in page
    assert "We left out 2 dates. Please check the new total, £32.00, then ask." in page
    assert re.search(r'<div class="notice"[^>]*tabindex="-1" autofocus[^>]*>.*<h1>', page, re.DOTALL)
    assert not Booking.objects.exists()


@pytest.mark.once
def test_whoever_leaves_out_every_date_is_told_that_none_is_left(browser, room, choir):
    """The words of a form, whatever the database."""
    data = typed(choir, every="1", until=soon().isoformat())
    ticked = {**asking(data, check(browser, room, data)), "leave_out": [soon().isoformat()]}
    page = browser.post(page_of(room), ticked).content.decode()
    assert "We left out 1 date. No date is left to ask for." in page
    again = check(browser, room, {**data, "skip": soon().isoformat()}).content.decode()
    assert "You leave out every date" in again


@pytest.mark.once
@pytest.mark.parametrize(
    ("taken", "words"), [(1, "If you go on, it is left out"), (2, "If you go on, they are left out")]
)
def test_one_date_that_is_taken_is_it_and_two_are_they(browser, room, choir, taken, words):
    """The words of a form, whatever the database."""
    for weeks in range(taken):
        a_booking(room, on=soon() + timedelta(weeks=weeks))
    data = typed(choir, every="1", until=(soon() + timedelta(weeks=3)).isoformat())
    assert words in check(browser, room, data).content.decode()


@pytest.mark.once
def test_changing_something_loses_nothing(browser, room, choir):
    """The words of a form, whatever the database."""
    data = typed(choir, title="Sing & <b>smile</b>", message="Two lines\nof it")
    page = browser.post(page_of(room), {**data, "action": "change"}).content.decode()
    assert "Sing &amp; &lt;b&gt;smile&lt;/b&gt;" in page
    assert "Two lines\nof it" in page
    assert "There is a problem" not in page


def test_a_price_that_changed_is_told_and_asked_again(browser, room, choir):
    answer = check(browser, room, typed(choir))
    a_tariff(room.venue, community="9.00")
    again = press_ask(browser, room, typed(choir), answer)
    page = again.content.decode()
    assert again.status_code == 409
    assert "The price has changed since you looked" in page
    assert "<strong>£18.00</strong>" in page
    assert not Booking.objects.exists()
    assert press_ask(browser, room, typed(choir), again).status_code == 303


def test_a_room_taken_meanwhile_is_told(browser, room, choir):
    answer = check(browser, room, typed(choir))
    other = a_booking(room, on=soon())
    with CaptureQueriesContext(connection) as asked:
        again = press_ask(browser, room, typed(choir), answer)
    said = " ".join(query["sql"] for query in asked.captured_queries)
    assert [said.count(f'FROM "venues_{table}"') for table in ("tariff", "specialterms", "openinghours")] == [2, 2, 1]
    assert said.count("bookings_occupancy AS taken") == 3, "inside the transaction, after it, and of the whole day"
    assert again.status_code == 409
    assert "Somebody else has booked the room for that time" in again.content.decode()
    assert "The room cannot be booked then" in again.content.decode()
    assert list(Booking.objects.all()) == [other]


def test_dates_that_changed_meanwhile_are_told(browser, room, choir):
    data = typed(choir, every="1", until=(soon() + timedelta(weeks=3)).isoformat())
    answer = check(browser, room, data)
    a_booking(room, on=soon() + timedelta(weeks=1))
    again = press_ask(browser, room, data, answer)
    assert again.status_code == 409
    assert "What is free has changed since you looked" in again.content.decode()
    assert not choir.bookings.exists()


def test_a_room_that_is_taken_is_told_before_asking(browser, room, choir):
    a_booking(room, on=soon())
    answer = check(browser, room, typed(choir))
    assert answer.status_code == 409
    assert "Ask for this room" not in answer.content.decode()


@pytest.mark.once
def test_a_date_to_leave_out_needs_no_year(browser, room, choir):
    """The words of a form, whatever the database."""
    third = soon() + timedelta(weeks=2)
    data = typed(choir, every="1", until=(soon() + timedelta(weeks=5)).isoformat(), skip=f"{third:%-d %B}")
    plan = check(browser, room, data).context["check"].plan
    assert [date.asked.on for date in plan.refused] == [third]


@pytest.mark.once
def test_a_date_to_leave_out_that_is_no_date_of_the_series_is_told_beside_its_box(browser, room, choir):
    """The words of a form, whatever the database."""
    day = soon() + timedelta(days=1)
    data = typed(choir, every="1", until=(soon() + timedelta(weeks=5)).isoformat(), skip=f"{day:%-d %B}")
    answer = check(browser, room, data)
    assert answer.status_code == 422
    (told,) = answer.context["form"].errors["skip"]
    assert told.startswith(f"“{day:%-d %B}”: It is no date of this series")
    assert f">{day:%-d %B}</textarea>" in answer.content.decode().replace("\n", "")


def test_hours_that_they_have_themselves_are_told_with_the_way_to_them(browser, room, choir, ben):
    own = a_booking(room, on=soon(), hirer=choir, by=ben, title="Choir rehearsal")
    page = check(browser, room, typed(choir, from_="20:00", to="22:00")).content.decode()
    assert "Your own group has asked for it then:" in page
    assert f'<a href="{own.get_absolute_url()}">“Choir rehearsal”, {choir.name}</a>' in page
    assert "Somebody else" not in page
    Booking.objects.update(status="confirmed")
    assert "Your own group has it then:" in check(browser, room, typed(choir)).content.decode()


def test_hours_of_a_group_that_let_them_go_are_somebody_elses(browser, room, choir, ben):
    once = a_group("Once mine")
    Membership.objects.create(hirer=once, user=ben, ends_on=soon(-30))
    a_booking(room, on=soon(), hirer=once, title="A secret supper")
    page = check(browser, room, typed(choir)).content.decode()
    assert "Somebody else has the room" in page
    assert "secret supper" not in page


def test_the_halls_own_use_is_shown_free_and_stored_free(browser, room, choir):
    operator = room.venue.operator
    operator.own_hirer = choir
    operator.save()
    answer = check(browser, room, typed(choir))
    assert "<strong>£0.00</strong>" in answer.content.decode()
    press_ask(browser, room, typed(choir), answer)
    assert Booking.objects.get().sessions.get().hire_pence == 0


@pytest.mark.once
def test_a_year_is_checked_with_as_many_questions_as_a_month(browser, room, choir):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(weeks):
        with CaptureQueriesContext(connection) as asked:
            check(browser, room, typed(choir, every="1", until=(soon() + timedelta(weeks=weeks)).isoformat()))
        return len(asked)

    assert questions(51) == questions(3)
