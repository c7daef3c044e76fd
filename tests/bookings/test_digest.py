"""The letter that tells a desk what waits: on which mornings, what it says, and how it is stopped.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from accounts.unwanted import is_unwanted, stop
from bookings.actions import pencil_in
from bookings.actions.answer_wish import put_wish_aside
from bookings.actions.send_digests import due_at, send_digests
from bookings.digest_letters import kind_for
from bookings.models import Booking, LeftWish
from tests.bookings.place.test_letters_of_a_place import page, typed
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.wish_cases import a_wish
from venues.models import Closure, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NIGHT = {"quiet_from": time(21), "quiet_until": time(9)}
EVERY, MONDAYS = Venue.Digest.WAITING, Venue.Digest.MONDAYS


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """Of March 2026, the 1st of which is a Sunday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("digest", "quiet", "at", "due"),
    [
        (EVERY, {}, on(4, 6, 59), on(3, 7)),
        (EVERY, {}, on(4, 7), on(4, 7)),
        (EVERY, NIGHT, on(4, 8), on(3, 9)),
        (EVERY, NIGHT, on(4, 9), on(4, 9)),
        (EVERY, {"quiet_days": [6]}, on(8, 12), on(7, 7)),
        (EVERY, {"quiet_days": [6]}, on(9, 0, 30), on(7, 7)),  # Sunday is over, and nobody is up
        (EVERY, {"quiet_days": [6]}, on(9, 7), on(9, 7)),
        (MONDAYS, {}, on(8, 12), on(2, 7)),
        (MONDAYS, {}, on(9, 7), on(9, 7)),
        (MONDAYS, {**NIGHT, "quiet_days": [0]}, on(9, 23), on(3, 9)),
        (MONDAYS, {**NIGHT, "quiet_days": [0]}, on(10, 9), on(10, 9)),
    ],
)
def test_when_it_is_due(digest, quiet, at, due):
    assert due_at(Venue(digest=digest, **quiet), at) == due


@pytest.fixture
def hall() -> Venue:
    return a_venue(digest=EVERY)


def tomorrow(hour: int = 7, minute: int = 5) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=1), time(hour, minute), LONDON)


def digests() -> list[Letter]:
    return list(Letter.objects.filter(kind="summary"))


def test_it_tells_all_that_waits_oldest_first_and_what_is_ahead(hall):
    room, ben = the_room(hall, "main"), a_user("Ben")
    late, early = (a_booking(room, on=soon(days), by=ben, title=f"Tea {days}") for days in (20, 21))
    Booking.objects.filter(pk=early.pk).update(requested_at=tomorrow() - timedelta(days=3))
    Booking.objects.filter(pk=late.pk).update(hold_until=tomorrow() + timedelta(days=1))
    pencil_in(room, evening(soon(2)), "Ruby", by=ben, at=timezone.now())
    a_booking(room, on=soon(1), by=ben, title="Zumba", confirmed=True)
    larks = a_group("Larks", organiser=ben)
    a_booking(room, on=soon(1), start=9, end=10, by=ben, hirer=larks, title="Ear", confirmed=True, confidential=True)
    begins = tomorrow() + timedelta(days=4)
    closure = {"starts_at": begins, "ends_at": begins + timedelta(hours=5), "cause": "works", "note": "Sanding"}
    Closure.objects.create(venue=hall, **closure)
    outbox.post("paper", kind="confirmed", to="", subject="s", body="b", place=hall.slug, hirer=larks)

    assert send_digests(tomorrow(), since=None) == 1
    [letter] = digests()
    assert (letter.to, letter.place) == (hall.email, hall.slug)
    assert letter.subject == f"{hall.name}: 2 requests wait"
    told = letter.body
    assert told.index("Tea 21, Alder Vale Choir: waits for 3 days") < told.index("Tea 20, Alder Vale Choir: waits")
    assert told.count("Tea 20") == 2  # soon no longer kept, too
    for words in ("Ruby, Main: kept until", "1 letter is to be printed", "7pm to 9pm, Main: Zumba", "Sanding"):
        assert words in told
    assert "9am to 10am, Main: Confidential" in told
    assert letter.stop_link in told


