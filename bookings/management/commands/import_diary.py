"""Bring a hall's paper diary in from a spreadsheet, or say everything that stands in the way."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings.actions.bring_in_diary import bring_in_diary
from bookings.diaries.faults import Unreadable
from bookings.diaries.said import Said
from bookings.diaries.sheets import Workbook, read
from bookings.exceptions import BookingError
from bookings.going_live import telling
from bookings.going_live.planned import DiaryPlan
from bookings.going_live.planning import plan_diary
from venues.models import Venue


class Command(BaseCommand):
    help = "Bring a paper diary in from CSV, ODS or XLSX (docs/diary.md). All of it or nothing; no letter is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("venue", help="the hall, by the last part of its address")
        parser.add_argument("file", type=Path, help="the diary: CSV, ODS or XLSX")
        parser.add_argument("--check", action="store_true", help="say what would be booked, and book nothing")

    def handle(self, *args: Any, venue: str, file: Path, check: bool, **options: Any) -> None:
        hall, book = _hall(venue), _book(file)
        said, at = Said.from_document(hall.diary_columns), timezone.now()
        plan = plan_diary(hall, book, said, at=at)
        self._tell(plan)
        if not plan.can_come_in:
            raise CommandError(_("Nothing was brought in."))
        if check:
            self.stdout.write(_("Only checked: nothing was brought in."))
            return
        try:
            bring_in_diary(hall, book, said, file_name=file.name, by=None, at=at, shown=plan.print)
        except BookingError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("Brought in. One step takes it out again, on the page of the hall’s paper diary."))

    def _tell(self, plan: DiaryPlan) -> None:
        for note in (*plan.reading.guesses, *plan.reading.notes):
            self.stderr.write(_("Note: %(note)s") % {"note": note})
        for warning in plan.warnings:
            self.stderr.write(_("Note: %(note)s") % {"note": warning})
        for lack in plan.reading.lacks:
            self.stderr.write(_("No column says %(what)s.") % {"what": lack})
        for question in plan.reading.questions:
            self.stderr.write(question.words)
        for fault in plan.faults:
            self.stderr.write(str(fault))
        for agreement in plan.agreements:
            self.stdout.write(telling.line(agreement))
        self.stdout.write(telling.summary(plan))


def _hall(slug: str) -> Venue:
    found = Venue.objects.select_related("operator__own_hirer").filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no hall “%(slug)s”.") % {"slug": slug})
    return found


def _book(file: Path) -> Workbook:
    try:
        return read(file.read_bytes())
    except OSError as fault:
        words = _("%(file)s cannot be read: %(reason)s.")
        raise CommandError(words % {"file": file, "reason": fault.strerror}) from fault
    except Unreadable as fault:
        raise CommandError(str(fault)) from fault
