"""People see four words for a booking: Asked, Booked, Refused, Cancelled. The rest is a reason and a time.

Words are the same beside either database: read once.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from bookings.models import Booking, Session
from bookings.privacy.export import data_of
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FOUR = {"Asked", "Booked", "Refused", "Cancelled"}
SEEN = {  # a draft has not been sent, and nobody sees it
    "requested": "Asked",
    "confirmed": "Booked",
    "declined": "Refused",
    "expired": "Refused",
    "withdrawn": "Cancelled",
    "cancelled": "Cancelled",
}
STORED = re.compile(r"\b(requested|declined|expired|withdrawn|(?<!a )(?<!an )confirmed|planned|cancelled_\w+)\b", re.I)
STATUS = re.compile(r'<span class="tag (?:asked|booked|refused|cancelled)">.*?</span>', re.DOTALL)
PIECE = "components/status.html"
TEMPLATES = Path(__file__).parents[2] / "templates"


@shared
def hall() -> Venue:
    return a_venue()


@shared
def ben():
    return a_user("Ben")


@shared
def bookings(hall, ben) -> dict[str, Booking]:
    """One of the choir in every status that people come to see, on a day of its own."""
    choir, room = a_group(organiser=ben), the_room(hall, "main")
    made = {status: a_booking(room, on=soon(10 + day), hirer=choir, by=ben) for day, status in enumerate(SEEN)}
    for status, booking in made.items():
        booking.status = status
        booking.save(update_fields=["status"])
    return made


@shared
def desk(hall):
    return signed_in(a_post(hall, "manager").user)


def words_in(page) -> list[str]:
    """Of each status that is drawn on the page, its word."""
    return [" ".join(strip_tags(found).split()) for found in STATUS.findall(page.content.decode())]


def seen_on(page) -> str:
    """What can be read on the page itself, menus left out."""
    body = page.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(strip_tags(re.sub(r"<(script|style).*?</\1>", " ", main, flags=re.DOTALL)).split())


def test_all_statuses_have_one_of_four_words():
    assert {status: Booking(status=status).status_word for status in SEEN} == SEEN
    assert {*SEEN, "draft"} == set(Booking.Status.values)
    assert set(SEEN.values()) == FOUR
    assert {Booking(status=status).shown_as for status in SEEN} == {word.lower() for word in FOUR}
    booked = Booking(status=Booking.Status.CONFIRMED)
    dates = {status: Session(booking=booked, status=status).status_word for status in Session.Status.values}
    assert set(dates.values()) == {"Booked", "Cancelled"}
    told = {status: Session(booking=booked, status=status).status_words for status in Session.CANCELLED}
    assert all(words.startswith("Cancelled") for words in told.values())
    drawn = {word: strip_tags(render_to_string(PIECE, {"status": word.lower()})).strip() for word in FOUR}
    assert drawn == {word: word for word in FOUR}


@pytest.mark.parametrize("status", SEEN)
def test_all_pages_of_a_booking_say_its_word_and_no_other(bookings, desk, ben, hall, status):
    booking, word = bookings[status], SEEN[status]
    own = signed_in(ben).get(booking.get_absolute_url())
    at_the_desk = desk.get(reverse("desk:booking", args=[hall.slug, booking.ref]))
    for page in (own, at_the_desk):
        assert set(words_in(page)) == {word}
        assert not STORED.findall(seen_on(page))


def test_all_lists_say_the_same_words(bookings, desk, ben, hall):
    week = f"?week={soon(10)}"
    hirer = bookings["requested"].hirer.ref
    lists = {
        "mine": signed_in(ben).get(reverse("bookings:mine")),
        "hirer": desk.get(reverse("desk:hirer", args=[hall.slug, hirer])),
        "requests": desk.get(reverse("desk:requests", args=[hall.slug])),
        "diary": desk.get(reverse("desk:diary", args=[hall.slug]) + week),
        "calendar": desk.get(reverse("venues:calendar", args=[hall.slug]) + week),
    }
    assert sorted(words_in(lists["hirer"])) == sorted(SEEN[status] for status in bookings)
    assert {"Asked", "Booked"} <= set(words_in(lists["diary"]))
    assert {name: STORED.findall(seen_on(page)) for name, page in lists.items()} == {name: [] for name in lists}
    assert {word for page in lists.values() for word in words_in(page)} <= FOUR


def test_all_exports_say_the_same_words(bookings, desk, ben, hall):
    pack = desk.post(reverse("place:handover", args=[hall.slug]))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(pack.streaming_content)))
    for table, column in (("bookings", "how it stands"), ("dates", "how it stands")):
        rows = csv.DictReader(io.StringIO(packed.read(f"csv/{table}.csv").decode("utf-8-sig")))
        assert sorted(row[column] for row in rows) == sorted(SEEN[status] for status in bookings)
    told = data_of(ben, at=timezone.now())["bookings of your groups"]
    assert sorted(each["status"] for each in told) == sorted(SEEN[status] for status in bookings)
    assert sorted(date["status"] for each in told for date in each["dates"]) == sorted(each["status"] for each in told)


def test_all_that_is_said_beside_the_word_is_a_reason_and_a_time(bookings, ben):
    at = datetime(2026, 2, 3, 16, 10, tzinfo=LONDON)
    cancelled = {"status": Session.Status.CANCELLED_BY_VENUE, "status_at": at, "cancel_cause": "works"}
    bookings["confirmed"].sessions.update(**cancelled)
    page = signed_in(ben).get(bookings["confirmed"].get_absolute_url())
    assert words_in(page)[-1] == "Cancelled"
    assert "Cancelled by the hall, Repairs or works, Tuesday 3 February 2026, 4:10pm" in seen_on(page)


def test_all_letters_and_pages_are_written_without_the_names_of_what_is_stored():
    """A letter says what became of it in a sentence; a page has the one piece."""
    letters = {file.name: file.read_text() for file in (TEMPLATES / "letters").glob("*.txt")}
    quoted = {name: re.findall(r'{% translate "([^"]*)"', text) for name, text in letters.items()}
    plain = {name: re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL) for name, text in letters.items()}
    said = {name: " ".join([plain[name], *quoted[name]]) for name in letters}
    assert {name: found for name, text in said.items() if (found := STORED.findall(text))} == {}
    files = [file for file in TEMPLATES.rglob("*.*") if file.suffix in (".html", ".txt")]
    naming = {str(file.relative_to(TEMPLATES)) for file in files if "booking.get_status_display" in file.read_text()}
    assert naming == set()
