"""What the page of one's own booking says, and to whom.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings.actions import cancel_session, decline_booking, lapse_holds
from bookings.models import Booking, Occupancy, Session
from tests.make import a_booking, a_user, soon
from venues.models import Tariff

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.once
def test_a_booking_of_fifty_dates_asks_as_many_questions_as_one_of_five(browser, room, ben, choir):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(booking):
        with CaptureQueriesContext(connection) as asked:
            browser.get(booking.get_absolute_url())
        return len(asked)

    few = a_booking(room, on=soon(7), until=soon(7 + 28), by=ben, hirer=choir, start=9, end=11)
    many = a_booking(room, on=soon(7), until=soon(7 + 343), by=ben, hirer=choir)
    assert questions(many) == questions(few)
    page = browser.get(many.get_absolute_url()).content.decode()
    for act in ("change", "extend", "end", "cancel"):
        assert page.index(reverse(f"bookings:{act}", args=[many.ref])) < page.index("Dates to come")


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
    cancel_session(booking.sessions.get(), shown=ANY, by=ben, at=timezone.now())
    assert 'class="tag cancelled"' in browser.get(booking.get_absolute_url()).content.decode()


@pytest.mark.once
@pytest.mark.parametrize("ref", ["%F0%9F%8E%89", "a" * 300, "..%2f"])
def test_a_reference_that_nobody_has_is_not_there(browser, ref):
    """Not found by the question by which others find it, on both kinds of database."""
    for path in (f"/bookings/{ref}/", f"/bookings/{ref}/cancel/", f"/groups/{ref}/", f"/invitations/{ref}/"):
        assert browser.get(path).status_code == 404
