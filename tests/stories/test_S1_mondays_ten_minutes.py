"""Monday's ten minutes: requests on one page, answered by one key or button each, and none is ever lost.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.clock import day_words
from accounts.models import Letter
from bookings.actions import accept_some, decline_booking, lapse_holds
from bookings.as_it_was import AsItIs
from bookings.exceptions import BookingError
from bookings.models import Booking, DeskAct, Hold, Occupancy, RefusedDate, Session
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from bookings.usual_reply import reply_words
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, evening, signed_in, soon, the_room
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NO = {"reason": "policy"}


@shared
def ada():
    return a_user("Ada")


@shared
def hall(ada):
    venue = a_venue(cells=("main", "small"))
    a_post(venue, "secretary", ada)
    return venue


@pytest.fixture
def desk(ada):
    return signed_in(ada)


def page_of(desk, hall) -> str:
    return " ".join(desk.get(f"/desk/{hall.slug}/").content.decode().split())


def some_requests(hall, number: int, **fields) -> list[Booking]:
    known, by = a_group(), a_user()
    room = the_room(hall, "main")
    return [
        a_booking(room, on=soon(20 + day), by=by, hirer=known, title=f"Evening {chr(65 + day)}", **fields)
        for day in range(number)
    ]


def address(booking: Booking, act: str) -> str:
    return f"/desk/{booking.venue.slug}/bookings/{booking.ref}/{act}/"


def test_S1_accept_and_decline_are_one_button_each_and_lead_back_to_the_next(desk, hall):
    first, second, third = some_requests(hall, 3)
    page = page_of(desk, hall)
    for booking in (first, second, third):
        assert f'action="{address(booking, "confirm")}"' in page
        assert f'action="{address(booking, "decline")}"' in page
        assert f'href="{address(booking, "ask")}"' in page
    assert desk.post(address(first, "confirm"))["Location"] == f"/desk/{hall.slug}/"
    assert desk.post(address(third, "decline"), NO)["Location"] == f"/desk/{hall.slug}/"
    assert desk.post(address(second, "decline"), NO)["Location"] == f"/desk/{hall.slug}/"
    assert [found.status for found in Booking.objects.order_by("pk")] == ["confirmed", "declined", "declined"]


def test_S1_after_an_answer_in_the_middle_the_list_goes_on_there(desk, hall):
    _first, second, third = some_requests(hall, 3)
    assert desk.post(address(second, "confirm"))["Location"] == f"/desk/{hall.slug}/#request-{third.ref}"


@pytest.mark.once
def test_S1_twenty_plain_requests_take_twenty_buttons_and_no_other_page(desk, hall):
    """Each step of it is taken on both kinds of database by other tests."""
    for booking in some_requests(hall, 20):
        assert f'id="request-{booking.ref}"' in page_of(desk, hall)
        desk.post(address(booking, "confirm"))
    assert Booking.objects.filter(status="confirmed").count() == 20
    assert "Nobody is waiting for you" in page_of(desk, hall)


@pytest.mark.once
def test_S1_the_page_asks_as_many_questions_for_twenty_as_for_ten(desk, hall):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            page_of(desk, hall)
        return len(asked)

    requests = some_requests(hall, 20)
    twenty = questions()
    Booking.objects.filter(pk__in=[booking.pk for booking in requests[10:]]).update(status="withdrawn")
    assert questions() == twenty


def test_S1_reasons_stand_in_words(desk, hall):
    room = the_room(hall, "main")
    waits = a_booking(room, on=soon(40), title="Jumble sale", hirer=a_group("Scouts"))
    lapse_holds(waits.hold_until)
    Booking.objects.filter(pk=waits.pk).update(hold_until=timezone.now())
    later = a_booking(room, on=soon(40), people=90, hirer=a_group("Choir"))
    room.layouts.update(capacity=60)
    hall.opening_hours.update(closes_minute=20 * 60)
    page = page_of(desk, hall)
    assert later.is_waiting
    for words in (
        "New hirer: the first booking here",
        "30 people more than the room takes safely",
        "Outside opening hours on 1 date",
        "Overlaps another: 2 groups ask for some of these hours, with Jumble sale, Scouts",
        f"Gone to somebody else: {day_words(soon(40))}.",
    ):
        assert words in page


def test_S1_a_listed_reason_is_enough_and_is_counted_as_unmet_demand(desk, hall):
    (booking,) = some_requests(hall, 1)
    assert desk.post(address(booking, "decline"), {"reason": "capacity"}).status_code == 303
    booking.refresh_from_db()
    assert (booking.status, booking.reason_code, booking.reason_words) == ("declined", "capacity", "")
    reply = desk.get(f"/desk/{hall.slug}/report/", {"from": f"{timezone.localdate():%Y-%m-01}"}).content.decode()
    assert "Too many people for the room" in strip_tags(reply)


@pytest.mark.once
def test_S1_another_reason_needs_words(desk, hall):
    """The words of a form, whatever the database."""
    (booking,) = some_requests(hall, 1)
    reply = desk.post(address(booking, "decline"), {"reason": "other"})
    assert reply.status_code == 422
    assert "Write a sentence for the person who asked." in reply.content.decode()
    assert desk.post(address(booking, "decline"), {"reason": "other", "words": "The boiler."}).status_code == 303
    assert "The boiler." in Letter.objects.get(kind="declined").body


def test_S1_declining_offers_what_else_is_free_with_its_price_in_the_letter_and_on_the_page(desk, hall):
    ben = a_user("Ben")
    booking = a_booking(the_room(hall, "main"), on=soon(20), by=ben, hirer=a_group(organiser=ben))
    desk.post(address(booking, "decline"), NO)
    letter = Letter.objects.get(kind="declined").body
    page = signed_in(ben).get(f"/bookings/{booking.ref}/").content.decode()
    for told in (letter, strip_tags(page)):
        assert "Small" in told
        assert "£16.00" in told
        assert "5pm to 7pm" in told
        assert "9pm to 11pm" in told
    there = f"/bookings/new/{hall.slug}/small/?on={soon(20)}&from=19%3A00&to=21%3A00"
    assert there in letter
    form = signed_in(ben).get(there).content.decode()
    assert f'value="{soon(20)}"' in form
    assert 'value="19:00"' in form


def test_S1_what_is_too_small_taken_or_shut_is_not_offered(ada, hall):
    a_booking(the_room(hall, "small"), on=soon(20), hirer=a_group("Ramblers"))
    booking = a_booking(the_room(hall, "main"), on=soon(20), hirer=a_group())
    decline_booking(booking, reason="policy", words="", by=ada, at=timezone.now())
    assert "Small" not in Letter.objects.get(kind="declined").body


def test_S1_of_several_rooms_at_once_it_is_another_time_at_which_all_of_them_are_free(ada, hall):
    main, small = the_room(hall, "main"), the_room(hall, "small")
    a_booking(small, on=soon(20), start=17, end=19, hirer=a_group("Ramblers"))
    booking = a_booking(main, on=soon(20), hirer=a_group(), beside=(small,))
    decline_booking(booking, reason="policy", words="", by=ada, at=timezone.now())
    letter = Letter.objects.get(kind="declined").body
    day = day_words(soon(20))
    assert f"{main.name} + {small.name}, {day}, 9pm to 11pm: £32.00" in letter
    assert f"- {small.name}, {day}" not in letter
    assert "5pm to 7pm" not in letter
    assert "/bookings/new/" not in letter


class TestSomeDates:
    """Some dates accepted, others refused (decision 11)."""

    @pytest.fixture
    def series(self, hall) -> Booking:
        return a_booking(the_room(hall, "main"), on=soon(20), until=soon(41))

    def keys(self, series: Booking) -> list[int]:
        return list(series.sessions.order_by("starts_at").values_list("pk", flat=True))

    def test_S1_those_ticked_are_booked_and_the_others_are_refused_dates(self, desk, hall, series):
        dates = self.keys(series)
        page = page_of(desk, hall)
        assert page.count('name="keep"') == page.count("checked>") == 4
        data = {"keep": dates[:3], "reason": "slot_taken", "words": "The play is on."}
        assert desk.post(address(series, "some"), data).status_code == 303
        series.refresh_from_db()
        assert series.is_confirmed
        assert self.keys(series) == dates[:3]
        assert [session.hire_pence for session in series.sessions.all()] == [1600] * 3
        refused = series.refused_dates.get()
        assert (refused.on, refused.reason, refused.words) == (soon(41), RefusedDate.Reason.TAKEN, "The play is on.")
        letter = Letter.objects.get(kind="confirmed").body
        assert "Price in all: £48.00" in letter
        assert "Could not be had:" in letter
        assert "The play is on." in letter
        assert f"Booked in part: {series.title}." in page_of(desk, hall)

    @pytest.mark.once
    def test_S1_no_reason_is_chosen_beforehand_and_one_is_asked_for(self, desk, hall, series):
        """The words of a form, whatever the database."""
        assert 'required><option value="">Choose one</option><option value="slot_taken">' in page_of(desk, hall)
        reply = desk.post(address(series, "some"), {"keep": self.keys(series)[:3], "reason": ""})
        assert reply.status_code == 422
        assert "Choose the reason that fits best." in reply.content.decode()

    @pytest.mark.on_postgres
    def test_S1_undo_puts_the_refused_dates_back_and_their_hours_are_kept_meanwhile(self, ada, hall, series):
        at, dates, before = timezone.now(), self.keys(series), AsItIs.of(series)
        accept_some(series, keep=dates[1:], reason="policy", words="", by=ada, at=at)
        ask = an_ask(the_room(hall, "main"), soon(20), hirer=a_group("Ramblers"))
        with pytest.raises(BookingError):
            book(ask, by=a_user(), at=at + UNDO_FOR / 2)
        undo(DeskAct.objects.get(), by=ada, at=at + UNDO_FOR / 2)
        assert AsItIs.of(series) == before
        assert not Hold.objects.exists()
        accept_some(series, keep=dates[1:], reason="policy", words="", by=ada, at=at)
        close_what_stands(at + UNDO_FOR)
        assert not Hold.objects.exists()
        assert Occupancy.objects.count() == 3
        assert book(ask, by=a_user(), at=at + UNDO_FOR).is_waiting

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("keep", "words"),
        [
            ([], "Tick at least one date"),
            ([0, 1, 2, 3], "All dates are ticked"),
            (["x"], "Tick only what is offered now."),
        ],
    )
    def test_S1_bad_ticks_are_told_beside_them(self, desk, series, keep, words):
        """The words of a form, whatever the database."""
        dates = self.keys(series)
        keys = [dates[key] if isinstance(key, int) else key for key in keep]
        reply = desk.post(address(series, "some"), {"keep": keys, "reason": "policy"})
        assert reply.status_code == 422
        assert words in reply.content.decode()
        series.refresh_from_db()
        assert series.is_waiting


class TestAway:
    """While the approver is away the second person gets requests at once."""

    def test_S1_the_second_person_has_each_request_at_once_until_the_first_is_back(self, desk, hall):
        a_post(hall, "manager", a_user("Bea", email="bea@hearth.example"))
        a_post(hall, "treasurer")
        away = f"/place/{hall.slug}/people/away/"
        page = desk.post(away, {"until": soon(10)}, follow=True).content.decode()
        assert "the others who answer requests hear of each at once" in page
        assert "away until" in page

        def told(day: int) -> list[str]:
            booking = a_booking(the_room(hall, "main"), on=soon(day))
            letters = Letter.objects.filter(kind="request_arrived", about=booking.ref)
            return list(letters.order_by("pk").values_list("to", flat=True))

        assert told(20) == [hall.email, "bea@hearth.example"]
        desk.post(away, {"until": ""})
        assert told(21) == [hall.email]
        hall.posts.filter(kind="secretary").update(away_until=soon(-1))
        assert told(22) == [hall.email]

    def test_S1_a_day_that_is_past_is_no_day_to_be_away_until(self, desk, hall):
        reply = desk.post(f"/place/{hall.slug}/people/away/", {"until": soon(-1)})
        assert reply.status_code == 422
        assert "This day is past." in reply.content.decode()


class TestUsuallyReplies:
    """The median of 90 days' replies, if five or more."""

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            ([1, 1, 1, 1], ""),
            ([0.1, 0.2, 0.3, 5, 9], "Usually replies in 1 day."),
            ([1, 2, 3, 4, 5], "Usually replies in 3 days."),
            ([1, 2, 2.5, 4, 5, 6], "Usually replies in 3 days."),
        ],
    )
    def test_S1_the_median_by_nearest_rank(self, days, words):
        assert reply_words([timedelta(days=day) for day in days]) == words

    def test_S1_the_pages_of_venue_and_room_tell_it_of_replies_by_a_person_in_90_days(self, hall):
        now = timezone.now()
        for booking in some_requests(hall, 5):
            Booking.objects.filter(pk=booking.pk).update(requested_at=now - timedelta(hours=30), answered_at=now)
        pages = [f"/venues/{hall.slug}/", f"/venues/{hall.slug}/main/"]
        assert all("Usually replies in 2 days." in Client().get(page).content.decode() for page in pages)
        for change in (
            {"entered": "imported"},
            {"entered": "desk"},
            {"entered": "online", "at_once": True},
            {"at_once": False, "answered_at": now - timedelta(days=91)},
        ):
            Booking.objects.update(**change)
            assert all("Usually replies" not in Client().get(page).content.decode() for page in pages)


