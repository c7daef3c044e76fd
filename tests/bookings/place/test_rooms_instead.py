"""Other rooms for the dates that a closure hits: what counts, what is refused, and in how many questions.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter
from bookings import calendars
from bookings.actions import pencil_in
from bookings.actions.close import HitsChanged, close, print_of_sessions, what_it_hits
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.models import Booking, Hold, Occupancy, Session
from tests.bookings.place.sanding import (
    MONDAY,
    WEEK,
    a_hall,
    an_answer,
    book,
    check,
    go_on,
    new,
    of_the_main_hall,
    text_of,
    twenty_three,
    typed,
    where,
)
from tests.bookings.test_waiting_list import give_up, waits
from tests.make import a_post, a_user, evening, signed_in, the_room
from tests.shared import shared
from venues.models import AccessClaim, Closure, Layout

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


def test_a_layout_of_the_same_name_is_what_counts(hall, desk):
    room = the_room(hall, "main")
    Layout.objects.create(room=hall.rooms.get(code="committee"), name="Tables", capacity=8)
    wanted = Layout.objects.create(room=room, name="Tables", capacity=40)
    session = book(hall, layout=wanted, people=20).sessions.get()
    each = check(desk, hall).context["dates"][0]
    assert each.date.rooms == ()
    Booking.objects.update(people=9)
    Session.objects.filter(pk=session.pk).update(expected=9)
    (option,) = check(desk, hall).context["dates"][0].options
    assert option.words.startswith("Small")
    assert "not laid out as “Tables”" in option.but


def test_what_is_not_known_there_is_worse_than_a_yes_and_no_worse_than_a_no(hall, desk):
    an_answer(hall, "main", "yes")
    book(hall)
    assert check(desk, hall).context["dates"][0].date.chosen is None
    AccessClaim.objects.all().delete()
    an_answer(hall, "main", "no")
    assert check(desk, hall).context["dates"][0].date.chosen.rooms[0].code == "committee"


def test_a_room_that_is_taken_or_shut_then_is_not_shown(hall, desk):
    book(hall)
    book(hall, "Yoga", hours=(10, 12), room="committee")
    assert check(desk, hall).context["dates"][0].date.rooms == ()


def test_a_fault_in_the_middle_leaves_all_as_it_was(hall, ada, monkeypatch):
    sessions = twenty_three(hall)
    row = of_the_main_hall(WEEK[0], WEEK[-1])
    monkeypatch.setattr(calendars, "write_elsewhere", lambda *_args: 1 / 0)
    hits = what_it_hits(hall, row, at=timezone.now())
    with pytest.raises(ZeroDivisionError):
        close(
            hall,
            row,
            by=ada,
            at=timezone.now(),
            shown=print_of_sessions(hits),
            choices={f"date-{hits[0].pk}": "committee 1600"},
        )
    assert not Closure.objects.exists()
    assert {where(session) for session in sessions} == {"main"}
    assert Occupancy.objects.count() == 23


def test_what_is_pencilled_in_is_told_and_let_go(hall, desk, ada):
    pencil_in(the_room(hall, "main"), evening(MONDAY), "Mrs Moss", by=ada, at=timezone.now())
    kept = pencil_in(the_room(hall, "small"), evening(MONDAY), "Mr Reed", by=ada, at=timezone.now())
    seen = check(desk, hall)
    assert "Pencilled in: Mrs Moss, Main" in text_of(seen)
    assert "Mr Reed" not in text_of(seen)
    done = go_on(desk, hall, seen)
    assert "1 kept time is let go." in text_of(desk.get(done["Location"]))
    assert list(Hold.objects.all()) == [kept]


@pytest.mark.once
def test_the_page_asks_as_much_for_twenty_as_for_ten(hall, desk):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(start: int) -> tuple[int, int]:
        book(hall, day=MONDAY, until=MONDAY + timedelta(weeks=9), hours=(start, start + 1))
        with CaptureQueriesContext(connection) as asked:
            answer = check(desk, hall, last=str(MONDAY + timedelta(weeks=10)))
        return len(answer.context["hits"]), len(asked)

    (ten, few), (twenty, many) = questions(9), questions(11)
    assert (ten, twenty) == (10, 20)
    assert many == few


def test_the_act_asks_as_much_for_twenty_as_for_ten(hall, desk):
    def questions(weeks: int, first: date) -> int:
        book(hall, day=first, until=first + timedelta(weeks=weeks - 1))
        seen = check(desk, hall, first=str(first), last=str(first + timedelta(weeks=weeks)))
        with CaptureQueriesContext(connection) as asked:
            assert go_on(desk, hall, seen).status_code == 303
        return len(asked)

    assert questions(10, MONDAY) == questions(20, MONDAY + timedelta(weeks=20))


def test_whoever_has_no_such_post_finds_no_such_page(hall):
    for kind in ("caretaker", "treasurer", "trustee"):
        somebody = signed_in(a_post(hall, kind).user)
        assert somebody.post(new(hall), typed()).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("value", ["", "attic 0", "committee", "committee 100", "credit "])
def test_what_the_page_never_offered_is_refused(hall, desk, value):
    """The words of a form, whatever the database."""
    session = book(hall).sessions.get()
    seen = check(desk, hall)
    assert go_on(desk, hall, seen, **{f"date-{session.pk}": value}).status_code == 409
    assert not Closure.objects.exists()


def test_the_print_holds_the_pencilled_times_too(hall, ada):
    row = of_the_main_hall(MONDAY, MONDAY)
    pencil_in(the_room(hall, "main"), evening(MONDAY), "Mrs Moss", by=ada, at=timezone.now())
    with pytest.raises(HitsChanged):
        close(hall, row, by=ada, at=timezone.now(), shown=print_of_sessions([]))


def test_who_was_offered_the_hours_is_told_and_waits_on(hall, desk):
    taken = book(hall)
    wait = waits(hall, code="main", on=(MONDAY - timezone.localdate()).days, start=9, end=11)
    give_up(taken)
    wait.refresh_from_db()
    assert wait.is_offered
    Letter.objects.all().delete()
    seen = check(desk, hall)
    assert "Offered to somebody who waits, Ramblers, Main" in text_of(seen)
    go_on(desk, hall, seen)
    wait.refresh_from_db()
    assert (wait.state, wait.hold, wait.offer_until) == ("waiting", None, None)
    letter = Letter.objects.get()
    assert letter.to == wait.hirer.contact_email
    assert "You were waiting for these hours" in letter.body


def test_hours_that_a_moved_date_leaves_are_offered_to_who_waits_for_them(hall, desk):
    hall.rooms.filter(code="whole").update(retired_on=None)
    Layout.objects.filter(room__code="committee").update(capacity=200)
    book(hall, room="whole", people=60)
    wait = waits(hall, code="small", on=(MONDAY - timezone.localdate()).days, start=9, end=11, people=5)
    seen = check(desk, hall)
    assert seen.context["dates"][0].date.chosen.rooms[0].code == "committee"
    go_on(desk, hall, seen)
    keep_waiting_list(timezone.now())
    wait.refresh_from_db()
    assert wait.is_offered
