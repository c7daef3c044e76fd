"""Who did what to a booking, when and why, and which letters went: on its page at the desk, newest first.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import ast
import importlib
from datetime import timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

import bookings
from accounts import outbox
from accounts.models import JournalEntry, Letter
from bookings.actions import cancel_session, count_people, decline_booking
from bookings.desk.history import DONE_AT_THE_DESK, history
from bookings.history import history as told_to_hirers
from bookings.models import Session
from tests.bookings.place.sanding import MONDAY, a_hall, book, check, go_on
from tests.make import a_booking, a_post, a_user, move, signed_in, soon, the_room
from tests.shared import shared

pytestmark = pytest.mark.once

ROOT = Path(bookings.__file__).parent
ABOUT_A_BOOKING = {"booking", "session.booking", "thread.booking or thread", "self.booking"}


def verbs_about_bookings() -> dict[str, str]:
    """Each verb that is written down about a booking, and the module that does it."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        if path.is_relative_to(ROOT / "demo") or "journal.record" not in path.read_text():
            continue
        name = ".".join(["bookings", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "journal.record" or len(node.args) < 3:
                continue
            if ast.unparse(node.args[2]) in ABOUT_A_BOOKING:
                for verb in _verbs(node.args[1], name):
                    found[verb] = name
    return found


def _verbs(node: ast.expr, module: str) -> list[str]:
    """Of a word, of a constant of the module, or of either of two."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_verbs(node.body, module), *_verbs(node.orelse, module)]
    assert isinstance(node, ast.Name), f"{module}: a verb that this test cannot read"
    return [getattr(importlib.import_module(module), node.id)]


def test_whatever_is_written_down_about_a_booking_is_told_in_words():
    verbs = verbs_about_bookings()
    assert {"confirmed", "cancelled", "moved to another room", "counted", "gave another price"} <= verbs.keys()
    assert {verb: module for verb, module in verbs.items() if verb not in DONE_AT_THE_DESK} == {}


@shared
def hall():
    return a_hall()


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def desk(ada):
    return signed_in(ada)


def words_of(booking) -> list[str]:
    return [f"{event.words} | {event.why}" for event in history(booking)]


@pytest.mark.once
@pytest.mark.django_db
def test_a_moved_date_says_from_where_to_where_and_on_which_day(hall, desk):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    booking = book(hall)
    go_on(desk, hall, check(desk, hall))
    when = f"Main to Committee: Monday {MONDAY.day} {MONDAY:%B %Y}"
    assert f"Ada gave it another room | {when}" in words_of(booking)
    assert ("The hall gave it another room", when) in [(event.words, event.why) for event in told_to_hirers(booking)]


@pytest.mark.django_db
def test_who_did_what_and_why_stands_newest_first_with_the_letters(hall, ada, desk):
    ben = a_user("Ben")
    booking = a_booking(the_room(hall, "main"), on=MONDAY, until=MONDAY + timedelta(weeks=1), by=ben)
    decline_booking(booking, reason="policy", words="No brass bands", by=ada, at=timezone.now())
    told = words_of(booking)
    assert [line for line in told if "Letter" not in line] == ["Ada said no | No brass bands", "Ben asked for it | "]
    letters = [line for line in told if "Letter" in line]
    assert any(line.startswith("Letter to the desk: “") for line in letters)
    assert any(line.startswith("Letter to the hirer: “Not possible:") and "| goes on" in line for line in letters)
    moments = [event.at for event in history(booking)]
    assert moments == sorted(moments, reverse=True)
    page = desk.get(reverse("desk:booking", args=[hall.slug, booking.ref])).content.decode()
    assert "Letter to the hirer" in strip_tags(page)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sent_at": timezone.now()}, ""),
        ({"sent_at": timezone.now(), "went": "printed"}, "on paper"),
        ({"to": ""}, "waits to be printed"),
        ({"tries": 2}, "could not be sent yet, and is tried again"),
        ({"tries": 12}, "could not be sent"),
    ],
)
def test_each_letter_says_how_it_went(hall, fields, told):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    booking = book(hall, confirmed=False)
    Letter.objects.all().delete()
    told_of = {"kind": "x", "subject": "Hello", "body": "", "place": hall.slug, "about": booking.ref}
    outbox.post("a", to="x@hearth.example", hirer=booking.hirer, **told_of)
    Letter.objects.update(**fields)
    assert f"Letter to the hirer: “Hello” | {told}" in words_of(booking)


@pytest.mark.django_db
def test_each_letter_says_to_whom_it_went(hall):
    """Who reads requests beside the desk, such as a manager while the secretary is away, is not the hirer."""
    booking = book(hall, confirmed=False)
    Letter.objects.all().delete()
    told_of = {"kind": "x", "subject": "Hello", "body": "", "place": hall.slug, "about": booking.ref}
    outbox.post("a", to=booking.hirer.contact_email, **told_of)
    outbox.post("b", to=a_user("Mia").email, **told_of)
    outbox.post("c", to="gone@hearth.example", **told_of)
    outbox.post("d", to=hall.email, **told_of)
    letters = {event.words for event in history(booking) if "Letter" in event.words}
    whom = ("the hirer", "Mia", "gone@hearth.example", "the desk")
    assert letters == {f"Letter to {who}: “Hello”" for who in whom}


@pytest.mark.django_db
def test_a_letter_about_another_booking_is_not_told(hall):
    booking, other = book(hall), book(hall, "Yoga")
    assert {event.words for event in history(booking) if "Letter" in event.words}
    Letter.objects.filter(about=booking.ref).delete()
    assert not [event for event in history(booking) if "Letter" in event.words]
    assert [event for event in history(other) if "Letter" in event.words]


@pytest.mark.django_db
def test_cancelled_and_counted_dates_are_named(hall, ada):
    booking = a_booking(the_room(hall, "main"), on=soon(20), until=soon(27), by=ada, confirmed=True)
    first, last = booking.sessions.order_by("starts_at")
    cancel_session(last, shown=ANY, by=ada, at=timezone.now())
    move(booking, to=timezone.now() - timedelta(hours=3))
    count_people(Session.objects.get(pk=first.pk), people=12, by=ada, at=timezone.now())
    told = words_of(booking)
    assert any(line.startswith("Ada counted the people | ") and line.endswith(": 12") for line in told)
    assert any(line.startswith("Ada cancelled | ") and str(soon(27).year) in line for line in told)
    assert JournalEntry.objects.filter(subject_ref=booking.ref).count() == len([x for x in told if "Letter" not in x])


@pytest.mark.django_db
def test_it_takes_three_questions_however_much_was_done(hall, ada):
    booking = book(hall)
    for number in range(20):
        JournalEntry.objects.create(by=ada, verb="counted", subject_kind="booking", subject_ref=booking.ref, why="1")
        outbox.post(f"{number}", kind="x", to="x@y.example", subject="Hi", body="", place=hall.slug, about=booking.ref)
    with CaptureQueriesContext(connection) as asked:
        assert len(history(booking)) > 40
    assert len(asked) == 3
