"""The funder's report from a terminal: the same figures as the page and the PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bookings import reports
from bookings.documents import NoPdf
from bookings.reports import Edition, Report
from bookings.reports.machine_copy import as_csv
from bookings.reports.pdf import as_pdf
from bookings.reports.plain_text import as_text
from venues.models import Venue


class Command(BaseCommand):
    help = "Prints the funder's report of a venue: the desk's edition, or with --public the one for others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--venue", required=True, metavar="SLUG")
        parser.add_argument("--from", required=True, dest="first", metavar="YYYY-MM-DD", help="the first day")
        parser.add_argument("--to", required=True, dest="until", metavar="YYYY-MM-DD", help="the day after the last")
        parser.add_argument("--format", choices=["text", "csv", "pdf"], default="text")
        parser.add_argument("--public", action="store_true", help="leave out what could point to a person")
        parser.add_argument("--output", metavar="FILE", help="write here instead of to the terminal")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "pdf" and not options["output"]:
            raise CommandError("A PDF needs a file: add --output FILE.")
        venue = Venue.objects.select_related("operator").filter(slug=options["venue"]).first()
        if venue is None:
            raise CommandError(f"There is no venue {options['venue']!r}.")
        first, until = _day(options["first"], "--from"), _day(options["until"], "--to")
        edition = Edition.PUBLIC if options["public"] else Edition.DESK
        try:
            report = reports.build(venue, first, until, as_at=timezone.now(), edition=edition)
        except ValueError as refusal:
            raise CommandError(f"From {first} to {until} is no span for a report: {refusal}.") from refusal
        self._write(_drawn(report, options["format"]), options["output"])

    def _write(self, content: bytes, file: str | None) -> None:
        if file:
            try:
                Path(file).write_bytes(content)
            except OSError as refusal:
                raise CommandError(f"{file} cannot be written: {refusal.strerror}.") from refusal
        else:
            self.stdout.write(content.decode(), ending="")


def _drawn(report: Report, form: str) -> bytes:
    if form == "csv":
        return as_csv(report).encode()
    if form == "text":
        return as_text(report).encode()
    try:
        return as_pdf(report)
    except NoPdf as refusal:
        raise CommandError(
            "This machine cannot make a PDF: Pango is missing (on Debian: libpango-1.0-0 and libpangoft2-1.0-0)."
        ) from refusal


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text} is no date: write it as 2026-01-31.") from None
