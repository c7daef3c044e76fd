"""Giving dates up by the scale of a price list: told before somebody books, and as money before they cancel.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.clock import date_words
from accounts.models import Letter
from bookings.cancelling import terms_at, terms_of
from bookings.models import Session
from bookings.views.terms_told import cancelling_told
from tests.bookings.booking_page import typed
from tests.make import a_booking, a_group, a_user, a_venue, move, signed_in, soon, the_room
from tests.shared import shared
from venues import tariffs
from venues.models import Tariff, Venue
from venues.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCALE = {
    "notice": "days",
    "steps": [{"at_least": 14, "refund": "100"}, {"at_least": 7, "refund": "50"}],
}
HELD = {
    "bonds": [{"code": "damage", "name": "Damage bond", "flat": "100.00"}],
    "deposits": [{"code": "advance", "name": "Booking deposit", "percent": "25", "of": "total"}],
}


@shared
def room():
    venue = a_venue()
    says(venue, cancellation=SCALE, **HELD)
    return the_room(venue, "main")


@shared
def ben():
    return a_user()


@pytest.fixture
def booking(room, ben):
    return a_booking(room, on=soon(40), by=ben, hirer=a_group(organiser=ben), confirmed=True)


@shared
def browser(ben):
    return signed_in(ben)


def says(venue, **more):
    """The venue's price list says this as well."""
    row = venue.tariffs.get()
    row.document = {**row.document, **more}
    tariffs.read(row.document, "GBP")
    row.save()


def in_days(days, minutes=1):
    return timezone.now() + timedelta(days=days, minutes=minutes)


@pytest.mark.once
@pytest.mark.parametrize(
    ("days", "words", "due", "status"),
    [
        (15, "You are 15 days away: no charge.", 0, Session.Status.CANCELLED_IN_TIME),
        (9, "You are 9 days away: 50%, £8.00.", 800, Session.Status.CANCELLED_LATE),
        (2, "You are 2 days away: the whole price, £16.00.", 1600, Session.Status.CANCELLED_LATE),
    ],
)
def test_what_the_scale_leaves_due_is_said_and_charged(browser, booking, days, words, due, status):
    """Sums are worked out by rules that know no database; the tests beside this one store some on both kinds."""
    move(booking, to=in_days(days))
    session = booking.sessions.get()
    url = reverse("bookings:cancel_date", args=[booking.ref, session.pk])
    page = browser.get(url)
    assert words in page.content.decode()
    assert "Cancel at least 14 days before and all of it comes back; at least 7 days: half; later: nothing." in (
        page.content.decode()
    )
    browser.post(url, {"due": str(due)})
    session.refresh_from_db()
    assert (session.cancellation_pence, session.status) == (due, status)
    letter = " ".join(Letter.objects.get(kind="cancelled").body.split())
    assert (f"By the terms of the booking £{due / 100:.2f} is still due" if due else "It costs you nothing") in letter


def test_the_scale_of_the_booking_holds_not_todays(browser, booking, room):
    says(room.venue, cancellation={"notice": "months", "steps": [{"at_least": 12, "refund": "100"}]})
    move(booking, to=in_days(15))
    assert (
        "You are 15 days away: no charge."
        in browser.get(reverse("bookings:cancel", args=[booking.ref])).content.decode()
    )


def test_one_date_is_told_in_money_until_when(browser, booking):
    move(booking, to=in_days(20))
    session = booking.sessions.get()
    steps = terms_of(booking).steps(session.price, session.starts_at, at=timezone.now())
    start = session.starts_at.astimezone(session.venue.tz)  # days are counted on the clock of the place
    assert [(step.sum.pence, step.until) for step in steps] == [
        (0, start - timedelta(days=14)),
        (800, start - timedelta(days=7)),
        (1600, None),
    ]
    page = browser.get(reverse("bookings:cancel_date", args=[booking.ref, session.pk])).content.decode()
    assert "nothing to pay" in page
    assert "£8.00" in page


