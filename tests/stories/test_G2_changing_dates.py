"""G2, afterwards: one date, this and later, or all can be changed; a moved date keeps its first date.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings import calendars
from bookings.models import Session
from tests.make import LONDON, a_group, a_user, a_venue, an_ask, book, signed_in, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SUMMER = datetime(2025, 8, 1, 9, tzinfo=UTC)
NINTH, JULY = date(2025, 9, 9), date(2026, 7, 14)


@pytest.fixture(autouse=True)
def in_the_summer_before(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: SUMMER)


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def booking(ben):
    """Every Tuesday 6pm to 8pm, £16.00 a date, at a hall that says yes at once."""
    hall = a_venue(cells=("main", "small"))
    hall.rooms.update(confirms_at_once=True)
    choir = a_group(organiser=ben)
    return book(an_ask(the_room(hall, "main"), NINTH, hirer=choir, start=18, end=20, until=JULY), by=ben)


@pytest.fixture
def browser(ben):
    return signed_in(ben)


def changed(browser, booking, number, **other):
    """Filled in for a date as it is but for what is said, looked at, and pressed; what was shown."""
    session = booking.sessions.all()[number]
    local, page = session.period.local(LONDON), reverse("bookings:change", args=[booking.ref])
    data = {
        "date": session.pk,
        "which": "one",
        "on": local.start.date().isoformat(),
        "from": f"{local.start:%H:%M}",
        "to": f"{local.end:%H:%M}",
        "room": session.rooms.get().pk,
        "layout": "",
        "people": 25,
        **{name.rstrip("_"): value for name, value in other.items()},
    }
    shown = browser.post(page, {**data, "action": "check"})
    plan = shown.context["check"].plan
    prints = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    ways = {"shown_ways": shown.context["shown_ways"]}
    answer = browser.post(page, {**data, **prints, **ways, "action": "change"})
    assert answer.status_code == 303
    return shown.content.decode()


def moments(booking):
    return [session.starts_at.astimezone(LONDON) for session in booking.sessions.all()]


def all_agrees(booking):
    for stretch in booking.stretches.select_related("event__rule"):
        ours = booking.sessions.filter(session_rooms__stretch=stretch).exclude(status__in=Session.CANCELLED)
        assert calendars.dates_of(stretch, LONDON) == sorted(session.period for session in ours)


def test_G2_one_date_can_be_changed_and_keeps_its_first_date(browser, booking):
    shown = changed(browser, booking, 3, on="2025-10-01", to="21:00")
    assert "Tuesday 30 September 2025, 6pm to 8pm" in shown
    assert "Wednesday 1 October 2025, 6pm to 9pm" in shown
    assert "Change this date: £24.00 instead of £16.00" in shown
    moved = booking.sessions.all()[3]
    assert moved.starts_at == datetime(2025, 10, 1, 18, tzinfo=LONDON)
    assert moved.first_starts_at == datetime(2025, 9, 30, 18, tzinfo=LONDON)
    assert {each.price.pence for each in booking.sessions.exclude(pk=moved.pk)} == {1600}
    all_agrees(booking)


def test_G2_this_and_later_can_be_changed_and_what_was_before_stays(browser, booking):
    shown = changed(browser, booking, 16, which="later", from_="19:00", to="21:30")
    assert "Change these 29 dates: £580.00 instead of £464.00" in shown
    assert {moment.time() for moment in moments(booking)[:16]} == {time(18)}
    assert {moment.time() for moment in moments(booking)[16:]} == {time(19)}
    assert {each.first_starts_at.astimezone(LONDON).time() for each in booking.sessions.all()} == {time(18)}
    assert booking.stretches.count() == 2
    all_agrees(booking)


def test_G2_all_can_be_changed_to_another_day_and_room_across_both_clock_changes(browser, booking):
    small = the_room(booking.venue, "small")
    changed(browser, booking, 0, which="later", weekday="3", from_="10:00", to="12:00", room=small.pk)
    assert {moment.weekday() for moment in moments(booking)} == {3}
    assert {moment.time() for moment in moments(booking)} == {time(10)}
    assert {moment.astimezone(UTC).hour for moment in moments(booking)} == {9, 10}
    assert {session.rooms.get() for session in booking.sessions.all()} == {small}
    all_agrees(booking)
    booking.refresh_from_db()
    assert booking.series == "Every Thursday 10am to midday, from 11 September 2025 to 16 July 2026"
