"""G5: “Before you leave” says out by 6pm; how one gets in comes three days before, not at booking.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings.actions import confirm_booking
from bookings.actions.tell_way_in import tell_way_in
from bookings.keys import path_for
from bookings.models import Booking
from bookings.way_in import way_in_now
from tests.guests import a_guest_booking
from tests.make import a_booking, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.privacy.canaries import the_log
from venues import files
from venues.actions.set_way_in import set_way_in
from venues.models import Venue, WayIn

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CODE = "key safe 4711 kestrel"
BEFORE = timedelta(days=3)


@pytest.fixture
def hall() -> Venue:
    return a_venue(leaving="Sweep the floor.\n\nTake your rubbish home.\nLock the back door.")


@pytest.fixture
def party(hall) -> Booking:
    """2pm to 6pm, said yes to."""
    booking = a_guest_booking(the_room(hall, "main"), soon(30))
    return confirm_booking(booking, by=a_post(hall, "secretary").user, at=timezone.now())


def opened(hall: Venue, words: str = CODE, days: int = 0) -> WayIn:
    return set_way_in(hall, words=words, valid_from=soon(days), by=None, at=timezone.now())


def starts(booking: Booking) -> datetime:
    return booking.sessions.get().starts_at


def test_G5_before_you_leave_is_one_page_that_says_out_by_6pm(party):
    page = Client().get(f"{path_for(party)}before-you-leave/").content.decode()
    for words in (
        "Before you leave",
        "Out by 6pm",
        "Sweep the floor.",
        "Take your rubbish home.",
        "Lock the back door.",
    ):
        assert words in page
    assert f"{path_for(party)}before-you-leave/" in Client().get(path_for(party)).content.decode()


def test_G5_strangers_get_no_page_and_a_group_has_its_own(hall, party):
    ben = a_user()
    own = reverse("bookings:leave", args=[a_booking(the_room(hall, "main"), on=soon(40), by=ben).ref])
    assert [signed_in(who).get(own).status_code for who in (ben, a_user("Cleo"))] == [200, 404]
    assert Client().get(reverse("bookings:leave", args=[party.ref])).status_code == 302


def test_G5_how_one_gets_in_comes_three_days_before_and_not_at_booking(hall, party):
    opened(hall)
    assert not Letter.objects.filter(body__contains="4711").exists()
    begins = starts(party)
    seen = [
        way_in_now(party, at)
        for at in (begins - BEFORE - timedelta(minutes=1), begins - BEFORE, begins + timedelta(hours=3, minutes=59))
    ]
    assert [entry and entry.words for entry in seen] == ["", CODE, CODE]
    assert seen[0].told_on == (begins - BEFORE).date()
    assert way_in_now(party, begins + timedelta(hours=4)) is None


def test_G5_the_page_says_from_when_it_stands_there(hall, party, monkeypatch):
    opened(hall)
    page = Client().get(path_for(party)).content.decode()
    assert "What you need to get in, such as a code, stands here from" in page
    assert CODE not in page
    party.sessions.update(starts_at=timezone.now() + timedelta(days=2), ends_at=timezone.now() + timedelta(days=2.2))
    assert CODE in Client().get(path_for(party)).content.decode()


@pytest.mark.on_postgres
def test_G5_only_what_is_booked_is_told_and_the_code_of_that_day(hall, party):
    asked = a_guest_booking(the_room(hall, "main"), soon(32))
    opened(hall)
    opened(hall, "new code 8128", days=29)
    assert way_in_now(party, starts(party)).words == "new code 8128"
    assert way_in_now(asked, starts(asked)) is None
    assert WayIn.objects.count() == 2
    set_way_in(hall, words="third", valid_from=soon(-1), by=None, at=timezone.now())
    assert list(WayIn.objects.at(hall).values_list("words", flat=True)) == [CODE, "new code 8128"]


def test_G5_a_letter_says_that_it_stands_there_once_and_holds_no_code(hall, party):
    opened(hall)
    at = starts(party) - BEFORE
    assert [tell_way_in(at - timedelta(minutes=5)), tell_way_in(at), tell_way_in(at)] == [0, 1, 0]
    letter = Letter.objects.get(kind="way_in")
    assert path_for(party) in letter.body
    assert f"{path_for(party)}before-you-leave/" in letter.body
    assert "4711" not in f"{letter.subject} {letter.body} {letter.calendar}"
    opened(hall, "another code")
    assert tell_way_in(at) == 1  # the code was changed: told again


@pytest.mark.once
def test_G5_to_find_whom_to_tell_asks_as_many_questions_for_many_as_for_few(hall):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    opened(hall)
    room, ada, at = the_room(hall, "main"), a_post(hall, "secretary").user, timezone.now()
    counted = []
    for hours in ((8, 10), (12, 14, 16, 18)):
        for hour in hours:
            confirm_booking(a_booking(room, on=soon(3), start=hour, end=hour + 2), by=ada, at=at)
        tell_way_in(at + timedelta(days=1))
        with CaptureQueriesContext(connection) as asked:
            assert tell_way_in(at + timedelta(days=1)) == 0
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_G5_the_code_is_in_no_file_log_journal_or_public_page(hall, party):
    said = StringIO()
    desk, where = signed_in(a_post(hall, "secretary").user), reverse("place:entry", args=[hall.slug])
    with the_log() as log:
        assert desk.post(where, {"words": CODE, "valid_from": soon().isoformat()}).status_code == 303
        assert CODE in desk.get(where).content.decode()
        call_command("export_venue", hall.slug, stdout=said, stderr=said)
        for name in ("venues:venue", "venues:calendar", "venues:this_week"):
            assert CODE not in Client().get(reverse(name, args=[hall.slug])).content.decode()
    assert CODE not in said.getvalue() + log.getvalue() + files.write(files.from_database(hall))
    assert "4711" not in " ".join(JournalEntry.objects.values_list("why", flat=True))
    for kind in ("caretaker", "treasurer", "trustee", "funder"):
        assert signed_in(a_post(hall, kind).user).get(where).status_code == 404


def test_G5_the_desk_sets_it_and_takes_it_away(hall):
    desk, where = signed_in(a_post(hall, "manager").user), reverse("place:entry", args=[hall.slug])
    assert desk.post(where, {"words": "", "valid_from": "never"}).status_code == 422
    for words in ("one", "two"):
        desk.post(where, {"words": words, "valid_from": soon().isoformat()})
    assert WayIn.objects.get().words == "two"
    assert desk.post(where, {"away": "x"}).status_code == 303
    assert desk.post(where, {"away": str(WayIn.objects.get().pk)}).status_code == 303
    assert not WayIn.objects.exists()
