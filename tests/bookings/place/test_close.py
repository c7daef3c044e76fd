"""Closing a hall: all it hits is dealt with in the same act, nothing is charged, nobody is told twice.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts import journal
from accounts.models import Letter
from bookings import calendars
from bookings.actions import ChangeRefused, confirm_booking, lapse_holds
from bookings.actions.close import HitsChanged, close, print_of_sessions, what_it_hits
from bookings.actions.lift_closure import lift_closure
from bookings.exceptions import NotPossible, TooLate
from bookings.history import history
from bookings.models import Booking, Occupancy, RefusedAsk, RefusedDate, Session
from bookings.planning import plan
from bookings.reports.building import build
from tests.bookings.reports.example import printed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, evening, soon, the_room
from tests.shared import shared
from venues import files
from venues.files.contents import ClosureRow
from venues.models import Closure

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = soon(14)
WEEK = timedelta(weeks=1)


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


def a_row(first=DAY, last=None, *, cells=(), cause="works", note="The floor is being sanded", **times):
    """Whole days, unless times are given."""
    if "start" in times:
        return ClosureRow(
            datetime.combine(first, times["start"]), datetime.combine(first, times["end"]), cells, cause, note
        )
    end = datetime.combine((last or first) + timedelta(days=1), time())
    return ClosureRow(datetime.combine(first, time()), end, cells, cause, note)


def shut(hall, row, by, *, at=None):
    at = at or timezone.now()
    return close(hall, row, by=by, at=at, shown=print_of_sessions(what_it_hits(hall, row, at=at)))


def statuses(booking):
    return list(booking.sessions.order_by("starts_at").values_list("status", flat=True))


def test_booked_dates_are_cancelled_by_the_hall_and_cost_nothing(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY, until=DAY + 3 * WEEK, confirmed=True)
    closed = shut(hall, a_row(DAY, DAY + WEEK), ada)
    assert (closed.cancelled, closed.refused) == (2, 0)
    assert statuses(booking) == ["cancelled_by_venue"] * 2 + ["planned"] * 2
    for session in booking.sessions.filter(status="cancelled_by_venue"):
        assert (session.cancel_cause, session.cancellation_pence) == ("works", 0)
        assert session.status_at
        assert session.hire_pence
    assert Occupancy.objects.filter(session__booking=booking).count() == 2
    kept = [session.period for session in booking.sessions.filter(status="planned").order_by("starts_at")]
    assert calendars.dates_of(booking.stretches.get(), hall.tz) == kept
    booking.refresh_from_db()
    assert booking.is_confirmed


def test_a_booking_with_no_other_date_is_cancelled_itself(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY, confirmed=True)
    shut(hall, a_row(), ada)
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CANCELLED


def test_dates_asked_for_become_refused_dates_and_the_rest_waits_on(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY, until=DAY + 2 * WEEK)
    closed = shut(hall, a_row(), ada)
    assert (closed.cancelled, closed.refused) == (0, 1)
    refused = booking.refused_dates.get()
    assert (refused.on, refused.reason, refused.words) == (DAY, RefusedDate.Reason.CLOSED, "The floor is being sanded")
    assert (refused.from_time, refused.to_time, refused.minutes) == (time(19), time(21), 120)
    assert statuses(booking) == ["planned"] * 2
    assert len(calendars.dates_of(booking.stretches.get(), hall.tz)) == 2
    booking.refresh_from_db()
    assert booking.is_waiting
    assert confirm_booking(booking, by=ada, at=timezone.now()).is_confirmed


def test_a_request_with_no_other_date_is_declined_since_the_hall_is_shut(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY)
    shut(hall, a_row(), ada)
    booking.refresh_from_db()
    assert (booking.status, booking.reason_code) == (Booking.Status.DECLINED, Booking.Reason.CLOSED)
    assert (booking.decided_by, RefusedAsk.objects.get().reason) == (ada, "closed")
    assert not Occupancy.objects.exists()
    assert calendars.dates_of(booking.stretches.get(), hall.tz) == []


def test_a_request_whose_hold_has_lapsed_is_hit_too(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY)
    later = timezone.now() + timedelta(days=8)
    lapse_holds(later)
    assert [session.booking for session in what_it_hits(hall, a_row(), at=later)] == [booking]


def test_what_is_over_given_up_elsewhere_or_beside_is_not_hit(hall, ada):
    front, back = the_room(hall, "front"), the_room(hall, "back")
    a_booking(back, on=DAY, confirmed=True)
    a_booking(front, on=DAY + WEEK, confirmed=True)
    before = a_booking(front, on=DAY, start=10, end=12, confirmed=True)
    row = a_row(start=time(12), end=time(23), cells=("front",))
    assert what_it_hits(hall, row, at=timezone.now()) == []
    whole = a_booking(the_room(hall, "whole"), on=DAY + timedelta(days=1), confirmed=True)
    assert [
        hit.booking
        for hit in what_it_hits(hall, a_row(DAY, DAY + timedelta(days=1), cells=("front",)), at=timezone.now())
    ] == [before, whole]
    assert what_it_hits(hall, a_row(), at=evening(DAY).end) == []


def test_each_hirer_gets_one_letter_with_all_its_dates(hall, ada):
    ben = a_user()
    choir, club = a_group("Choir", organiser=ben), a_group("Chess club", organiser=ben)
    a_booking(the_room(hall, "front"), on=DAY, by=ben, hirer=choir, until=DAY + WEEK, confirmed=True)
    a_booking(the_room(hall, "back"), on=DAY, by=ben, hirer=choir, title="Committee")
    a_booking(the_room(hall, "front"), on=DAY, start=10, end=12, by=ben, hirer=club, confirmed=True)
    Letter.objects.all().delete()
    shut(hall, a_row(DAY, DAY + WEEK), ada)
    letters = {letter.to: letter.body for letter in Letter.objects.all()}
    assert set(letters) == {choir.contact_email, club.contact_email}
    body = letters[choir.contact_email]
    assert body.count("Rehearsal") == 2
    assert body.count("Committee") == 1
    assert "The floor is being sanded" in body
    assert "owe nothing" in body


def test_the_letter_names_the_part_that_is_shut_and_speaks_of_one_date_as_one(hall, ada):
    a_booking(the_room(hall, "whole"), on=DAY, confirmed=True)
    Letter.objects.all().delete()
    shut(hall, a_row(cells=("front",), note="The floor is being sanded."), ada)
    letter = Letter.objects.get()
    assert letter.subject == f"{hall.name} has to shut Front: your dates"
    assert f"{hall.name} has to shut Front. The reason: The floor is being sanded.\n" in letter.body
    assert "You owe nothing for it." in letter.body


def test_the_journal_and_the_groups_history_tell_of_it(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY, confirmed=True)
    shut(hall, a_row(), ada)
    entry = journal.of(hall).first()
    assert (entry.verb, entry.by) == ("changed closures", ada)
    assert "Cancelled 1 booked date." in entry.why
    assert history(booking)[0].words.startswith("The hall cancelled")


def test_if_somebody_books_meanwhile_nothing_is_done(hall, ada):
    a_booking(the_room(hall, "front"), on=DAY, confirmed=True)
    shown = print_of_sessions(what_it_hits(hall, a_row(), at=timezone.now()))
    a_booking(the_room(hall, "back"), on=DAY)
    with pytest.raises(HitsChanged):
        close(hall, a_row(), by=ada, at=timezone.now(), shown=shown)
    assert not Closure.objects.exists()
    assert set(Session.objects.values_list("status", flat=True)) == {"planned"}


@pytest.mark.on_postgres
def test_if_a_request_is_answered_meanwhile_it_is_asked_again(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY)
    shown = print_of_sessions(what_it_hits(hall, a_row(), at=timezone.now()))
    confirm_booking(booking, by=ada, at=timezone.now())
    with pytest.raises(HitsChanged):
        close(hall, a_row(), by=ada, at=timezone.now(), shown=shown)


def test_a_fault_in_the_middle_undoes_the_whole(hall, ada, monkeypatch):
    booking = a_booking(the_room(hall, "front"), on=DAY, confirmed=True)
    monkeypatch.setattr(journal, "record", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        shut(hall, a_row(), ada)
    assert not Closure.objects.exists()
    assert statuses(booking) == ["planned"]
    assert Occupancy.objects.exists()


def test_from_then_on_the_date_cannot_be_had(hall, ada):
    shut(hall, a_row(cells=("front",)), ada)
    for code, free in (("front", False), ("whole", False), ("back", True)):
        date = plan(an_ask(the_room(hall, code), DAY), at=timezone.now()).dates[0]
        assert date.is_kept is free


def test_closures_may_overlap_and_the_file_has_them_all(hall, ada):
    shut(hall, a_row(DAY, DAY + WEEK), ada)
    shut(hall, a_row(cause="poll", note=""), ada)
    assert len(files.from_database(hall).closures) == 2
    assert files.read(files.write(files.from_database(hall))) == files.from_database(hall)


@pytest.mark.parametrize("note", ["<b>shut</b>", "x" * 201])
def test_what_the_file_would_not_take_is_refused(hall, ada, note):
    with pytest.raises(ChangeRefused):
        shut(hall, a_row(note=note), ada)
    assert not Closure.objects.exists()


def test_what_is_over_cannot_be_closed(hall, ada):
    with pytest.raises(NotPossible):
        shut(hall, a_row(timezone.localdate() - WEEK), ada)


def test_the_report_sees_a_broken_promise_with_its_cause_and_no_income(hall, ada):
    """A date that was only asked for was no promise."""
    a_booking(the_room(hall, "front"), on=DAY, until=DAY + WEEK, confirmed=True)
    asked = a_booking(the_room(hall, "back"), on=DAY, until=DAY + WEEK)
    shut(hall, a_row(cause="poll"), ada)
    confirm_booking(asked, by=ada, at=timezone.now())
    report = build(hall, DAY, DAY + 2 * WEEK, as_at=evening(DAY + 2 * WEEK).end)
    broken = report.figure("C7")
    assert (broken.values[0].top, broken.values[0].bottom) == (1, 3)
    assert [row.label for row in broken.tables[0].rows] == ["Polling day"]
    assert printed(report, "E12") == ["£32.00"]  # two evenings of two hours at £8
    assert report.figure("C8").values[0].amount


def test_lifting_frees_the_hours_and_brings_no_date_back(hall, ada):
    booking = a_booking(the_room(hall, "front"), on=DAY, confirmed=True)
    closed = shut(hall, a_row(), ada)
    lift_closure(closed.closure, by=ada, at=timezone.now())
    assert not Closure.objects.exists()
    assert statuses(booking) == ["cancelled_by_venue"]
    assert plan(an_ask(the_room(hall, "front"), DAY), at=timezone.now()).kept
    assert journal.of(hall).first().why.startswith("Lifted the closure")
    with pytest.raises(TooLate):
        lift_closure(closed.closure, by=ada, at=timezone.now())


@pytest.mark.on_postgres
def test_a_closure_that_has_begun_ends_now(hall, ada):
    closed = shut(hall, a_row(DAY, DAY + WEEK), ada)
    at = evening(DAY).start
    lift_closure(closed.closure, by=ada, at=at)
    held = Closure.objects.get()
    assert held.ends_at == at + timedelta(minutes=1)
    files.read(files.write(files.from_database(hall)))
