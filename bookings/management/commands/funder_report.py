"""The funder's report from a terminal: the same figures as the page and the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bookings import reports
from bookings.documents import NoPdf
from bookings.management.issuing import issued_before, issued_now
from bookings.management.side_by_side import side_by_side
from bookings.reports import Edition, Pack, Report, Window
from bookings.reports.branches import as_text as as_branches
from bookings.reports.machine_copy import as_csv
from bookings.reports.open_document import as_ods
from bookings.reports.pdf import as_pdf
from bookings.reports.plain_text import as_text
from bookings.reports.together.files import reports_as_csv
from venues.models import Venue

NEED_A_FILE = {"pdf": "A PDF", "ods": "A spreadsheet"}
OF_BRANCHES = {"text": as_branches, "csv": reports_as_csv}
NOT_ISSUED = "Draft: not issued. Hand on what was issued instead: with --issue, or on the page of the report."
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Command(BaseCommand):
    help = "Prints the funder's report of a venue: the desk's edition, the funder's, or the one for everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--venue", metavar="SLUG")
        which.add_argument(
            "--operator",
            metavar="SLUG",
            help="all its venues: the figures that add up, of each and of all; as CSV every figure of each",
        )
        which.add_argument(
            "--venues", metavar="SLUG,SLUG", help="these side by side for a quarter, as everybody may know them"
        )
        parser.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help="the first day")
        parser.add_argument("--to", dest="until", metavar="YYYY-MM-DD", help="the day after the last")
        parser.add_argument("--format", choices=["text", "csv", "ods", "pdf"], default="text")
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument(
            "--edition",
            choices=[edition.value for edition in Edition],
            default=Edition.DESK.value,
            help="desk: true figures; funder and public: without what could point to a person",
        )
        whose.add_argument("--public", action="store_true", help="the same as --edition public")
        parser.add_argument(
            "--pack",
            choices=[pack.value for pack in Pack],
            default=Pack.MAIN.value,
            help="what is printed beside the main figures; the CSV always has every figure",
        )
        around = parser.add_argument_group("before and after a day", "in the desk's edition and the funder's")
        around.add_argument("--change-on", metavar="YYYY-MM-DD", help="the first day after")
        around.add_argument("--weeks", type=int, default=12, metavar="N", help="so many on either side (12)")
        around.add_argument("--weekdays", default=",".join(WEEKDAYS), metavar="mon,tue", help="on these alone")
        around.add_argument("--hours", default="00:00-24:00", metavar="18:00-22:00", help="between these alone")
        kept = parser.add_argument_group("reports that are issued, and stay as they are")
        kept.add_argument("--issue", action="store_true", help="keep this one, under the venue's next number")
        kept.add_argument("--issued", type=int, metavar="NUMBER", help="the one of that number, as it was")
        parser.add_argument("--output", metavar="FILE", help="write here instead of to standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] in NEED_A_FILE and not (options["output"] or self._bytes_out()):
            raise CommandError(f"{NEED_A_FILE[options['format']]} needs a file: add --output FILE.")
        if options["operator"] and options["format"] not in OF_BRANCHES:
            raise CommandError("All branches together are told as text or CSV.")
        if (options["issue"] or options["issued"] is not None) and not options["venue"]:
            raise CommandError("One report at a time is issued: name the hall with --venue SLUG.")
        if options["venues"]:
            self._write(side_by_side(options["venues"], *_days(options), options["format"]), options["output"])
            return
        venues = _venues(options["venue"], options["operator"])
        if options["issued"] is not None:
            drawn = issued_before(venues[0], options["issued"], options["format"])
        else:
            drawn = self._asked(venues, options)
        self._write(drawn, options["output"])

    def _asked(self, venues: list[Venue], options: dict[str, Any]) -> bytes:
        first, until = _days(options)
        edition = Edition.PUBLIC if options["public"] else Edition(options["edition"])
        asked: dict[str, Any] = {"pack": Pack(options["pack"])}
        if options["change_on"]:
            asked["window"] = _window(options)
        try:
            if options["issue"]:
                number, drawn = issued_now(venues[0], first, until, edition, options["format"], **asked)
                self.stderr.write(f"Issued as number {number}.")
                return drawn
            found = [
                reports.build(venue, first, until, as_at=timezone.now(), edition=edition, **asked) for venue in venues
            ]
        except ValueError as refusal:
            raise CommandError(f"From {first} to {until} is no span for a report: {refusal}.") from refusal
        if edition is not Edition.DESK:
            found = [replace(report, is_draft=True) for report in found]
            self.stderr.write(NOT_ISSUED)
        of_branches = OF_BRANCHES.get(options["format"]) if options["operator"] else None
        return of_branches(found).encode() if of_branches else _drawn(found[0], options["format"])

    def _write(self, content: bytes, file: str | None) -> None:
        if file:
            try:
                Path(file).write_bytes(content)
            except OSError as refusal:
                raise CommandError(f"{file} cannot be written: {refusal.strerror}.") from refusal
        elif raw := self._bytes_out():
            raw.write(content)
            raw.flush()
        else:
            self.stdout.write(content.decode(), ending="")

    def _bytes_out(self) -> BinaryIO | None:
        """Standard output where it is a file or a pipe; None for a terminal, which shows text alone."""
        return None if self.stdout.isatty() else getattr(self.stdout, "buffer", None)


def _venues(slug: str | None, operator: str | None) -> list[Venue]:
    """The one, or all of the operator by their names."""
    venues = Venue.objects.select_related("operator").order_by("name", "pk")
    found = list(venues.filter(operator__slug=operator) if operator else venues.filter(slug=slug))
    if not found:
        raise CommandError(f"There is no venue of {operator!r}." if operator else f"There is no venue {slug!r}.")
    return found


def _drawn(report: Report, form: str) -> bytes:
    if form == "csv":
        return as_csv(report).encode()
    if form == "ods":
        return as_ods(report)
    if form == "text":
        return as_text(report).encode()
    try:
        return as_pdf(report)
    except NoPdf as refusal:
        raise CommandError(
            "This machine cannot make a PDF: Pango is missing (on Debian: libpango-1.0-0 and libpangoft2-1.0-0)."
        ) from refusal


def _window(options: dict[str, Any]) -> Window:
    days = options["weekdays"].split(",")
    if strange := [day for day in days if day not in WEEKDAYS]:
        raise CommandError(f"--weekdays {strange[0]} is no weekday: write mon, tue, wed, thu, fri, sat or sun.")
    since, _dash, until = options["hours"].partition("-")
    on, weekdays = _day(options["change_on"], "--change-on"), frozenset(map(WEEKDAYS.index, days))
    try:
        ends = None if until == "24:00" else time.fromisoformat(until)
        return Window(on, options["weeks"], weekdays, time.fromisoformat(since), ends)
    except ValueError as refusal:
        raise CommandError(f"Before and after {on}: {refusal}; --hours are written as 18:00-22:00.") from refusal


def _days(options: dict[str, Any]) -> tuple[date, date]:
    if not (options["first"] and options["until"]):
        raise CommandError("Say from which day to which: --from YYYY-MM-DD --to YYYY-MM-DD.")
    return _day(options["first"], "--from"), _day(options["until"], "--to")


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text} is no date: write it as 2026-01-31.") from None
