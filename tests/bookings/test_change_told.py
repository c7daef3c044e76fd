"""What a change tells and who decides it: letters, history, undo, the hirer's own changes, both clock changes.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings.changing import ALL, LATER
from bookings.exceptions import NotPossible
from bookings.models import DeskAct, Occupancy, Wait
from bookings.undoing import close_what_stands, undo
from tests.bookings.test_change_dates import WEEK, agrees_with_the_library, at, change, done, hours, seen, starts
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def hall():
    return a_venue(cells=("main", "small"))


@pytest.fixture
def ada():
    return a_user("Ada")


@pytest.fixture
def one(hall, ben, choir):
    return a_booking(the_room(hall, "main"), by=ben, hirer=choir, confirmed=True)


@pytest.fixture
def series(hall, ben, choir):
    return a_booking(the_room(hall, "main"), on=soon(), until=soon() + 5 * WEEK, by=ben, hirer=choir, confirmed=True)


def test_letters_and_history_say_what_was_and_what_is(series, ada, choir):
    Letter.objects.all().delete()
    change(series, ada, LATER, 4, times=hours(18, 21))
    [letter] = Letter.objects.all()
    assert (letter.kind, letter.to) == ("changed", choir.contact_email)
    assert "7pm to 9pm" in letter.body
    assert "6pm to 9pm: £24.00 instead of £16.00" in letter.body
    assert "Together these dates cost £48.00." in letter.body
    assert letter.calendar.count("BEGIN:VEVENT") == 2
    entry = JournalEntry.objects.get(verb="changed")
    assert entry.why.startswith("2 dates from ")
    assert "6pm to 9pm" in entry.why


@pytest.mark.on_postgres
def test_what_the_desk_changed_can_be_taken_back_for_five_minutes(hall, series, ada):
    """Until then no letter goes, and nobody who waits is offered the hours."""
    before = [session.period for session in series.sessions.all()]
    change(series, ada, LATER, 2, times=hours(18, 21), rooms=(the_room(hall, "small"),))
    assert not Letter.objects.due(timezone.now()).filter(kind="changed").exists()
    undo(DeskAct.objects.get(kind="changed"), by=ada, at=timezone.now())
    assert [session.period for session in series.sessions.all()] == before
    assert {session.rooms.get().code for session in series.sessions.all()} == {"main"}
    assert set(series.sessions.values_list("hire_pence", flat=True)) == {1600}
    assert agrees_with_the_library(series)
    assert not Letter.objects.filter(kind="changed").exists()


def test_hours_that_the_desk_moved_a_date_away_from_are_offered_once_it_stands(one, ada, choir):
    wait = Wait.objects.create(
        venue=one.venue,
        room=the_room(one.venue, "main"),
        hirer=a_group("Ramblers"),
        starts_at=at(soon(), 19),
        ends_at=at(soon(), 21),
        category=one.category,
        people=20,
    )
    change(one, ada, on=soon(20))
    assert Wait.objects.get(pk=wait.pk).state == Wait.State.WAITING
    close_what_stands(timezone.now() + timedelta(minutes=6))
    assert Wait.objects.get(pk=wait.pk).state == Wait.State.OFFERED


def test_a_request_is_changed_and_still_waits(hall, ben, choir):
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir)
    done(seen(booking, on=soon(15), desk=False), ben, desk=False)
    booking.refresh_from_db()
    assert booking.is_waiting
    assert list(Occupancy.objects.values_list("kind", "expires_at")) == [("undecided", booking.hold_until)]
    assert sorted(Letter.objects.values_list("kind", flat=True))[-2:] == ["changed_by_hirer", "request_arrived"]


def test_a_hirer_does_not_do_at_once_what_the_hall_decides(one, ben):
    with pytest.raises(NotPossible, match="The hall answers requests itself"):
        done(seen(one, on=soon(15), desk=False), ben, desk=False)
    done(seen(one, people=30, desk=False), ben, desk=False)
    assert one.sessions.get().people == 30


def test_a_hirer_who_books_at_once_moves_at_once(hall, one, ben):
    hall.rooms.update(confirms_at_once=True)
    done(seen(one, on=soon(15), desk=False), ben, desk=False)
    assert starts(one) == [at(soon(15), 19)]


def test_a_hirer_cannot_dodge_the_cost_of_cancelling_by_moving(hall, ben, choir):
    hall.rooms.update(confirms_at_once=True)
    hall.free_cancel_hours = 24 * 30
    hall.save()
    near = a_booking(the_room(hall, "main"), by=ben, hirer=choir)
    assert near.is_confirmed
    with pytest.raises(NotPossible, match="to cancel would cost something"):
        done(seen(near, on=soon(40), desk=False), ben, desk=False)


@pytest.mark.on_postgres
def test_the_library_agrees_over_both_clock_changes(hall, ben, choir, ada):
    """A year of weeks from late in the winter on, changed in the middle of the summer."""
    first = soon(20)
    booking = a_booking(
        the_room(hall, "main"), on=first, until=first + 60 * WEEK, by=ben, hirer=choir, confirmed=True, start=22, end=23
    )
    change(booking, ada, LATER, 9, times=hours(8, 9))
    change(booking, ada, LATER, 40, times=hours(9, 11))
    assert {moment.hour for moment in starts(booking)[9:40]} == {8}
    assert {moment.utcoffset() for moment in starts(booking)} == {timedelta(0), timedelta(hours=1)}
    assert booking.stretches.count() == 3
    assert agrees_with_the_library(booking)


def test_nobody_else_is_touched(hall, series, ada):
    other = a_booking(the_room(hall, "small"), hirer=a_group("Ramblers"), on=soon())
    before = list(other.sessions.values())
    change(series, ada, ALL, times=hours(18, 20))
    assert list(other.sessions.values()) == before
