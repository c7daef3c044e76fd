"""What the desk booked for somebody a moment ago is taken back as if it had never been.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Hirer, JournalEntry, Letter
from bookings.actions import book_pencilled, pencil_in
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.book_for_them import book_for_them
from bookings.actions.book_pencilled import price_of
from bookings.actions.join_thread import join_thread
from bookings.actions.set_listing import set_listing
from bookings.actions.tell_way_in import tell_way_in
from bookings.exceptions import TooLate
from bookings.models import Booking, DeskAct, Hold, Occupancy, Session, Thread
from bookings.thread_links import mark_of
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.make import a_group, a_post, a_user, a_venue, an_ask, book, evening, signed_in, soon, the_room
from tests.rows import everything
from tests.shared import shared
from venues.actions.set_way_in import set_way_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SEEN = {"shown_dates": ANY, "shown_prices": ANY}
A_MINUTE = timedelta(minutes=1)
STAYS = {"accounts.JournalEntry", "bookings.RoomCalendar", "schedule.Calendar", "schedule.Rule"}  # and who did what


@shared
def hall():
    return a_venue(cells=("main", "small"), email="desk@hearth.example")


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def choir():
    return a_group()


@pytest.fixture
def desk(ada):
    return signed_in(ada)


def rows() -> dict:
    return {label: rows for label, rows in everything().items() if label not in STAYS}


def a_new_one(hall, days: int = 20, **of_ask):
    new = Hirer(name="Ruby Ash", kind=Hirer.Kind.HOUSEHOLD, contact_phone="01234 567890")
    standard = hall.operator.categories.get(code="standard")
    return an_ask(the_room(hall, "main"), soon(days), hirer=new, category=standard, **of_ask)


def for_them(ask, ada, hold=None) -> DeskAct:
    book_for_them(ask, by=ada, at=timezone.now(), **SEEN, submission_key="for-them", hold=hold)
    return DeskAct.objects.get()


def pencilled(hall, choir, ada) -> tuple[Hold, DeskAct]:
    hold = pencil_in(the_room(hall, "main"), evening(soon(20)), "Ruby", by=ada, at=timezone.now())
    ask = an_ask(the_room(hall, "main"), soon(20), hirer=choir)
    told = {"shown_pence": price_of(ask).pence, "submission_key": "pencilled"}
    book_pencilled(hold, ask, by=ada, at=timezone.now(), **told)
    return hold, DeskAct.objects.get()


@pytest.mark.parametrize("weeks", [0, 3])
def test_no_row_is_left_of_it_nor_of_a_hirer_who_was_made_for_it(hall, ada, weeks):
    before = rows()
    act = for_them(a_new_one(hall, until=soon(20) + timedelta(weeks=weeks) if weeks else None), ada)
    assert Booking.objects.get().is_confirmed
    undo(act, by=ada, at=timezone.now() + A_MINUTE)
    assert rows() == before
    assert outbox.send_due(timezone.now() + timedelta(days=1)) == 0


def test_what_was_pencilled_in_is_so_again_and_who_did_it_is_written_down(hall, choir, ada, desk):
    Letter.objects.all().delete()
    hold = pencil_in(the_room(hall, "main"), evening(soon(20)), "Ruby", by=ada, at=timezone.now())
    before = rows()
    ask = an_ask(the_room(hall, "main"), soon(20), hirer=choir)
    told = {"shown_pence": price_of(ask).pence, "submission_key": "pencilled"}
    ref = book_pencilled(hold, ask, by=ada, at=timezone.now(), **told).ref
    assert not Hold.objects.exists()
    undo(DeskAct.objects.get(), by=ada, at=timezone.now() + A_MINUTE)
    assert rows() == before
    entry = JournalEntry.objects.get(verb="took a booking back")
    assert (entry.by, entry.subject_ref, entry.why) == (ada, hall.slug, ref)
    assert f"Took back a booking that the desk had just made: {ref}" in manager_reads(hall)


def manager_reads(hall) -> str:
    max_ = a_post(hall, "manager", a_user("Max")).user
    return signed_in(max_).get(reverse("place:changes", args=[hall.slug])).content.decode()


def test_the_page_after_it_has_the_button_and_the_same_button_twice_is_once(hall, choir, ada, desk):
    act = pencilled(hall, choir, ada)[1]
    page = desk.get(reverse("desk:booking", args=[hall.slug, act.booking.ref])).content.decode()
    assert "Booked: Rehearsal. A letter goes to Alder Vale Choir at" in page
    address = reverse("desk:undo", args=[hall.slug, act.pk])
    assert address in page
    assert address in desk.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    reply = desk.post(address, follow=True).content.decode()
    assert "Taken back: Rehearsal is not booked. No letter goes; a confirmation that is printed holds no more." in reply
    assert 'id="pencilled"' in reply
    assert desk.post(address).status_code == 303
    assert desk.get(address).status_code == 404
    sue = a_post(hall, "secretary", a_user("Sue")).user
    assert signed_in(sue).post(address).status_code == 404, "it was not she who took it back"


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ("over", "The five minutes are over"),
        ("since", "Something was done about this booking since"),
        ("taken", "Somebody else has its hours by now"),
        ("printed", "Its letter has been printed already"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_done(hall, choir, ada, late, words):
    at = timezone.now()
    if late == "taken":  # it was pencilled in for an hour at which it was not booked, and somebody has that
        hold = pencil_in(the_room(hall, "main"), evening(soon(21)), "Ruby", by=ada, at=at)
        act = for_them(an_ask(the_room(hall, "main"), soon(20), hirer=choir), ada, hold)
        book(an_ask(the_room(hall, "main"), soon(21), hirer=a_group("Ramblers")), by=a_user("Cleo"))
    elif late == "printed":
        act = for_them(a_new_one(hall), ada)
        Letter.objects.update(sent_at=at, went=Letter.Went.PRINTED)
    else:
        act = for_them(an_ask(the_room(hall, "main"), soon(20), hirer=choir), ada)
    if late == "since":
        set_listing(act.booking, listed=True, open_to_anyone="", by=ada, at=at)
    before = everything()
    with pytest.raises(TooLate, match=words):
        undo(act, by=ada, at=act.until if late == "over" else at + A_MINUTE)
    assert everything() == before


def test_after_five_minutes_it_stands_and_its_letter_goes_once(hall, choir, ada):
    for_them(an_ask(the_room(hall, "main"), soon(20), hirer=choir), ada)
    at = timezone.now()
    assert outbox.send_due(at + UNDO_FOR - A_MINUTE) == 0
    assert close_what_stands(at + UNDO_FOR) == 1
    assert outbox.send_due(at + UNDO_FOR) == 1
    assert Occupancy.objects.filter(session__booking=Booking.objects.get()).exists()


def test_a_question_that_it_began_as_is_open_again(hall, choir, ada):
    asked = {"name": "Sam", "email": "sam@hearth.example", "text": "A stage?"}
    thread = ask_before_booking(hall, **asked, to_look=False, at=timezone.now())
    act = for_them(an_ask(the_room(hall, "main"), soon(20), hirer=choir), ada)
    join_thread(mark_of(thread), act.booking, at=timezone.now())
    undo(act, by=ada, at=timezone.now() + A_MINUTE)
    thread = Thread.objects.get()
    assert (thread.became, thread.closed_at) == (None, None)


@pytest.mark.on_postgres
def test_how_to_get_in_is_told_once_it_stands(hall, choir, ada):
    set_way_in(hall, words="By the side door: 4711.", valid_from=soon(0), by=ada, at=timezone.now())
    act = for_them(an_ask(the_room(hall, "main"), soon(2), hirer=choir), ada)
    assert Session.objects.filter(booking=act.booking).exists()
    assert tell_way_in(timezone.now() + A_MINUTE) == 0
    assert tell_way_in(timezone.now() + UNDO_FOR + A_MINUTE) == 1
