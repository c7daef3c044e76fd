"""Issuing a report from a terminal, and having an issued one again."""

from __future__ import annotations

from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from bookings.actions.draw_issued import draw_issued
from bookings.actions.issue_report import issue_report
from bookings.exceptions import NotPossible
from bookings.models import IssuedDocument, IssuedReport
from bookings.reports import Edition, Pack, Window, build
from bookings.reports.differencing import judged
from bookings.reports.freezing import frozen, moment_to_issue, refuse_nothing
from venues.models import Venue

Kind = IssuedDocument.Kind
KINDS = {"text": Kind.TEXT, "csv": Kind.CSV, "ods": Kind.ODS, "pdf": Kind.PDF}


def issued_now(
    venue: Venue, first: date, until: date, edition: Edition, form: str, *, pack: Pack, window: Window | None = None
) -> tuple[int, bytes]:
    """Its number, and the document asked for; its PDF is drawn at once. Raises CommandError where it may not be."""
    at = timezone.now()
    try:
        as_at = moment_to_issue(first, until, venue.tz, at)
        whole = build(venue, first, until, as_at=as_at, pack=pack, window=window)
        refuse_nothing(whole)
        found = judged(venue, whole, edition, window, at=at)
        if found.refusal:
            raise NotPossible(found.refusal)
        issued = issue_report(venue, frozen(found.report, window), by=None, at=at, beside=found.beside)
    except NotPossible as refusal:
        raise CommandError(str(refusal)) from refusal
    draw_issued(issued, at=at)
    return issued.number, _content(issued, form)


def issued_before(venue: Venue, number: int, form: str) -> bytes:
    """A document as it was issued. Raises CommandError where there is none."""
    issued = venue.issued_reports.filter(number=number).first()
    if issued is None:
        raise CommandError(f"{venue.slug} has issued no report {number}.")
    return _content(issued, form)


def _content(issued: IssuedReport, form: str) -> bytes:
    document = issued.documents.filter(kind=KINDS[form]).first()
    if document is None:
        raise CommandError(
            f"Report {issued.number} has no PDF: this machine cannot make one, or `tick` has not come by yet."
        )
    return bytes(document.content)
