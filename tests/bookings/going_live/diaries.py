"""Bring a diary in, as a page or the command does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from accounts.models import User
from bookings.actions.bring_in_diary import bring_in_diary
from bookings.diaries.said import Said
from bookings.diaries.sheets import Workbook, read
from bookings.going_live.planned import DiaryPlan
from bookings.going_live.planning import plan_diary
from bookings.models import PaperDiary
from tests.bookings.diaries.spreadsheets import as_csv
from venues.models import Venue

DATA = Path(__file__).resolve().parents[2] / "data" / "diaries"
FULL = ("date", "start", "end", "room", "hirer", "hirer_kind", "category")
NOTHING_SAID = Said()


def a_book(*rows: Sequence[str], headings: Sequence[str] = FULL) -> Workbook:
    return read(as_csv([headings, *rows]))


def a_row(
    date: str = "2026-03-03", start: str = "19:00", end: str = "21:00", room: str = "main", hirer: str = "Choir"
) -> tuple[str, ...]:
    return (date, start, end, room, hirer, "informal", "community")


def planned(venue: Venue, book: Workbook, *, at: datetime | None = None, said: Said = NOTHING_SAID) -> DiaryPlan:
    return plan_diary(venue, book, said, at=at or timezone.now())


def bring_in(
    venue: Venue, book: Workbook, *, by: User | None = None, at: datetime | None = None, said: Said = NOTHING_SAID
) -> PaperDiary:
    return bring_in_diary(venue, book, said, file_name="diary.csv", by=by, at=at or timezone.now())
