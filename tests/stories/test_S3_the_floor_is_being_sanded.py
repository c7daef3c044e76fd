"""S3: the main hall shuts 10 to 14 February, and 23 sessions stand in it.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone

from accounts import journal
from accounts.models import Letter
from bookings import calendars
from bookings.actions import cancel_session
from bookings.models import Occupancy, Session
from bookings.reports.building import build
from tests.bookings.place.sanding import (
    MONDAY,
    WEEK,
    a_hall,
    an_answer,
    book,
    cheaper,
    check,
    go_on,
    new,
    text_of,
    twenty_three,
    typed,
    where,
)
from tests.bookings.reports.example import printed
from tests.make import a_group, a_post, a_user, a_venue, evening, signed_in
from tests.shared import shared
from venues.models import Closure, Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall():
    return a_hall()


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def desk(ada):
    return signed_in(ada)


# Before saving each shows a room that fits its numbers and needs, or full credit.


@pytest.mark.once
def test_S3_before_saving_each_shows_a_room_that_fits_its_numbers_or_full_credit(hall, desk):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    assert len(twenty_three(hall)) == 23
    seen = check(desk, hall)
    shown = {each.date.session: each for each in seen.context["dates"]}
    assert len(shown) == 23
    for session, each in shown.items():
        if session.booking.hirer.name == "Drama":  # 60 of them
            assert each.date.chosen is None
            assert each.credit == "Nowhere: cancel it; they owe nothing, and if they paid, the £16.00 is theirs"
        else:
            assert each.date.chosen.rooms[0].code == "committee"
            assert [option.date for option in [each] if option.date.rooms] == [each.date]
    text = text_of(seen)
    assert "23 dates are booked or asked for then" in text
    assert "Committee, £16.00 as before" in text
    assert "No other room that takes so many is open and free then." in text
    assert not Closure.objects.exists()


def test_S3_a_room_where_getting_in_is_worse_is_named_and_never_chosen_for_them(hall, desk):
    an_answer(hall, "main", "yes")
    an_answer(hall, "committee", "no")
    session = book(hall).sessions.get()
    seen = check(desk, hall)
    (each,) = seen.context["dates"]
    assert each.date.chosen is None
    assert "worse there: Step-free to this room: No" in text_of(seen)
    assert seen.content.decode().count(" checked") == 0  # nor is it cancelled for want of a choice
    unsaid = go_on(desk, hall, seen, **{each.date.name: "unsaid"})
    assert (unsaid.status_code, Closure.objects.exists()) == (422, False)
    assert "Choose another room, or “Nowhere”." in text_of(unsaid)
    value = each.options[0].value
    assert go_on(desk, hall, seen, **{each.date.name: value}).status_code == 303
    assert where(session) == "committee"
    assert "Getting in is different there" in Letter.objects.get(kind="closed").body


def test_S3_no_two_dates_are_given_one_room_at_one_time(hall, desk):
    """Here the whole building is booked, and is let go: it stands in nobody's way, and neither does its own."""
    first, second = book(hall, "Choir"), book(hall, "Chess Club", hours=(9, 11), room="small", people=5)
    third = book(hall, "Yoga", hours=(9, 11), day=WEEK[1], confirmed=False)
    fourth = book(hall, "Drama", hours=(10, 12), day=WEEK[1], room="small", people=5)
    seen = check(desk, hall, parts=["main", "small"])
    chosen = {each.date.session.booking: each.date.chosen for each in seen.context["dates"]}
    assert chosen[first].rooms[0].code == "committee"
    assert chosen[second] is None
    assert chosen[third] is None  # it only asked, and a booked date comes first
    assert chosen[fourth].rooms[0].code == "committee"
    names = {each.date.session.booking: each for each in seen.context["dates"]}
    value = names[second].options[0].value
    twice = desk.post(
        new(hall),
        {
            **typed(parts=["main", "small"]),
            "agreed": seen.context["agreed"],
            names[first].date.name: names[first].date.chosen.value,
            names[second].date.name: value,
        },
    )
    assert twice.status_code == 422
    assert "You gave “Committee” to another of these dates" in text_of(twice)
    assert not Closure.objects.exists()


def test_S3_rooms_of_the_operators_other_places_are_named_as_a_link_only(hall, desk):
    other = a_venue(operator=hall.operator, name="Reading Room")
    elsewhere = a_venue(name="Somebody else's")
    book(hall, people=60)
    page = check(desk, hall)
    assert [room.venue for room in page.context["elsewhere"]] == [other]
    assert other.rooms.get().get_absolute_url() in page.content.decode()
    assert elsewhere.name not in page.content.decode()


# One button does all 23 or none; nobody pays more for being moved.


def test_S3_one_button_does_all_23(hall, desk):
    sessions = twenty_three(hall)
    seen = check(desk, hall)
    done = go_on(desk, hall, seen)
    assert done.status_code == 303
    for session in sessions:
        now = Session.objects.get(pk=session.pk)
        if session.booking.hirer.name == "Drama":
            assert (now.status, now.cancellation_pence) == ("cancelled_by_venue", 0)
        else:
            assert now.status == "planned"
            assert now.rooms.get().code == "committee"
            assert (now.first_starts_at, now.times_changed) == (session.starts_at, 1)
            assert list(Occupancy.objects.filter(session=now).values_list("cell__code", flat=True)) == ["committee"]
            assert calendars.dates_of(now.session_rooms.get().stretch, hall.tz) == [now.period]
    assert "20 dates have another room." in text_of(desk.get(done["Location"]))
    assert not Occupancy.objects.filter(cell__code="main").exists()


