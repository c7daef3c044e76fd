"""S10: a hall goes live from its paper diary, with last year's rows and next year's.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter
from bookings.actions import cancel_session
from bookings.models import Booking, PaperDiary, Session, Stretch
from tests.bookings.diaries.spreadsheets import as_xlsx
from tests.bookings.going_live.diaries import FULL, a_row
from tests.make import a_booking, a_group, a_post, a_venue, signed_in, soon, the_room
from tests.rows import changed_since, everything
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TUESDAYS = [date(2025, 9, 2) + timedelta(weeks=n) for n in range(46) if n not in (8, 16, 17, 18, 24, 31, 32, 39)]


@pytest.fixture
def hall() -> Venue:
    return a_venue(cells=("main", "kitchen"))


def run(
    hall: Venue, tmp_path: Path, *rows: tuple[str, ...], check: bool = False, headings: tuple[str, ...] = FULL
) -> str:
    """What the command says; of what it refuses, everything before."""
    file, said = tmp_path / "diary.xlsx", io.StringIO()
    file.write_bytes(as_xlsx({"Diary": [headings, *rows]}))
    try:
        call_command("import_diary", hall.slug, str(file), check=check, stdout=said, stderr=said)
    except CommandError as refusal:
        return said.getvalue() + str(refusal)
    return said.getvalue()


def test_S10_each_bad_or_clashing_row_is_named_in_words_and_all_come_in_or_none(hall: Venue, tmp_path: Path) -> None:
    on = soon(30)
    a_booking(the_room(hall, "main"), on=on, confirmed=True, hirer=a_group("Yoga"))
    before = everything()
    rows = [
        a_row("14/3/26", "7-9pm", "", "Main", "Brownies"),
        a_row("30 February 2026"),
        a_row("14/3/26", "8pm", "10pm"),
        a_row(str(on), "20:00", "22:00"),
        a_row("Tue 14/3/26", "10:00", "12:00"),
    ]
    said = run(hall, tmp_path, *rows)
    assert "Row 3: 30 February is no date\n" in said
    assert "Row 4: Main is taken then by row 2, Brownies\n" in said
    assert "Row 5: Main is taken then by Rehearsal, Yoga\n" in said
    assert "Row 6: 14 March 2026 is a Saturday, not a Tuesday\n" in said
    assert said.endswith("Nothing was brought in.")
    assert changed_since(before) == {}


def test_S10_thirty_eight_rows_fold_into_one_series_shown_before_saving(hall: Venue, tmp_path: Path) -> None:
    rows = [a_row(f"{day:%d/%m/%y}", "7pm", "9pm") for day in TUESDAYS]
    before = everything()
    said = run(hall, tmp_path, *rows, check=True)
    assert "38 dates, one series: Choir, Tuesdays 7pm to 9pm, 2 September 2025 to 14 July 2026, Main\n" in said
    assert "Only checked: nothing was brought in." in said
    assert changed_since(before) == {}
    run(hall, tmp_path, *rows)
    assert (Booking.objects.count(), Session.objects.count(), Stretch.objects.count()) == (1, 38, 1)


def test_S10_a_price_in_a_row_is_kept_as_agreed_the_tariffs_standard_beside_it(hall: Venue, tmp_path: Path) -> None:
    run(hall, tmp_path, (*a_row(), "£13.50"), headings=(*FULL, "Fee"))
    session = Session.objects.get()
    assert (str(session.price), session.standard_pence) == ("£13.50", 2400)


@pytest.mark.on_postgres
def test_S10_no_letter_is_written(hall: Venue, tmp_path: Path) -> None:
    a_booking(the_room(hall, "main"), on=soon(30), hirer=a_group("Choir"))
    written = Letter.objects.count()
    run(hall, tmp_path, a_row(str(soon(60))), a_row("2026-03-03"))
    assert Booking.objects.filter(entered="imported").count() == 2
    assert Letter.objects.count() == written
    call_command("tick", stdout=io.StringIO())
    assert Letter.objects.filter(body__contains=Booking.objects.filter(entered="imported")[0].ref).count() == 0


def test_S10_what_is_no_hall_no_file_and_no_spreadsheet_is_told(hall: Venue, tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    for slug, file, words in [
        ("nowhere", "old.xls", "There is no hall “nowhere”."),
        (hall.slug, "none.csv", "cannot be read"),
        (hall.slug, "old.xls", "old Excel file"),
    ]:
        with pytest.raises(CommandError, match=words):
            call_command("import_diary", slug, str(tmp_path / file))
    assert not PaperDiary.objects.exists()


def test_S10_one_step_undoes_it_and_what_was_changed_since_is_named_first(hall: Venue, tmp_path: Path) -> None:
    run(hall, tmp_path, a_row(str(soon(30)), hirer="Brownies"), a_row(str(soon(60))))
    browser = signed_in(a_post(hall, "secretary").user)
    out = reverse("place:diary_out", args=[hall.slug, PaperDiary.objects.get().pk])
    assert out in browser.get(reverse("place:diary", args=[hall.slug])).content.decode()
    session = Session.objects.get(booking__hirer__name="Brownies")
    cancel_session(session, shown=ANY, by=a_post(hall, "manager").user, at=timezone.now())

    refused = browser.post(out)
    assert refused.status_code == 409
    named = refused.content.decode()
    assert "Changed since it came in" in named
    assert [name for name in ("Brownies", "Choir") if name in named] == ["Brownies"]

    browser.post(out, {"seen": session.booking.ref})
    assert not Booking.objects.filter(entered="imported").exists()
    assert not Hirer.objects.filter(name__in=["Brownies", "Choir"]).exists()
