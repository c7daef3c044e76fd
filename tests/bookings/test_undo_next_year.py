"""What the desk answers for a group about next year can be undone for five minutes.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.close import close, holds_it_hits, print_of_sessions, what_it_hits
from bookings.actions.lift_closure import lift_closure
from bookings.models import Booking, DeskAct, Hold, Slot
from bookings.undoing import UNDO_FOR, undo
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.rows import everything
from tests.shared import shared
from venues.files.contents import ClosureRow
from venues.models import Closure

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STAYS = {"accounts.JournalEntry", "schedule.Calendar", "schedule.Rule", "bookings.RoomCalendar", "bookings.DeskAct"}


@shared
def hall():
    return a_venue(cells=("main", "small"))


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def slot(hall, ada) -> Slot:
    """In two rooms at once."""
    beside, ben = (the_room(hall, "small"),), a_user("Ben")
    choir = a_group(organiser=ben)
    series = a_booking(
        the_room(hall, "main"), on=soon(20), until=soon(34), hirer=choir, by=ben, beside=beside, confirmed=True
    )
    days = {"starts_on": soon(200), "ends_on": soon(221), "answer_by": soon(60)}
    renewal = ask_regulars(hall, [series.pk], **days, by=ada, at=timezone.now() - 2 * UNDO_FOR)
    Letter.objects.update(sent_at=timezone.now())
    return renewal.slots.get()


@pytest.fixture
def desk(ada):
    return signed_in(ada)


def rows() -> dict:
    return {label: rows for label, rows in everything().items() if label not in STAYS}


def answer(desk, slot: Slot, action: str) -> str:
    address = reverse("desk:slot", args=[slot.renewal.venue.slug, slot.ref])
    page = desk.get(address).content.decode()
    seen = dict(re.findall(r'name="(shown_\w+|submission_key)" value="([^"]*)"', page))
    return desk.post(address, {**seen, "action": action}, follow=True).content.decode()


@pytest.mark.on_postgres
@pytest.mark.parametrize("action", ["keep", "give_up"])
def test_an_answer_for_them_is_undone_and_its_letter_waits_so_long(slot, desk, ada, action):
    before = rows()
    page = answer(desk, slot, action)
    act = DeskAct.objects.latest("pk")
    assert reverse("desk:undo", args=[slot.renewal.venue.slug, act.pk]) in page
    assert Slot.objects.get().answer == action
    assert outbox.send_due(timezone.now()) == 0
    assert Letter.objects.filter(sent_at=None).count() == (action == "keep")
    undo(act, by=ada, at=timezone.now() + UNDO_FOR / 2)
    assert rows() == before


def test_what_is_kept_no_longer_is_not_kept_again(slot, desk, ada):
    answer(desk, slot, "keep")
    slot.renewal.closed_at = timezone.now()
    slot.renewal.save()
    undo(DeskAct.objects.latest("pk"), by=ada, at=timezone.now() + UNDO_FOR / 2)
    assert Booking.objects.count() == 1
    assert not Hold.objects.exists()


def test_a_date_of_next_year_that_is_shut_in_one_room_is_kept_in_none(hall, slot, ada):
    before, first = list(Hold.objects.order_by("pk").values()), slot.holds.first()
    local = first.period.local(hall.tz)
    row = ClosureRow(local.start.replace(tzinfo=None), local.end.replace(tzinfo=None), ("small",), Closure.Cause.WORKS)
    at = timezone.now()
    shown = print_of_sessions(what_it_hits(hall, row, at=at), holds_it_hits(hall, row, at=at))
    closed = close(hall, row, by=ada, at=at, shown=shown)
    assert closed.let_go == 2
    assert not slot.holds.filter(starts_at=first.starts_at).exists()
    assert slot.holds.count() == len(before) - 2
    lift_closure(closed.closure, by=ada, at=at + timedelta(minutes=1), put_back=True)
    assert list(Hold.objects.order_by("pk").values()) == before
