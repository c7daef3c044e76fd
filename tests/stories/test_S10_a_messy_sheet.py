"""Sixty regulars and 1,500 dates from a messy sheet: less than one row in twenty is touched by hand, and fast.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Hirer
from bookings.diaries.said import Said
from bookings.diaries.sheets import read
from bookings.going_live.planning import plan_diary
from bookings.models import Booking, Session, Stretch
from tests.bookings.going_live.diaries import bring_in
from tests.bookings.going_live.messy import DATES, REGULARS, messy_sheet
from tests.make import a_post, a_room, a_venue, signed_in
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = datetime(2025, 8, 1, tzinfo=UTC)
WORDS = {"Std": "standard", "Meeting Rm": "meeting"}  # what the page cannot guess
SAID = Said(
    values={
        "room": {"hall": "main", "meeting rm": "meeting"},
        "category": {"community": "community", "std": "standard"},
        "hirer_kind": {"": "informal"},
    },
)  # five answers, on one page, once


@pytest.fixture
def hall() -> Venue:
    venue = a_venue(cells=("main", "kitchen", "meeting"))
    venue.rooms.filter(code="main").update(name="Main hall")
    venue.rooms.filter(code="meeting").update(name="Meeting room")
    main, kitchen = venue.cells.filter(code__in=["main", "kitchen"]).order_by("pk")
    a_room(venue, "suite", cells=[main, kitchen])
    return venue


def test_S10_a_messy_sheet_is_live_with_less_than_one_row_in_twenty_touched_by_hand(hall: Venue) -> None:
    """On the page: the file, two answers, guesses to look at, and what is then left to mend."""
    messy, ada = messy_sheet(), signed_in(a_post(hall, "secretary").user)
    file = SimpleUploadedFile("diary.xlsx", messy.content)
    page = ada.post(reverse("place:diary", args=[hall.slug]), {"file": file}, follow=True)
    form = page.context["form"]
    guessed = {f"word_{n}": each.guess for n, each in enumerate(form.questions) if each.guess}
    said = {f"word_{n}": WORDS[each.text] for n, each in enumerate(form.questions) if not each.guess}
    assert len(said) == len(WORDS)
    answers = {**guessed, **said}
    columns = {field.name: field.initial or "" for field in form.columns}
    page = ada.post(page.request["PATH_INFO"], {**columns, **answers}, follow=True)
    plan = page.context["plan"]
    touched = {fault.where for fault in plan.faults}
    assert (messy.rows, plan.reading.lines, plan.reading.questions) == (DATES, DATES, ())
    assert len(touched) == messy.spoilt
    assert len(touched) < messy.rows / 20
    told = page.content.decode()
    assert all(escape(str(fault)) in told for fault in plan.faults), "each is named in words"


def test_S10_what_is_left_when_they_were_mended_folds_into_the_series_of_sixty_regulars(hall: Venue, capsys) -> None:
    messy = messy_sheet(spoil=False)
    book = read(messy.content)
    plan = plan_diary(hall, book, SAID, at=AT)
    assert [str(fault) for fault in plan.faults] == []
    assert len(plan.new_hirers) == REGULARS
    began = time.perf_counter()
    bring_in(hall, book, said=SAID, at=AT)
    took = time.perf_counter() - began
    assert (Session.objects.count(), Hirer.objects.count()) == (DATES, REGULARS)
    assert not [name for name in Hirer.objects.values_list("name", flat=True) if name.isupper()]
    assert Booking.objects.count() == len(plan.agreements) < 2 * REGULARS
    assert Stretch.objects.exclude(rule=None).count() >= REGULARS
    with capsys.disabled():
        print(f"\n{DATES} dates in {Booking.objects.count()} bookings, brought in within {took:.1f} s")
