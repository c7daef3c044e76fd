"""The pages on which dates are changed: what is shown first, what is refused beside its field, and who gets there.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.clock import span_words
from accounts.models import Membership
from bookings.models import Session
from bookings.plans import Way
from bookings.recurrence import Times
from tests.make import LONDON, a_booking, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from venues.models import Layout

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


@pytest.fixture
def hall():
    hall = a_venue(cells=("main", "small"))
    hall.rooms.update(confirms_at_once=True)
    return hall


@pytest.fixture
def series(hall, ben, choir):
    return a_booking(the_room(hall, "main"), on=soon(), until=soon() + 5 * WEEK, by=ben, hirer=choir)


@pytest.fixture
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


def page_of(booking):
    return reverse("bookings:change", args=[booking.ref])


def desk_page_of(booking):
    return reverse("desk:change", args=[booking.venue.slug, booking.ref])


def typed(booking, number=0, **other):
    """As the page is filled in for a date, with what somebody changes; `from_` is the field “from”."""
    session = booking.sessions.all()[number]
    local = session.period.local(LONDON)
    data = {
        "date": session.pk,
        "which": "one",
        "on": local.start.date().isoformat(),
        "from": f"{local.start:%H:%M}",
        "to": f"{local.end:%H:%M}",
        "room": session.rooms.get().pk,
        "layout": "",
        "people": session.people,
        **{name.rstrip("_"): value for name, value in other.items()},
    }
    return data


def check(browser, booking, data, page=page_of):
    return browser.post(page(booking), {**data, "action": "check"})


def press(browser, booking, data, checked, page=page_of):
    shown = checked.context["check"].plan
    prints = {"shown_dates": shown.dates_print, "shown_prices": shown.price_print}
    ways = {"shown_ways": checked.context["shown_ways"]}
    for name, value in {**prints, **ways}.items():
        assert f'name="{name}" value="{value}"' in checked.content.decode(), "the page carries what it showed"
    return browser.post(page(booking), {**data, **prints, **ways, "action": "change"})


def hours_of(booking):
    return [session.starts_at.astimezone(LONDON).hour for session in booking.sessions.all()]


def test_the_page_is_filled_in_with_the_date_as_it_is(browser, series):
    second = series.sessions.all()[1]
    page = browser.get(f"{page_of(series)}?date={second.pk}")
    form = page.context["form"]
    assert (form["on"].value(), form["starts"].value(), form["people"].value()) == (soon() + WEEK, time(19), 25)
    assert "It and all later ones: 5 dates" in page.content.decode()
    assert "All to come: 6 dates" in page.content.decode()


def test_the_links_to_it_stand_on_the_booking_s_pages(browser, desk, series):
    date = series.sessions.all()[0].pk
    assert f"{page_of(series)}?date={date}" in browser.get(series.get_absolute_url()).content.decode()
    page = desk.get(reverse("desk:booking", args=[series.venue.slug, series.ref])).content.decode()
    assert f"{desk_page_of(series)}?date={date}" in page


def test_a_person_sees_what_would_happen_then_presses_one_button(browser, series):
    data = typed(series, 1, which="later", from_="18:00")
    checked = check(browser, series, data)
    assert checked.status_code == 200
    assert "Change these 5 dates: £120.00 instead of £80.00" in checked.content.decode()
    assert hours_of(series) == [19] * 6
    answer = press(browser, series, data, checked)
    assert (answer.status_code, answer["Location"]) == (303, series.get_absolute_url())
    assert hours_of(series) == [19] + [18] * 5
    page = browser.get(series.get_absolute_url()).content.decode()
    assert "Ben changed it" in page


def test_the_same_button_twice_leads_to_the_first_result(browser, series):
    data = typed(series, 0, from_="18:00")
    checked = check(browser, series, data)
    press(browser, series, data, checked)
    again = press(browser, series, data, checked)
    assert again.status_code == 303
    assert series.sessions.all()[0].times_changed == 1


def test_the_desk_changes_any_booking_at_once(desk, hall, series):
    hall.rooms.update(confirms_at_once=False)
    data = typed(series, 2, on=(soon() + 2 * WEEK + timedelta(days=1)).isoformat(), people=40)
    checked = check(desk, series, data, desk_page_of)
    assert "for 40 people" in checked.content.decode()
    answer = press(desk, series, data, checked, desk_page_of)
    assert answer["Location"] == reverse("desk:booking", args=[hall.slug, series.ref])
    page = desk.get(answer["Location"]).content.decode()
    assert "40 people" in page
    assert "→" in page


@pytest.mark.once
def test_a_clash_says_why_and_not_who_and_offers_other_times(browser, hall, series):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    a_booking(the_room(hall, "small"), on=soon() + WEEK, start=20, end=22, title="Secret meeting")
    small = the_room(hall, "small").pk
    data = typed(series, 0, which="later", room=small)
    checked = check(browser, series, data)
    page = checked.content.decode()
    assert "1 date cannot be booked as you wish, and stays where it is" in page
    assert "Somebody else has the room" in page
    assert "Secret meeting" not in page
    [clash] = checked.context["check"].clashes
    assert [(option.value, option.words) for option in clash.options][1:] == [("at 18:00", "That day, 6pm to 8pm")]
    chosen = {**data, clash.name: "at 18:00"}
    unseen = browser.post(page_of(series), {**chosen, "action": "change", "shown_ways": checked.context["shown_ways"]})
    assert "You changed your choice for some dates." in unseen.content.decode()
    press(browser, series, chosen, check(browser, series, chosen))
    assert hours_of(series) == [19, 18, 19, 19, 19, 19]
    assert {session.rooms.get().code for session in series.sessions.all()} == {"small"}


def test_dates_booked_at_another_time_are_named_and_change_where_they_are_ticked(browser, desk, hall, ben, choir):
    """Neither changed nor passed over in silence."""
    a_booking(the_room(hall, "main"), on=soon() + WEEK, start=20, end=22)
    booking = book(
        an_ask(
            the_room(hall, "main"),
            soon(),
            until=soon() + 3 * WEEK,
            hirer=choir,
            ways={soon() + WEEK: Way(times=Times(time(17), time(19)))},
        ),
        by=ben,
    )
    apart = booking.sessions.all()[1]
    data = typed(booking, 0, which="later", from_="18:00", to="20:00")
    for reader, page in ((browser, page_of), (desk, desk_page_of)):
        checked = check(reader, booking, data, page)
        told = checked.content.decode()
        assert "3 dates would be changed" in told
        assert "1 date is at another time than the others" in told
        assert f"Change this one too: {span_words(apart.starts_at, apart.ends_at, LONDON)}" in told
    ticked = {**data, "along": apart.pk}
    unseen = press(desk, booking, ticked, checked, desk_page_of)
    assert "You changed your choice for some dates." in unseen.content.decode()
    press(desk, booking, ticked, check(desk, booking, ticked, desk_page_of), desk_page_of)
    assert hours_of(booking) == [18] * 4


def test_a_single_date_that_cannot_be_had_has_no_button(browser, hall, series):
    a_booking(the_room(hall, "small"), on=soon(), start=19, end=21)
    answer = check(browser, series, typed(series, room=the_room(hall, "small").pk))
    assert answer.status_code == 409
    assert 'value="change"' not in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("other", "field", "words"),
    [
        ({"to": "18:00"}, "ends", "It ends before it starts"),
        ({"from_": "half past"}, "starts", "We could not read that time"),
        ({"on": "30 February 2027"}, "on", "There is no 30 February 2027"),
        ({"people": "0"}, "people", "There must be at least one person"),
        ({"people": "lots"}, "people", "Write the number of people in figures"),
        ({"people": "101"}, "__all__", "Main takes at most 100 people safely"),
        ({"which": "some"}, "which", "Choose one of those that are offered now."),
        ({"room": "0"}, "room", "Choose one of those that are offered now."),
        ({"which": "later", "on": "2027-03-03"}, "on", "choose a day of the week"),
        ({}, "__all__", "Everything is as it was"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(browser, series, other, field, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = check(browser, series, typed(series, **other))
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert 'value="19:00"' in answer.content.decode() or "from_" in other


@pytest.mark.once
def test_too_many_people_are_told_of_a_layout_a_room_or_a_place_that_takes_them(browser, hall, series):
    """Which is larger one query says, on both kinds in the story of booking."""
    elsewhere = the_room(a_venue(), "main")
    elsewhere.layouts.update(capacity=300)
    Layout.objects.create(room=the_room(hall, "main"), name="Tables", capacity=120)
    the_room(hall, "small").layouts.update(capacity=150)
    short = {"layout": the_room(hall, "main").layouts.get(name="Theatre").pk}
    here = check(browser, series, typed(series, people="110", **short)).content.decode()
    assert "This room laid out as “Tables”, up to 120 people: choose it below." in here
    assert "Small, up to 150 people: choose it on this page." in here
    assert "Its page shows whether it is free then" not in here
    other = check(browser, series, typed(series, people="200")).context["larger"]
    [place] = other.elsewhere
    assert (other.layouts, other.rooms) == ([], [])
    assert f"on={soon()}&from=19%3A00&to=21%3A00&people=200" in place.address
    assert browser.get(place.address).context["form"]["people"].value() == "200"
    assert check(browser, series, typed(series, people="5000")).context["larger"].is_nothing


def test_the_layouts_stand_in_groups_by_room_its_own_first(browser, hall, series):
    page = browser.get(page_of(series)).content.decode()
    small = the_room(hall, "small").layouts.get()
    own, other = page.index("<legend>Main</legend>"), page.index("<legend>Small</legend>")
    assert own < other < page.index(f'name="layout" value="{small.pk}"')
    answer = check(browser, series, typed(series, room=small.room_id, layout=small.pk))
    assert answer.status_code == 200


@pytest.mark.once
def test_a_layout_of_another_room_is_refused(browser, hall, series):
    """The words of a form, whatever the database."""
    layout = the_room(hall, "small").layouts.get()
    answer = check(browser, series, typed(series, layout=layout.pk))
    assert "That is a layout of another room" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("on", ["2020-01-01", "2099-01-01"])
def test_a_past_or_far_date_is_not_to_be_had(browser, series, on):
    """The words of a form, whatever the database."""
    answer = check(browser, series, typed(series, on=on))
    assert answer.status_code == 422
    assert "stays where it is" in answer.content.decode()


@pytest.mark.once
def test_a_time_that_the_clocks_leave_out_is_not_to_be_had(browser, hall, series):
    """Even by the desk, and by day: on the last Sunday of March there is no half past one.

    The words of a form, whatever the database.
    """
    day = next(date for date in (soon(number) for number in range(3, 500)) if _clocks_go_forward(date))
    answer = check(
        signed_in(a_post(hall, "manager").user), series, typed(series, on=day, from_="01:30", to="05:00"), desk_page_of
    )
    assert answer.status_code == 422
    assert "That time does not exist" in answer.content.decode()


def _clocks_go_forward(day):
    before, after = (datetime.combine(day, time(hour), LONDON).utcoffset() for hour in (0, 4))
    return before < after


@pytest.mark.once
def test_prints_that_are_not_those_shown_are_refused(browser, series):
    """The words of a form, whatever the database."""
    data = typed(series, from_="18:00")
    shown = {"shown_ways": check(browser, series, data).context["shown_ways"]}
    for prints in ({}, {"shown_dates": "x"}, {"shown_dates": "x" * 5000, "shown_prices": "y"}):
        answer = browser.post(page_of(series), {**data, **shown, **prints, "action": "change"})
        assert answer.status_code == 409
        assert "Nothing was changed" in answer.content.decode()
    assert hours_of(series) == [19] * 6


def test_a_booking_whose_dates_are_over_has_nothing_to_change(browser, series):
    past = timezone.now() - WEEK
    Session.objects.update(starts_at=past, ends_at=past + timedelta(hours=2))
    assert "There is nothing left to change" in browser.get(page_of(series)).content.decode()
    assert browser.post(page_of(series), {"action": "check"}).status_code == 200


@pytest.mark.once
def test_strangers_and_members_without_the_right_find_nothing(series, choir):
    """Not found by the question by which others find it, on both kinds of database."""
    mel = a_user("Mel")
    Membership.objects.create(hirer=choir, user=mel, role=Membership.Role.MEMBER)
    for browser in (signed_in(a_user("Cleo")), signed_in(mel)):
        assert browser.get(page_of(series)).status_code == 404
        assert check(browser, series, typed(series, from_="18:00")).status_code == 404
    assert hours_of(series) == [19] * 6


@pytest.mark.once
def test_a_date_of_another_booking_is_not_there(browser, series):
    """Not found by the question by which others find it, on both kinds of database."""
    other = a_booking().sessions.get().pk
    assert browser.get(f"{page_of(series)}?date={other}").status_code == 404


def test_a_hirer_who_has_to_ask_reads_why(browser, hall, series):
    hall.rooms.update(confirms_at_once=False)
    page = check(browser, series, typed(series, from_="18:00")).content.decode()
    assert "The hall answers requests itself: it decides." in page


@pytest.mark.once
def test_the_preview_of_52_dates_asks_as_many_questions_as_of_26(hall, ben, choir, browser):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    counts = []
    for weeks, code in ((26, "main"), (52, "small")):
        last = soon() + (weeks - 1) * WEEK
        booking = a_booking(the_room(hall, code), on=soon(), until=last, by=ben, hirer=choir, start=9, end=10)
        data = typed(booking, which="later", from_="10:00", to="12:00")
        with CaptureQueriesContext(connection) as asked:
            assert check(browser, booking, data).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
