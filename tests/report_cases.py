"""A report that is issued and drawn, brought about; imported where all letters are."""

from __future__ import annotations

from django.utils import timezone

from bookings.actions.draw_issued import keep_drawn
from bookings.actions.make_pdf import ask_for_pdf, keep_pdf
from bookings.models import ReportPdf
from tests.letter_cases import Cast, writes
from tests.report_links import a_plain_report


@writes("issued_report")
def a_report_is_issued(cast: Cast) -> None:
    keep_drawn(a_plain_report(cast.hall, cast.sue), b"%PDF", at=timezone.now())


@writes("report_pdf")
def a_report_is_made_as_a_pdf(cast: Cast) -> None:
    asked = {"user": cast.sue, "venue": cast.hall, "query": "first=2025-01-01&last=2025-12-31"}
    ask_for_pdf(**asked, at=timezone.now())
    keep_pdf(ReportPdf.objects.get(), b"%PDF", at=timezone.now())
