"""A full quarter of a hall as a signed-in funder reads it: a page, a document, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from bookings.desk.frame import Frame
from bookings.documents import NoPdf
from bookings.forms.report import QuarterForm
from bookings.reports import agreed_files
from bookings.reports.agreed import Agreed
from bookings.reports.together.keeping import halls_of
from bookings.reports.together.quarter import quarter_of
from bookings.spreadsheets import ODS
from venues.models import Venue


def answered(request: HttpRequest, venue: Venue, ending: str = "") -> HttpResponse:
    """The page, or the file with that ending; the form again with a 400 where no such quarter is on offer."""
    form = QuarterForm(request.GET, today=timezone.now().astimezone(venue.tz).date())
    context: dict[str, Any] = {"venue": venue, "form": form, "frame": Frame.of(request.user, venue, "desk:report")}
    if not form.is_valid():
        return render(request, "bookings/report_quarter.html", context, status=400)
    first, until = form.cleaned_data["span"]
    [hall] = halls_of([venue], first, until, as_at=timezone.now()).halls
    paper = quarter_of(hall)
    if not ending:
        context |= {"paper": paper, "last": hall.report.span.last, "query": f"?quarter={form.cleaned_data['quarter']}"}
        return render(request, "bookings/report_quarter.html", context)
    try:
        content, kind = FILES[ending](paper)
    except NoPdf:
        printed = {"paper": paper, "language": get_language(), "to_print": True}
        return render(request, "documents/for_funder.html", printed)
    name = f"{venue.slug}-{first}-{hall.report.span.last}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


FILES: dict[str, Callable[[Agreed], tuple[bytes, str]]] = {
    "pdf": lambda paper: (agreed_files.as_pdf({"paper": paper}), "application/pdf"),
    "csv": lambda paper: (agreed_files.as_csv(paper), "text/csv; charset=utf-8"),
    "ods": lambda paper: (agreed_files.as_ods(paper), ODS),
}