def test_where_nothing_waits_there_is_no_letter(hall):
    a_booking(the_room(hall, "main"), on=soon(1), confirmed=True)
    assert send_digests(tomorrow(), since=None) == 0
    assert digests() == []


@pytest.mark.on_postgres
def test_a_wish_near_by_is_told_of_and_a_reason_for_a_letter_in_its_first_week(hall):
    """Nobody has to answer one: after that it is told beside what else waits, until it is answered or put aside."""
    first = a_wish(venue=hall)
    assert send_digests(tomorrow(), since=None) == 1
    [letter] = digests()
    link = reverse("desk:looked_for", args=[hall.slug])
    assert re.search(rf"1 wish for a room near you can be answered by a manager.*\n\S+{link}\n", letter.body)
    LeftWish.objects.update(confirmed_at=tomorrow() - timedelta(days=7))
    Letter.objects.all().delete()
    assert send_digests(tomorrow(), since=None) == 0
    a_booking(the_room(hall, "main"))
    a_wish(venue=hall)
    send_digests(tomorrow(), since=None)
    assert "2 wishes for a room near you" in digests()[0].body
    put_wish_aside(first, hall, by=a_user("Ada"))
    Letter.objects.all().delete()
    send_digests(tomorrow(), since=None)
    assert "1 wish for a room near you" in digests()[0].body


@pytest.mark.parametrize(
    ("digest", "hour", "since", "letters"),
    [
        ("never", 7, None, 0),
        ("waiting", 6, None, 0),
        ("waiting", 7, None, 1),
        ("waiting", 12, None, 1),
        ("waiting", 14, None, 0),  # after an outage that lasted all morning
        ("waiting", 12, 11, 0),  # it was looked at in the morning, and nothing waited
    ],
)
def test_it_comes_once_and_only_in_the_morning(hall, digest, hour, since, letters):
    Venue.objects.update(digest=digest)
    a_booking(the_room(hall, "main"))
    for _twice in range(2):
        send_digests(tomorrow(hour), since=tomorrow(since) if since else None)
    assert len(digests()) == letters


def test_the_clock_of_the_house_writes_it(hall, monkeypatch):
    a_booking(the_room(hall, "main"))
    now = tomorrow()
    monkeypatch.setattr(timezone, "now", lambda: now)
    call_command("tick", verbosity=0)
    assert len(digests()) == 1


def test_it_is_stopped_by_its_link_and_comes_again_when_the_page_says_so(hall):
    a_booking(the_room(hall, "main"))
    send_digests(tomorrow(), since=None)
    path = "/" + digests()[0].stop_link.split("/", 3)[3]
    assert "Summaries of what waits at the desk" in Client().get(path).content.decode()
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert send_digests(tomorrow() + timedelta(days=1), since=None) == 0

    desk = signed_in(a_post(hall, "secretary").user)
    assert "Somebody pressed the link" in desk.get(page(hall)).content.decode()
    desk.post(page(hall), typed(hall, digest="never", emergency_phone="01632 960999"))
    assert is_unwanted(kind_for(hall))
    desk.post(page(hall), typed(hall, digest="mondays"))
    assert not is_unwanted(kind_for(hall))
    assert "Somebody pressed the link" not in desk.get(reverse("place:letters", args=[hall.slug])).content.decode()


def test_halls_that_want_none_cost_one_question_and_a_full_desk_as_many_as_an_empty_one(hall):
    quiet = a_venue()
    asked = []
    for days in (10, 20, 30):
        a_booking(the_room(hall, "main"), on=soon(days))
        Letter.objects.filter(kind="summary").delete()
        with CaptureQueriesContext(connection) as queries:
            send_digests(tomorrow(), since=None)
        asked.append(len(queries))
    assert len(set(asked)) == 1
    stop(kind_for(hall))
    Venue.objects.update(digest="never")
    with CaptureQueriesContext(connection) as queries:
        send_digests(tomorrow(), since=None)
    assert len([query for query in queries if "SELECT" in query["sql"]]) == 1
    assert quiet.digest == "never"
