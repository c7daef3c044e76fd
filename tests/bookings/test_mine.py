"""One's own bookings: the list, the page of a booking, and giving dates up with the cost known first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter, Membership
from bookings.actions import cancel_session, decline_booking, lapse_holds
from bookings.models import Booking, Occupancy, Session
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from venues.models import Tariff

pytestmark = pytest.mark.django_db

MINE = reverse("bookings:mine")


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben)


@pytest.fixture
def browser(ben, choir):
    return signed_in(ben)


@pytest.fixture
def room():
    return the_room(a_venue(), "main")


@pytest.fixture
def booking(room, ben, choir):
    return a_booking(room, by=ben, hirer=choir, confirmed=True)


def move(booking: Booking, *, to) -> None:
    """As if it had been booked for another moment."""
    Session.objects.filter(booking=booking).update(starts_at=to, ends_at=to + timedelta(hours=2))


def in_hours(hours: float):
    return timezone.now() + timedelta(hours=hours, minutes=1)


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


def test_twenty_rows_ask_as_many_questions_as_ten(browser, room, ben, choir):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            browser.get(MINE)
        return len(asked)

    a_booking(room, on=soon(7), until=soon(7 + 63), by=ben, hirer=choir)
    ten = questions()
    for number in range(10):
        other = a_group(f"Club {number}")
        Membership.objects.create(hirer=other, user=ben, role=Membership.Role.ORGANISER)
        a_booking(the_room(a_venue(), "main"), by=ben, hirer=other)
    assert questions() == ten


def test_a_booking_of_fifty_dates_asks_as_many_questions_as_one_of_five(browser, room, ben, choir):
    def questions(booking):
        with CaptureQueriesContext(connection) as asked:
            browser.get(booking.get_absolute_url())
        return len(asked)

    few = a_booking(room, on=soon(7), until=soon(7 + 28), by=ben, hirer=choir, start=9, end=11)
    many = a_booking(room, on=soon(7), until=soon(7 + 343), by=ben, hirer=choir)
    assert questions(many) == questions(few)


def test_a_booking_says_its_facts_its_price_and_why_even_under_a_later_price_list(browser, room, booking):
    today = room.venue.tariffs.get()
    rates = [{**rate, "per_hour": "99.00"} for rate in today.document["rates"]]
    Tariff.objects.create(
        venue=room.venue, name="Dearer", valid_from=date(2026, 1, 1), document={**today.document, "rates": rates}
    )
    page = browser.get(booking.get_absolute_url()).content.decode()
    for words in ("Booked", "£16.00", "2 hours at £8.00 an hour (Community group)", "saves you £8.00"):
        assert words in page
    assert "£99" not in page


def test_a_request_says_until_when_its_hours_are_kept_and_what_happened(browser, room, ben, choir):
    booking = a_booking(room, by=ben, hirer=choir)
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "The hall has not answered yet. It keeps these hours for you until" in page
    assert "Ben asked for it" in page


def test_a_lapsed_request_says_so(browser, room, ben, choir):
    booking = a_booking(room, on=soon(30), by=ben, hirer=choir)
    lapse_holds(timezone.now() + timedelta(days=8))
    Booking.objects.update(hold_until=timezone.now() - timedelta(days=1))
    assert "no longer keeps these hours for you" in browser.get(booking.get_absolute_url()).content.decode()


def test_a_refusal_gives_its_reason_and_never_the_name_of_who_refused(browser, room, ben, choir):
    booking = a_booking(room, by=ben, hirer=choir)
    ada = a_user("Adelheid", email="ada@private.example")
    decline_booking(booking, reason="policy", words="We <paint> that week.", by=ada, at=timezone.now())
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "Against the hall&#x27;s rules" in page
    assert "We &lt;paint&gt; that week." in page
    assert "The hall said no" in page
    assert "Adelheid" not in page
    assert "private.example" not in page


def test_dates_that_could_not_be_had_stand_on_the_page_with_their_reasons(browser, room, ben, choir):
    a_booking(room, on=soon(21))
    booking = a_booking(room, on=soon(14), until=soon(28), by=ben, hirer=choir)
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "Dates you asked for and could not have" in page
    assert "Somebody else has the room" in page


def test_a_member_sees_the_booking_and_cannot_cancel_it(booking, choir):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=choir, user=cleo, role=Membership.Role.MEMBER)
    browser = signed_in(cleo)
    page = browser.get(booking.get_absolute_url())
    assert page.status_code == 200
    assert b"/cancel/" not in page.content
    assert browser.get(f"{booking.get_absolute_url()}cancel/").status_code == 404


@pytest.mark.parametrize(
    ("hours", "words", "due"),
    [
        (72, "More than 48 hours before: no charge.", 0),
        (49, "More than 48 hours before: no charge.", 0),
        (47, "You are 47 hours away: the whole price, £16.00, is still due.", 1600),
        (5, "You are 5 hours away: the whole price, £16.00, is still due.", 1600),
        (0.5, "You are 30 minutes away: the whole price, £16.00, is still due.", 1600),
    ],
)
def test_the_cost_said_before_the_button_is_the_cost_charged(browser, booking, hours, words, due):
    move(booking, to=in_hours(hours))
    session = booking.sessions.get()
    url = reverse("bookings:cancel_date", args=[booking.ref, session.pk])
    page = browser.get(url)
    assert words in page.content.decode()
    assert page.context["due"].pence == due
    session.refresh_from_db()
    assert not session.is_cancelled
    answer = browser.post(url, {"due": str(due)})
    session.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, booking.get_absolute_url())
    assert (session.is_cancelled, session.cancellation_pence) == (True, due)
    assert not Occupancy.objects.exists()


def test_the_terms_are_the_bookings_own_not_todays(browser, room, booking):
    room.venue.free_cancel_hours = 1000
    room.venue.save()
    move(booking, to=in_hours(72))
    page = browser.get(reverse("bookings:cancel", args=[booking.ref])).content.decode()
    assert "More than 48 hours before: no charge." in page


def test_a_cost_that_changed_since_it_was_shown_is_asked_again(browser, booking):
    url = reverse("bookings:cancel", args=[booking.ref])
    assert browser.get(url).context["due"].pence == 0
    move(booking, to=in_hours(5))
    answer = browser.post(url, {"due": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What it costs has changed since you looked. Nothing was cancelled." in page
    assert 'name="due" value="1600"' in page
    assert not booking.sessions.get().is_cancelled


def test_the_same_button_twice_cancels_once(browser, booking):
    url = reverse("bookings:cancel_date", args=[booking.ref, booking.sessions.get().pk])
    first = browser.post(url, {"due": "0"})
    letters, entries = Letter.objects.count(), JournalEntry.objects.count()
    again = browser.post(url, {"due": "0"})
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert (Letter.objects.count(), JournalEntry.objects.count()) == (letters, entries)


def test_a_date_that_has_begun_cannot_be_cancelled(browser, booking):
    move(booking, to=timezone.now() - timedelta(minutes=5))
    url = reverse("bookings:cancel_date", args=[booking.ref, booking.sessions.get().pk])
    assert "There is nothing left to cancel" in browser.get(url).content.decode()
    answer = browser.post(url, {"due": "0"})
    assert answer.status_code == 409
    assert "This date has begun" in answer.content.decode()
    assert not booking.sessions.get().is_cancelled


def test_one_date_of_a_series_leaves_the_others(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), until=soon(28), by=ben, hirer=choir, confirmed=True)
    middle = booking.sessions.all()[1]
    browser.post(reverse("bookings:cancel_date", args=[booking.ref, middle.pk]), {"due": "0"})
    assert [session.is_cancelled for session in booking.sessions.all()] == [False, True, False]
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "<strong>£32.00</strong>" in page


def test_the_whole_booking_costs_what_its_dates_cost_and_keeps_those_past(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), until=soon(28), by=ben, hirer=choir, confirmed=True)
    past, late, early = booking.sessions.all()
    Session.objects.filter(pk=past.pk).update(starts_at=in_hours(-50), ends_at=in_hours(-48))
    Session.objects.filter(pk=late.pk).update(starts_at=in_hours(5), ends_at=in_hours(7))
    url = reverse("bookings:cancel", args=[booking.ref])
    assert browser.get(url).context["due"].pence == 1600
    assert browser.post(url, {"due": "1600"}).status_code == 303
    statuses = set(booking.sessions.values_list("pk", "status"))
    assert statuses == {
        (past.pk, Session.Status.PLANNED),
        (late.pk, Session.Status.CANCELLED_LATE),
        (early.pk, Session.Status.CANCELLED_IN_TIME),
    }


def test_a_request_is_taken_back_for_nothing(browser, room, ben, choir):
    booking = a_booking(room, by=ben, hirer=choir)
    url = reverse("bookings:cancel", args=[booking.ref])
    page = browser.get(url).content.decode()
    assert "The hall has not answered yet: no charge." in page
    assert browser.post(url, {"due": "0"}).status_code == 303
    booking.refresh_from_db()
    assert booking.status == Booking.Status.WITHDRAWN
    assert "You took this request back" in browser.get(booking.get_absolute_url()).content.decode()


def test_cancelling_without_the_token_of_the_form_is_refused(booking, ben):
    browser = signed_in(ben, enforce_csrf_checks=True)
    assert browser.post(reverse("bookings:cancel", args=[booking.ref]), {"due": "0"}).status_code == 403
    assert not booking.sessions.get().is_cancelled


def test_opening_any_page_of_a_booking_changes_no_row(browser, booking):
    before = [list(model.objects.values()) for model in (Booking, Session, Occupancy, Letter, JournalEntry)]
    session = booking.sessions.get()
    for name, args in (
        ("booking", [booking.ref]),
        ("calendar", [booking.ref]),
        ("cancel", [booking.ref]),
        ("cancel_date", [booking.ref, session.pk]),
    ):
        assert browser.get(reverse(f"bookings:{name}", args=args)).status_code == 200
    assert before == [list(model.objects.values()) for model in (Booking, Session, Occupancy, Letter, JournalEntry)]


def test_the_status_is_one_of_four_words(browser, room, ben, choir):
    booking = a_booking(room, by=ben, hirer=choir, confirmed=True)
    cancel_session(booking.sessions.get(), by=ben, at=timezone.now())
    assert 'class="tag cancelled"' in browser.get(booking.get_absolute_url()).content.decode()


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
    assert signed_in(held.user).get(reverse("home"))["Location"] == reverse(page, args=[venue.slug])


def test_everybody_else_begins_at_their_bookings(browser):
    assert browser.get(reverse("home"))["Location"] == MINE


@pytest.mark.parametrize("ref", ["%F0%9F%8E%89", "a" * 300, "..%2f"])
def test_a_reference_that_nobody_has_is_not_there(browser, ref):
    for path in (f"/bookings/{ref}/", f"/bookings/{ref}/cancel/", f"/groups/{ref}/", f"/invitations/{ref}/"):
        assert browser.get(path).status_code == 404
