"""The pages on which a hall goes live from its paper diary: send, look through, bring in, take out.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import cancel_session
from bookings.diaries.said import Said
from bookings.models import Booking, PaperDiary, PaperDiaryDraft, Session
from tests.bookings.diaries.spreadsheets import as_csv, as_xlsx
from tests.bookings.going_live.diaries import FULL, a_row
from tests.make import a_booking, a_group, a_post, a_venue, signed_in, soon, the_room
from tests.rows import changed_since, everything
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Send = Callable[..., Any]


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "kitchen"))


@shared
def ada(hall: Venue) -> Client:
    return signed_in(a_post(hall, "secretary").user)


@pytest.fixture
def send(hall: Venue, ada: Client) -> Send:
    """Send a file and follow to the page that shows it."""

    def sent(*rows: tuple[str, ...], headings: tuple[str, ...] = FULL) -> Any:
        file = SimpleUploadedFile("diary.xlsx", as_xlsx({"Diary": [headings, *rows]}))
        return ada.post(reverse("place:diary", args=[hall.slug]), {"file": file}, follow=True)

    return sent


def address(hall: Venue) -> str:
    return reverse("place:diary_check", args=[hall.slug, hall.paper_diary_drafts.get().pk])


def bring(ada: Client, hall: Venue, shown: Any) -> Any:
    return ada.post(address(hall), {"bring": "1", "shown": shown.context["plan"].print}, follow=True)


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_a_file_is_sent_looked_through_and_brought_in(hall: Venue, ada: Client, send: Send) -> None:
    rows = [a_row(str(soon(30) + timedelta(weeks=n))) for n in range(4)]
    page = send(*rows)
    assert page.status_code == 200
    assert "4 dates, one series: Choir" in text(page)
    assert not Booking.objects.exists()
    done = bring(ada, hall, page)
    assert "Brought in: 4 dates in 1 booking. Nobody was written to." in text(done)
    assert (Session.objects.count(), Letter.objects.count()) == (4, 0)
    assert PaperDiaryDraft.objects.get().sheets == []


@pytest.mark.on_postgres
def test_the_same_button_twice_brings_it_in_once(hall: Venue, ada: Client, send: Send) -> None:
    page = send(a_row())
    here = address(hall)
    for _turn in range(2):
        answer = ada.post(here, {"bring": "1", "shown": page.context["plan"].print})
        assert answer.status_code == 303
    assert (Booking.objects.count(), PaperDiary.objects.count()) == (1, 1)


def test_words_that_we_do_not_know_are_asked_once_and_remembered(hall: Venue, ada: Client, send: Send) -> None:
    rows = [(*a_row(room="Hall"), "Regular")]
    page = send(*rows, headings=(*FULL[:-1], "Blurb", "Rate"))
    form = page.context["form"]
    assert {question.text for question in form.questions} == {"Hall", "Regular"}
    assert "Bring in" not in text(page)
    answers = {f"word_{n}": "main" if each.column == "room" else "community" for n, each in enumerate(form.questions)}
    columns = {field.name: field.initial or "" for field in form.columns}
    page = ada.post(address(hall), {**columns, **answers}, follow=True)
    assert page.context["plan"].can_come_in
    bring(ada, hall, page)
    assert Booking.objects.get().category.code == "community"
    again = send((*a_row("2026-03-10", room="Hall"), "Regular")[:8], headings=(*FULL[:-1], "Blurb", "Rate"))
    assert again.context["plan"].reading.questions == ()


@pytest.mark.once
def test_columns_with_other_names_are_said_once(hall: Venue, ada: Client, send: Send) -> None:
    """The words of a form, whatever the database."""
    headings = ("Wann", "Von", "Bis", "Raum", "Gruppe", "Art", "Preis")
    page = send(a_row(), headings=headings)
    assert "Some columns are missing" in text(page)
    wanted = dict(zip([f"column_{n}" for n in range(7)], FULL, strict=True))
    page = ada.post(address(hall), wanted, follow=True)
    assert page.context["plan"].can_come_in
    hall.refresh_from_db()
    assert Said.from_document(hall.diary_columns).columns["wann"] == "date"
    twice = ada.post(address(hall), {**wanted, "column_1": "date"})
    assert twice.status_code == 422
    assert "is that already" in text(twice)
    assert ada.post(address(hall), {**wanted, "column_1": "nonsense"}).status_code == 422


def test_a_second_column_of_one_meaning_is_left_out_and_the_answers_can_be_kept(hall: Venue, ada: Client, send: Send):
    page = send((*a_row(), "16.00", "y"), headings=(*FULL, "Price", "Paid"))
    proposed = {field.name: field.initial or "" for field in page.context["form"].columns}
    assert list(proposed.values())[-2:] == ["charge", ""]
    assert ada.post(address(hall), proposed, follow=True).context["plan"].can_come_in


def test_all_answers_can_be_forgotten(hall: Venue, ada: Client, send: Send) -> None:
    send(a_row())
    ada.post(address(hall), {"column_0": ""})
    page = ada.post(address(hall), {"forget": "1"}, follow=True)
    assert page.context["plan"].can_come_in


@pytest.mark.once
def test_what_is_wrong_is_listed_and_there_is_no_button_to_bring_it_in(hall: Venue, ada: Client, send: Send) -> None:
    """The words of a form, whatever the database."""
    page = send(a_row("30/2/26"), a_row(room="main"), a_row(hirer="Brownies"))
    assert "2 things to mend in the spreadsheet" in text(page)
    assert "Row 2: 30 February is no date" in text(page)
    assert "Row 4: Main is taken then by row 3, Choir" in text(page)
    assert "Bring in" not in text(page)
    before = everything()
    assert bring(ada, hall, page).status_code == 409
    assert changed_since(before) == {}


def test_somebody_who_booked_meanwhile_is_named(hall: Venue, ada: Client, send: Send) -> None:
    on = soon(30)
    page = send(a_row(str(on)))
    a_booking(the_room(hall, "main"), on=on, hirer=a_group("Yoga"), confirmed=True)
    answer = bring(ada, hall, page)
    assert answer.status_code == 409
    assert "Row 2: Main is taken then by Rehearsal, Yoga" in text(answer)


@pytest.mark.once
@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "The file is empty"), (b"\x89PNG\0", "no spreadsheet"), (b"PK\x03\x04", "The file is broken")],
)
def test_a_bad_file_is_refused_beside_its_box(hall: Venue, ada: Client, content: bytes, words: str) -> None:
    """The words of a form, whatever the database."""
    file = SimpleUploadedFile("diary.csv", content)
    page = ada.post(reverse("place:diary", args=[hall.slug]), {"file": file})
    assert (page.status_code, words in text(page)) == (422, True)
    assert not PaperDiaryDraft.objects.exists()


@pytest.mark.once
def test_no_file_and_one_that_is_too_large(hall: Venue, ada: Client) -> None:
    """The words of a form, whatever the database."""
    here = reverse("place:diary", args=[hall.slug])
    assert ada.post(here).status_code == 422
    large = SimpleUploadedFile("diary.csv", b"a,b\n" * 1_100_000)
    page = ada.post(here, {"file": large})
    assert (page.status_code, "larger than 4 MB" in text(page)) == (422, True)


def test_a_file_thrown_away_leaves_nothing(hall: Venue, ada: Client, send: Send) -> None:
    send(a_row())
    ada.post(address(hall), {"throw": "1"})
    assert not PaperDiaryDraft.objects.exists()


@pytest.mark.on_postgres
def test_the_newest_file_takes_the_place_of_the_one_before(hall: Venue, send: Send) -> None:
    send(a_row())
    send(a_row("2026-04-01"))
    assert PaperDiaryDraft.objects.count() == 1


def test_one_step_takes_it_out_and_what_was_changed_is_named_first(hall: Venue, ada: Client, send: Send) -> None:
    bring(ada, hall, send(a_row(str(soon(30)))))
    diary = PaperDiary.objects.get()
    here = reverse("place:diary_out", args=[hall.slug, diary.pk])
    assert "1 booking goes" in text(ada.get(here))
    cancel_session(Session.objects.get(), shown=ANY, by=a_post(hall, "manager").user, at=timezone.now())
    stale = ada.post(here)
    assert (stale.status_code, "Changed since it came in" in text(stale)) == (409, True)
    ref = Booking.objects.get().ref
    done = ada.post(here, {"seen": ref}, follow=True)
    assert "is taken out again" in text(done)
    assert not Booking.objects.exists()
    assert "It was taken out on" in text(ada.get(here))


def test_a_diary_of_another_hall_is_not_there(ada: Client, hall: Venue, send: Send) -> None:
    send(a_row())
    draft = PaperDiaryDraft.objects.get()
    other = a_venue()
    stranger = signed_in(a_post(other, "secretary").user)
    assert stranger.get(reverse("place:diary_check", args=[other.slug, draft.pk])).status_code == 404
    diary = PaperDiary.objects.create(venue=hall, file_name="x", rows=1)
    assert stranger.post(reverse("place:diary_out", args=[other.slug, diary.pk])).status_code == 404


@pytest.mark.once
def test_twenty_rows_ask_no_more_than_ten(hall: Venue, ada: Client, send: Send) -> None:
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(count: int) -> int:
        send(*[a_row(f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}", hirer=f"Group {n}") for n in range(count)])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert ada.get(address(hall)).status_code == 200
        return len(asked)

    assert questions(10) == questions(20)


@pytest.mark.once
def test_a_csv_from_an_old_computer(hall: Venue, ada: Client) -> None:
    """The words of a form, whatever the database."""
    file = SimpleUploadedFile("diary.csv", as_csv([FULL, a_row(hirer="Café Ünion")], separator=";", encoding="cp1252"))
    page = ada.post(reverse("place:diary", args=[hall.slug]), {"file": file}, follow=True)
    assert "Café Ünion" in text(page)
