"""S2, for whoever has several rooms at once: asked like any other, and all of the rooms are kept, booked and freed.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings import calendars
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.end_renewal import keep_renewals
from bookings.actions.wait_for import wait_for
from bookings.models import Booking, Hold, Occupancy, Session, Slot, Wait
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, an_ask, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Cell, Closure, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

YEAR = {"starts_on": soon(80), "ends_on": soon(80 + 27), "answer_by": soon(40)}  # four weeks
SERIES = {"on": soon(7), "until": soon(70)}


def on_paper(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "committee", "attic"), furthest_days=120)


@shared
def ben():
    return a_user("Ben")


@shared
def lunch(hall, ben) -> Booking:
    """The lunch club has the main hall and the committee room, 7pm to 9pm."""
    hirer = a_group("Lunch Club", organiser=ben)
    committee = the_room(hall, "committee")
    return a_booking(the_room(hall, "main"), hirer=hirer, by=ben, confirmed=True, beside=(committee,), **SERIES)


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@pytest.fixture
def desk(ada) -> Client:
    return signed_in(ada)


@pytest.fixture
def slot(hall, lunch, ada) -> Slot:
    return asked(hall, [lunch], ada)


def asked(hall: Venue, bookings: Sequence[Booking], ada) -> Slot:
    keys = [booking.pk for booking in bookings]
    return ask_regulars(hall, keys, **YEAR, by=ada, at=timezone.now()).slots.get(booking=keys[0])


def press(browser: Client, slot: Slot, action: str, **typed) -> Booking | None:
    look = {"action": "look", **typed}
    page = browser.post(slot.get_absolute_url(), look) if action == "change" else browser.get(slot.get_absolute_url())
    seen = r'name="(submission_key|shown_dates|shown_prices)" value="([^"]+)"'
    hidden = dict(re.findall(seen, page.content.decode()))
    done = browser.post(slot.get_absolute_url(), {"action": action, **hidden, **typed})
    assert done.status_code == 303, on_paper(done)
    slot.refresh_from_db()
    return slot.became


def rooms_of(booking: Booking) -> set[tuple[str, ...]]:
    sessions = booking.sessions.prefetch_related("rooms")
    return {tuple(sorted(room.code for room in session.rooms.all())) for session in sessions}


def shut(hall: Venue, on: date, cell: str) -> None:
    start = datetime.combine(on, datetime.min.time(), LONDON)
    closure = Closure.objects.create(venue=hall, starts_at=start, ends_at=start + timedelta(days=1), cause="works")
    closure.cells.set(Cell.objects.filter(venue=hall, code=cell))


def test_S2_a_regular_in_several_rooms_is_asked_like_any_other(hall, lunch, desk):
    page = reverse("desk:next_year", args=[hall.slug])
    days = {name: day.isoformat() for name, day in YEAR.items()}
    told = on_paper(desk.get(page, days))
    assert "Main + Committee" in told
    Letter.objects.all().delete()
    assert desk.post(page, {**days, "bookings": [lunch.pk]}).status_code == 303
    assert "Main + Committee" in Letter.objects.get().body
    assert "Main + Committee" in on_paper(desk.get(page))


@pytest.mark.on_postgres
def test_S2_all_of_the_rooms_are_kept_and_a_clash_in_one_is_a_clash(hall, lunch, ada):
    first = YEAR["starts_on"] + timedelta(days=(SERIES["on"].weekday() - YEAR["starts_on"].weekday()) % 7)
    shut(hall, first, "committee")
    slot = asked(hall, [lunch], ada)
    assert (slot.dates, slot.clashes) == (4, 1)
    kept = Hold.objects.filter(slot=slot)
    assert sorted(kept.values_list("room__code", flat=True)) == ["committee"] * 3 + ["main"] * 3
    assert Occupancy.objects.filter(hold__in=kept).count() == 6


def test_S2_keep_books_all_of_the_rooms_as_one_session(slot, ben):
    browser = signed_in(ben)
    told = on_paper(browser.get(slot.get_absolute_url()))
    assert "Main + Committee" in told
    assert "4 dates, £128.00" in told
    kept = press(browser, slot, "keep")
    assert (kept.status, kept.sessions.count(), rooms_of(kept)) == ("confirmed", 4, {("committee", "main")})
    assert Occupancy.objects.filter(session__booking=kept).count() == 8
    assert not Hold.objects.exists()
    assert {
        session.price.pence for session in Session.objects.filter(booking=kept).select_related("venue__operator")
    } == {3200}
    letter = Letter.objects.filter(key__startswith=f"booking-{kept.ref}").first()
    assert "Main" in letter.body
    assert "Committee" in letter.body
    told_by_library = [calendars.dates_of(each, LONDON) for each in kept.stretches.select_related("event__rule")]
    assert [len(dates) for dates in told_by_library] == [4, 4]


def test_S2_other_rooms_may_be_had_instead_and_what_is_not_shared_stays_kept(slot, ben):
    browser = signed_in(ben)
    page = browser.get(slot.get_absolute_url())
    [sentence] = re.findall(r"Every \w+ 7pm to 9pm, from .*? to \d+ \w+ \d{4}", on_paper(page))[:1]
    other = {"sentence": sentence, "room": "main", "beside": ["attic"]}
    assert "Main + Attic" in on_paper(browser.post(slot.get_absolute_url(), {"action": "look", **other}))
    changed = press(browser, slot, "change", **other)
    assert (changed.status, rooms_of(changed)) == ("requested", {("attic", "main")})
    assert set(slot.holds.values_list("room__code", flat=True)) == {"committee"}


def test_S2_two_rooms_that_are_partly_the_same_are_refused_beside_the_boxes(slot, ben):
    typed = {"action": "look", "sentence": "every monday 7pm to 9pm", "room": "whole", "beside": ["main"]}
    bad = signed_in(ben).post(slot.get_absolute_url(), typed)
    assert bad.status_code == 422
    assert "partly the same room" in on_paper(bad)


def test_S2_the_kitchen_that_rooms_share_is_let_go_of_by_nobody(hall, lunch, ada, ben):
    kitchen = Cell.objects.create(venue=hall, code="kitchen", name="Kitchen", position=9, shared=True)
    for code in ("main", "attic"):
        the_room(hall, code).cells.add(kitchen)
    slot, browser = asked(hall, [lunch], ada), signed_in(ben)
    [sentence] = re.findall(
        r"Every \w+ 7pm to 9pm, from .*? to \d+ \w+ \d{4}", on_paper(browser.get(slot.get_absolute_url()))
    )[:1]
    assert press(browser, slot, "change", sentence=sentence, room="attic").is_waiting
    assert slot.holds.count() == 8


def test_S2_what_is_given_up_is_free_in_all_rooms_and_offered_to_who_waits(hall, slot, ben):
    press(signed_in(ben), slot, "give_up")
    Venue.objects.filter(pk=hall.pk).update(furthest_days=400)
    first = slot.pattern.first
    for code in ("main", "committee"):
        wait_for(an_ask(the_room(hall, code), first), by=ben, at=timezone.now(), submission_key=code)
    assert keep_renewals(slot.renewal.ends_at) in [(0, 1), (1, 1)]
    assert sorted(wait.is_offered for wait in Wait.objects.all()) == [True, True]
    assert set(Hold.objects.values_list("kind", flat=True)) == {Hold.Kind.OFFERED}


@pytest.mark.once
def test_S2_more_rooms_and_more_regulars_ask_no_more(hall, lunch, ada):
    """Which rooms they have is read for all of them at once.

    How many statements a page asks is Django’s doing, whichever database answers them.
    """
    rooms = [the_room(hall, code) for code in ("main", "committee", "attic")]
    more = [
        a_booking(rooms[0], confirmed=True, start=hour, end=hour + 1, beside=tuple(rooms[1:]), **SERIES)
        for hour in (9, 11)
    ]

    def questions(bookings: Sequence[Booking]) -> int:
        with CaptureQueriesContext(connection) as counted:
            slot = asked(hall, bookings, ada)
        said = len([query for query in counted if not query["sql"].startswith(("INSERT", "SAVEPOINT", "RELEASE"))])
        slot.renewal.delete()
        return said

    letters = 1  # each group has one of its own, with the question for its words
    assert questions([*more, lunch]) - questions(more) <= 3 * letters