def test_S3_or_none_where_another_room_was_booked_meanwhile(hall, desk, ada):
    sessions = twenty_three(hall)
    seen = check(desk, hall)
    Room.objects.filter(code="committee").update(confirms_at_once=True)
    hirer = a_group("Somebody quick", organiser=a_user())
    book(hall, hirer=hirer, room="committee", day=WEEK[4], hours=(14, 16), confirmed=False)
    again = go_on(desk, hall, seen)
    assert again.status_code == 409
    assert "What you chose is no longer free then" in text_of(again)
    assert not Closure.objects.exists()
    assert {where(session) for session in sessions} == {"main"}
    assert set(Session.objects.values_list("status", "times_changed")) == {("planned", 0)}
    assert not Letter.objects.filter(kind="closed").exists()


def test_S3_a_cheaper_room_costs_what_it_costs_and_its_standard_price_is_told(hall, desk):
    cheaper(hall, main=(12, 8), committee=(9, 6))
    session = book(hall).sessions.get()
    seen = check(desk, hall)
    assert "Committee, £12.00 instead of £16.00" in text_of(seen)
    go_on(desk, hall, seen)
    now = Session.objects.get(pk=session.pk)
    assert (now.price.pence, now.standard_pence, now.category_gap_pence) == (1200, 1800, 600)


def test_S3_a_dearer_room_costs_what_was_agreed_and_counts_as_no_gift(hall, desk):
    cheaper(hall, main=(12, 8), committee=(30, 20))
    session = book(hall).sessions.get()
    seen = check(desk, hall)
    assert "Committee, £16.00 as before" in text_of(seen)
    go_on(desk, hall, seen)
    now = Session.objects.get(pk=session.pk)
    assert where(now) == "committee"
    assert (now.price, now.standard_pence, now.waiver_gap_pence) == (session.price, session.standard_pence, 0)


def test_S3_who_was_moved_may_still_say_no_free_of_charge(hall, desk):
    hall.free_cancel_hours = 24 * 60
    hall.save()
    booking = book(hall)
    other = book(hall, "Yoga", day=WEEK[-1] + timedelta(days=1))
    go_on(desk, hall, check(desk, hall))
    for each, pence in ((booking, 0), (other, 1600)):
        by = each.hirer.memberships.get().user
        assert cancel_session(each.sessions.get(), shown=ANY, by=by, at=timezone.now()).cancellation_pence == pence


def test_S3_what_is_given_up_is_full_credit(hall, desk):
    session = book(hall, people=60).sessions.get()
    go_on(desk, hall, check(desk, hall))
    now = Session.objects.get(pk=session.pk)
    assert (now.status, now.cancellation_pence, now.price.pence) == ("cancelled_by_venue", 0, 1600)
    assert "If you have paid for the cancelled date, all of that money is yours." in Letter.objects.last().body


# Each hirer gets one letter.


def test_S3_each_hirer_gets_one_letter_with_what_was_moved_and_what_was_given_up(hall, desk):
    choir = a_group("Choir", organiser=a_user())
    book(hall, hirer=choir, day=WEEK[0])
    given_up = book(hall, hirer=choir, day=WEEK[1], people=60, title="Concert")
    book(hall, "Yoga", confirmed=False)
    Letter.objects.all().delete()
    go_on(desk, hall, check(desk, hall))
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert len(letters) == 2
    body = letters[choir.contact_email].body
    assert "Choir meets, in Committee instead of Main, £16.00 as before" in body
    assert "cancelled by the hall" in body
    assert "Concert" in body
    assert "You pay nothing more for being moved." in body
    assert "LOCATION:Committee" in letters[choir.contact_email].calendar
    assert given_up.sessions.get().status == "cancelled_by_venue"


# Polling day works the same; the cause is kept.


@pytest.mark.once
@pytest.mark.parametrize("cause", ["poll", "works", "other"])
def test_S3_polling_day_works_the_same_and_the_cause_is_kept(hall, desk, cause):
    """Each step of it is taken on both kinds of database by other tests."""
    moved, given_up = book(hall), book(hall, "Drama", people=60)
    go_on(desk, hall, check(desk, hall, cause=cause, note=""))
    now, gone = moved.sessions.get(), given_up.sessions.get()
    assert (now.status, now.moved_cause, now.cancel_cause) == ("planned", cause, "")
    assert (gone.status, gone.moved_cause, gone.cancel_cause) == ("cancelled_by_venue", "", cause)
    report = build(hall, WEEK[0], WEEK[-1], as_at=evening(WEEK[-1]).end)
    assert [row.label for row in report.figure("C7").tables[0].rows] == [Closure.Cause(cause).label]
    assert printed(report, "E12") == ["£16.00"]  # of that which was moved
    entry = journal.of(moved).filter(verb="moved to another room").get()
    assert entry.why == f"Main to Committee: {MONDAY.isoformat()}"
