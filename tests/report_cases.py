"""A report that is issued and drawn, brought about; imported where all letters are."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from bookings.actions.draw_issued import keep_drawn
from bookings.actions.issue_report import ToIssue, issue_report
from bookings.actions.make_pdf import ask_for_pdf, keep_pdf
from bookings.models import IssuedReport, ReportPdf
from bookings.reports.freezing import NOTHING_FROZEN
from tests.letter_cases import Cast, writes
from tests.make import soon
from venues.models import Venue

PAPER = b"<main><h1>How it is used</h1><p>By all.</p></main>"


def an_issued_report(venue: Venue, by: User | None) -> IssuedReport:
    """Of last month, without any figure."""
    plain = {"paper": PAPER, "csv": b"figure_id"}
    days = {"first": soon(-30), "until": soon(-1), "as_at": timezone.now(), "edition": "desk", "pack": "main"}
    kept = ToIssue(**days, window=None, figures=NOTHING_FROZEN, parameters=[], rules="1", documents=plain)
    return issue_report(venue, kept, by=by, at=timezone.now())


@writes("issued_report")
def a_report_is_issued(cast: Cast) -> None:
    keep_drawn(an_issued_report(cast.hall, cast.sue), b"%PDF", at=timezone.now())


@writes("report_pdf")
def a_report_is_made_as_a_pdf(cast: Cast) -> None:
    asked = {"user": cast.sue, "venue": cast.hall, "query": "first=2025-01-01&last=2025-12-31"}
    ask_for_pdf(**asked, at=timezone.now())
    keep_pdf(ReportPdf.objects.get(), b"%PDF", at=timezone.now())