def test_what_is_held_and_what_is_due_at_once_is_told_before_and_kept_after(browser, room, booking):
    session = booking.sessions.get()
    assert (session.bond_pence, session.advance_pence) == (10000, 400)
    for page in (
        browser.post(
            reverse("bookings:book", args=[room.venue.slug, room.code]),
            typed(booking.hirer, on=soon(50).isoformat(), action="check"),
        ),
        browser.get(booking.get_absolute_url()),
    ):
        text = " ".join(page.content.decode().split())
        assert "Damage bond</dt><dd>£100.00, held and given back by " in text
        assert "Booking deposit</dt><dd>£4.00 of the price is due on booking." in text
    assert "Damage bond: £100.00, held and given back by " in Letter.objects.get(kind="confirmed").body


def test_of_a_series_the_bond_is_held_once_and_every_advance_is_due(room, ben, browser):
    booking = a_booking(room, on=soon(40), until=soon(54), by=ben, hirer=a_group(organiser=ben))
    text = " ".join(browser.get(booking.get_absolute_url()).content.decode().split())
    assert booking.sessions.count() == 3
    assert "£100.00, held" in text
    assert "£12.00 of the price" in text


def test_before_anybody_books_the_room_page_and_the_check_tell_the_scale(browser, room, ben):
    words = "Cancel at least 14 days before and all of it comes back"
    assert words in browser.get(reverse("venues:room", args=[room.venue.slug, room.code])).content.decode()
    group = a_group(organiser=ben)
    checked = browser.post(
        reverse("bookings:book", args=[room.venue.slug, room.code]),
        typed(group, on=soon(50).isoformat(), action="check"),
    )
    assert words in checked.content.decode()
    assert "nothing to pay" in checked.content.decode()


def told(room) -> list[str]:
    return cancelling_told(the_room(room.venue, "main"), today=timezone.localdate())


def test_the_room_page_tells_the_terms_of_each_kind_of_hire_for_that_room(room):
    steps = {"notice": "days", "steps": [{"at_least": 30, "refund": "100"}]}
    other = {"notice": "weeks", "steps": [{"at_least": 9, "refund": "100"}]}
    hours = "Each date is free to cancel until 48 hours before it starts. After that, its whole price is due."
    says(room.venue, cancellation=[{**steps, "category": ["community"]}])
    assert told(room) == [
        "Community group: Cancel at least 30 days before and all of it comes back; later: nothing.",
        f"Otherwise: {hours}",
    ]
    says(room.venue, cancellation=[other, {**steps, "room": ["main"]}])
    assert told(room) == ["Cancel at least 30 days before and all of it comes back; later: nothing."]
    row = room.venue.tariffs.get()
    del row.document["cancellation"]
    row.save()
    assert told(room) == [hours]


@pytest.mark.on_postgres
@pytest.mark.parametrize(("counts", "words"), [("event", "For dates"), ("booking", "For what is booked")])
def test_the_room_page_says_from_when_terms_change(room, counts, words):
    Venue.objects.filter(pk=room.venue.pk).update(prices_of=counts)
    steps = {"notice": "days", "steps": [{"at_least": 30, "refund": "100"}]}
    now, row, first = told(room), room.venue.tariffs.get(), soon(100)
    later = {**row.document, "valid_from": first.isoformat()}
    Tariff.objects.create(venue=room.venue, name="Next", valid_from=first, document=later)
    assert told(room) == now, "terms that stay are told once"
    Tariff.objects.update_or_create(valid_from=first, defaults={"document": {**later, "cancellation": steps}})
    assert told(room) == [
        *now,
        f"These terms change. {words} from {date_words(first)} on:",
        "Cancel at least 30 days before and all of it comes back; later: nothing.",
    ]


def test_a_list_without_a_scale_keeps_to_the_hours_of_the_venue(room):
    terms = terms_at(room.venue, None, rooms=["main"], category="standard")
    start = in_days(10)
    assert terms.free_hours == 48
    assert terms.due(Money(1000), start, start - timedelta(hours=48)) == Money(0)
    assert terms.due(Money(1000), start, start - timedelta(hours=47, minutes=59)) == Money(1000)
    assert terms.due(Money(0), start, start) == Money(0)