class TestNeverLost:
    """A request that nobody answered."""

    def test_S1_its_hold_lapses_and_it_stays_asked_on_this_page_and_others_are_told(self, desk, hall):
        a_post(hall, "manager", a_user("Bea", email="bea@hearth.example"))
        booking = a_booking(the_room(hall, "main"), on=soon(40))
        assert booking.hold_until - booking.requested_at == timedelta(days=7)
        lapse_holds(booking.hold_until)
        Booking.objects.update(hold_until=timezone.now())
        booking.refresh_from_db()
        assert booking.status_word == "Asked"
        page = page_of(desk, hall)
        assert f'id="request-{booking.ref}"' in page
        assert "The hold lapsed on" in page
        told = dict(Letter.objects.filter(kind__in=["request_waits", "hold_lapsed"]).values_list("kind", "to"))
        assert told == {"request_waits": "bea@hearth.example", "hold_lapsed": booking.hirer.contact_email}

    def test_S1_once_its_date_is_past_it_is_refused_for_no_answer(self, desk, hall):
        ben = a_user("Ben")
        booking = a_booking(the_room(hall, "main"), on=soon(3), by=ben, hirer=a_group(organiser=ben))
        when = evening(soon(-1))
        Session.objects.update(starts_at=when.start, ends_at=when.end)
        lapse_holds(timezone.now())
        booking.refresh_from_db()
        assert (booking.status_word, booking.reason_code) == ("Refused", "no_answer")
        assert "no answer came" in page_of(desk, hall)
        assert "Nobody at the hall answered" in signed_in(ben).get(f"/bookings/{booking.ref}/").content.decode()
