"""The letters about a report: one that was issued, and one that is made as a PDF."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from bookings.models import IssuedReport, ReportPdf


def report_is_drawn(issued: IssuedReport) -> None:
    """To whoever issued it: its PDF is there. Nobody, where a command did."""
    venue = issued.venue
    page = reverse("desk:issued_report", args=[venue.slug, issued.number])
    context = {"issued": issued, "venue": venue, "link": settings.PUBLIC_URL + page}
    outbox.post(
        f"issued-{issued.pk}",
        kind="issued_report",
        place=venue.slug,
        to=issued.issued_by.email if issued.issued_by else "",
        subject=_("Report %(number)s of %(venue)s is ready") % {"number": issued.number, "venue": venue.name},
        body=render_to_string("letters/issued_report.txt", context).strip() + "\n",
    )


def report_is_made(asked: ReportPdf) -> None:
    """To whoever asked for it; the link leads to the file, and while there is none to the page of the report."""
    venue = asked.venue
    page = reverse("desk:report_pdf", args=[venue.slug])
    context = {"person": asked.user, "venue": venue, "link": f"{settings.PUBLIC_URL}{page}?{asked.query}"}
    outbox.post(
        f"report-pdf-{asked.pk}-{asked.asked_at.isoformat()}",
        kind="report_pdf",
        place=venue.slug,
        to=asked.user.email,
        subject=_("The PDF of the report of %(venue)s is ready") % {"venue": venue.name},
        body=render_to_string("letters/report_pdf.txt", context).strip() + "\n",
    )
