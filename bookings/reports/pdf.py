"""The report on paper: a tagged PDF, where this machine can make one."""

from __future__ import annotations

from bookings.documents import LOOK, drawn
from bookings.reports.presenting import present
from bookings.reports.values import Report


def as_pdf(report: Report) -> bytes:
    """Raises NoPdf where Pango is missing."""
    return drawn("documents/report.html", LOOK, {"paper": present(report)})
