"""What the page says of a diary before it counts: guesses, money, columns left out and the kinds of new hirers.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Hirer
from bookings.models import Booking, PaperDiary
from tests.bookings.diaries.spreadsheets import as_csv
from tests.bookings.going_live.diaries import FULL, a_row
from tests.make import a_booking, a_group, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "kitchen"))


@shared
def ada(hall: Venue) -> Client:
    return signed_in(a_post(hall, "secretary").user)


def sent(ada: Client, hall: Venue, *rows: tuple[str, ...], headings: tuple[str, ...] = FULL) -> Any:
    file = SimpleUploadedFile("diary.csv", as_csv([headings, *rows]))
    return ada.post(reverse("place:diary", args=[hall.slug]), {"file": file}, follow=True)


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def unfolded(page: Any) -> str:
    """What is seen before anything is opened."""
    seen = text(page)
    while "<details>" in seen:
        before, _tag, after = seen.partition("<details>")
        seen = before + after.partition("</details>")[2]
    return seen


def test_guessed_hours_stand_open_above_the_series(hall: Venue, ada: Client) -> None:
    page = unfolded(sent(ada, hall, a_row(start="6", end="10"), a_row("2026-03-10", start="6", end="10")))
    assert "“6–10” is read as 18:00 to 22:00, in 2 rows." in page
    assert page.index("is read as") < page.index("2 dates, one series")


def test_columns_left_out_are_named(hall: Venue, ada: Client) -> None:
    page = sent(ada, hall, (*a_row(), "key at no. 4", ""), headings=(*FULL, "Notes", "Phone"))
    assert "Left out, nothing of it comes in: “notes”." in unfolded(page)


def test_the_money_of_each_date_and_of_all_is_shown(hall: Venue, ada: Client) -> None:
    rows = [(*a_row(f"2026-03-{day:02}"), charge) for day, charge in ((3, "24"), (10, "24"), (17, "80"), (24, ""))]
    page = unfolded(sent(ada, hall, *rows, headings=(*FULL, "Fee")))
    assert "£24.00 to £80.00; 1 without a price" in page
    assert "£128.00" in page


@pytest.mark.on_postgres
def test_how_many_dates_in_how_many_bookings_came_in(hall: Venue, ada: Client) -> None:
    page = sent(ada, hall, a_row(), a_row("2026-03-10"), a_row("2026-03-11", hirer="Brownies"))
    here = reverse("place:diary_check", args=[hall.slug, hall.paper_diary_drafts.get().pk])
    done = ada.post(here, {"bring": "1", "shown": page.context["plan"].print}, follow=True)
    assert "Brought in: 3 dates in 2 bookings. Nobody was written to." in text(done)


def test_each_new_hirer_has_its_own_kind_and_its_own_price(hall: Venue, ada: Client) -> None:
    rows = [(*a_row(f"2026-03-{day:02}", hirer=name)[:5], "", "") for day, name in ((3, "Parish Council"), (4, "Tots"))]
    page = sent(ada, hall, *rows)
    form = page.context["form"]
    labels = [field.label for field in form.hirers]
    assert labels[:2] == ["Parish Council: Kind of hirer", "Parish Council: Category of price"]
    assert "Guessed from the name." in unfolded(page)
    assert "Bring in" not in text(page)
    here = reverse("place:diary_check", args=[hall.slug, hall.paper_diary_drafts.get().pk])
    kept = {field.name: field.initial or "" for field in (*form.columns, *form.words)}
    answers = dict(zip([field.name for field in form.hirers], ("public", "standard", "club", "community"), strict=True))
    page = ada.post(here, {**kept, **answers}, follow=True)
    assert [field.value() for field in page.context["form"].hirers] == ["public", "standard", "club", "community"]
    ada.post(here, {"bring": "1", "shown": page.context["plan"].print})
    assert set(Hirer.objects.filter(bookings__venue=hall).values_list("name", "kind")) == {
        ("Parish Council", "public"),
        ("Tots", "club"),
    }
    assert [booking.category.code for booking in Booking.objects.order_by("pk")] == ["standard", "community"]
    hall.refresh_from_db()
    assert "tots" not in str([hall.diary_columns, PaperDiary.objects.get().columns])


def test_the_mended_file_is_sent_from_where_its_faults_are_told(hall: Venue, ada: Client) -> None:
    page = sent(ada, hall, a_row("30/2/26"))
    assert f'action="{reverse("place:diary", args=[hall.slug])}" enctype="multipart/form-data"' in text(page)
    assert 'type="file"' in text(page)
    mended = sent(ada, hall, a_row("28/2/26"))
    assert 'type="file"' not in text(mended)
    assert mended.context["plan"].can_come_in


def test_who_is_in_the_way_is_named_once_where_the_title_is_the_hirer(hall: Venue, ada: Client) -> None:
    on = soon(30)
    a_booking(the_room(hall, "main"), on=on, hirer=a_group("W.I."), title="W.I.", confirmed=True)
    assert "Main is taken then by W.I.<" in text(sent(ada, hall, a_row(str(on))))
