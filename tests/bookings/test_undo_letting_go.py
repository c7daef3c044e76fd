"""What the desk lets go of keeps its hours for five minutes more, and is taken back so long.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bookings.actions import free_at_once, keep_hold_after_all, lapse_pencilled, let_go_of_hold, pencil_in
from bookings.actions.close import holds_it_hits, print_of_sessions
from bookings.exceptions import RoomTaken, TooLate
from bookings.models import Hold, Occupancy, Wait
from bookings.undoing import UNDO_FOR
from tests.make import a_group, a_post, a_user, a_venue, an_ask, book, evening, signed_in, soon, the_room
from tests.reading import words_of
from tests.rows import everything
from tests.shared import shared
from tests.waiting import a_wait
from venues.files.contents import ClosureRow
from venues.models import Closure

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_MINUTE = timedelta(minutes=1)
STAYS = {"accounts.JournalEntry"}  # who did what


@shared
def hall():
    return a_venue()


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@pytest.fixture
def hold(hall, ada) -> Hold:
    return pencil_in(the_room(hall, "main"), evening(soon(10)), "Ruby’s party", by=ada, at=timezone.now())


def rows() -> dict:
    return {label: rows for label, rows in everything().items() if label not in STAYS}


def test_it_is_as_it_was_and_twice_is_once(hold, ada):
    before, at = rows(), timezone.now()
    for minutes in range(2):
        assert let_go_of_hold(hold, by=ada, at=at + minutes * A_MINUTE)
    assert set(Occupancy.objects.values_list("expires_at", flat=True)) == {at + UNDO_FOR}
    for _press in range(2):
        keep_hold_after_all(hold, by=ada, at=at + UNDO_FOR - A_MINUTE)
    assert rows() == before


def test_its_hours_are_nobody_elses_until_then_and_then_of_whoever_waits(hall, hold, ada):
    wait, at = a_wait(the_room(hall, "main"), on=soon(10), hirer=a_group("Ramblers")), timezone.now()
    let_go_of_hold(hold, by=ada, at=at)
    with pytest.raises(RoomTaken):
        book(an_ask(the_room(hall, "main"), soon(10), hirer=a_group()), by=a_user(), at=at + UNDO_FOR - A_MINUTE)
    assert lapse_pencilled(at + UNDO_FOR - A_MINUTE) == 0
    assert lapse_pencilled(at + UNDO_FOR) == 1
    assert Wait.objects.get(pk=wait.pk).state == "offered"
    with pytest.raises(TooLate, match="its hours were freed, booked or shut since"):
        keep_hold_after_all(hold, by=ada, at=at + A_MINUTE)


def test_it_can_be_freed_at_once_but_only_what_was_let_go(hall, hold, ada):
    at = timezone.now()
    assert not free_at_once(hold, by=ada, at=at)
    let_go_of_hold(hold, by=ada, at=at)
    assert free_at_once(hold, by=ada, at=at)
    assert not free_at_once(hold, by=ada, at=at)
    assert book(an_ask(the_room(hall, "main"), soon(10), hirer=a_group()), by=a_user(), at=at).is_waiting


def test_what_is_pencilled_in_once_more_is_what_was_let_go(hall, hold, ada):
    let_go_of_hold(hold, by=ada, at=timezone.now())
    again = pencil_in(the_room(hall, "main"), evening(soon(10)), "Ruby’s party", by=ada, at=timezone.now())
    assert (again, again.expires_at, again.is_let_go) == (hold, hold.expires_at, False)


def test_a_closing_that_was_looked_at_is_none_the_other_for_what_ends_by_itself(hall, hold, ada):
    local, at = evening(soon(10)).local(hall.tz), timezone.now()
    row = ClosureRow(local.start.replace(tzinfo=None), local.end.replace(tzinfo=None), (), Closure.Cause.WORKS)
    let_go_of_hold(hold, by=ada, at=at)
    shown = print_of_sessions([], holds_it_hits(hall, row, at=at))
    assert shown == print_of_sessions([], holds_it_hits(hall, row, at=at + UNDO_FOR))


@pytest.mark.once
def test_every_page_of_the_desk_says_so_and_has_the_undo_in_as_many_questions_for_three(hall, hold, ada):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    desk, address = signed_in(ada), reverse("desk:let_go_undo", args=[hall.slug, hold.pk])
    before = rows()
    assert "This has been taken back already" in words_of(desk.get(address))
    page = desk.post(reverse("desk:let_go", args=[hall.slug, hold.pk]), follow=True)
    told, free_at = words_of(page), Hold.objects.select_related("venue").get().free_at
    assert f"The hours are free at {free_at}; nobody gets a letter." in told
    assert f"let go, free at {free_at}" in told
    assert page.content.decode().count(f'action="{address}"') == 2  # in the bar, and in the list
    assert "Keep “Ruby’s party” pencilled in after all?" in words_of(desk.get(address))
    counts = []
    for _more in range(3):
        counts.append(asked(desk, hall, address))
        let_go_another(hall, ada)
    assert counts[0] == counts[1] == counts[2]
    Hold.objects.exclude(pk=hold.pk).delete()

    public = Client().get(reverse("venues:calendar", args=[hall.slug]) + f"?day={soon(10)}")
    assert "Ruby" not in words_of(public)
    for _press in range(2):
        assert desk.post(address).status_code == 303
    assert rows() == before
    Hold.objects.update(stood_until=hold.expires_at, let_go_at=timezone.now(), expires_at=timezone.now())
    refused = desk.post(address)
    assert refused.status_code == 409
    assert "The five minutes are over and its hours are free" in words_of(refused)


def let_go_another(hall, ada) -> None:
    hour = 8 + 2 * Hold.objects.count()
    hold = pencil_in(the_room(hall, "main"), evening(soon(10), hour, hour + 1), "A caller", by=ada, at=timezone.now())
    let_go_of_hold(hold, by=ada, at=timezone.now())


def asked(desk: Client, hall, address: str) -> list[int]:
    """How many questions each page asks; on each it can be undone, or is told."""
    days, found = f"?day={soon(10)}", []
    for name, query in (("desk:requests", ""), ("desk:calendar", days), ("desk:diary", days)):
        with CaptureQueriesContext(
            connection,
        ) as asking:
            page = desk.get(reverse(name, args=[hall.slug]) + query).content.decode()
        assert address in page
        found.append(len(asking))
    return found
