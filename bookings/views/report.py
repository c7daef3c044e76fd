"""The funder's report of a venue: a page, a document, a file for a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from bookings import reports, rights
from bookings.desk.frame import Frame
from bookings.documents import NoPdf
from bookings.forms.report import SpanForm
from bookings.reports import Edition, Pack, Report
from bookings.reports.machine_copy import as_csv
from bookings.reports.open_document import as_ods
from bookings.reports.pdf import as_pdf
from bookings.reports.presenting import present
from bookings.reports.rows_behind import RowsBehind, as_table
from bookings.spreadsheets import ODS, csv_lines
from bookings.tables import RowsOfFigure
from bookings.views import quarter
from venues.models import Venue
from venues.rights import OFFICERS

ROWS = 50


@require_safe
@login_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue)
    form = _form(request, venue)
    context: dict[str, Any] = {"venue": venue, "form": form, "frame": Frame.of(request.user, venue, "desk:report")}
    if not form.is_valid():
        return render(request, "bookings/report.html", context, status=400)
    query = request.GET.urlencode()
    context |= {
        "query": query,
        "rows_of": slug,
        "paper": present(_report(venue, form)),
        "issue_link": _link("desk:issue", slug, query),
        "pdf_link": _link("desk:report_pdf", slug, query),
        "csv_link": _link("desk:report_csv", slug, query),
        "ods_link": _link("desk:report_ods", slug, query),
    }
    return render(request, "bookings/report.html", context)


@require_safe
@login_required
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The document; where this machine cannot draw one, the same as a page to print."""
    venue = rights.venue_for(request.user, slug, "desk:report_pdf")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue, "pdf")
    form = _form(request, venue)
    if not form.is_valid():
        return report(request, slug)
    if _is_draft(form):
        return _not_issued(request, venue)
    found = _report(venue, form)
    try:
        document = as_pdf(found)
    except NoPdf:
        context = {"paper": present(found), "language": get_language(), "to_print": True}
        return render(request, "documents/report.html", context)
    return _file(document, "application/pdf", found, "pdf")


@require_safe
@login_required
def csv(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report_csv")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue, "csv")
    form = _form(request, venue)
    if not form.is_valid():
        return report(request, slug)
    if _is_draft(form):
        return _not_issued(request, venue)
    found = _report(venue, form)
    return _file(as_csv(found).encode(), "text/csv; charset=utf-8", found, "csv")


@require_safe
@login_required
def ods(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report_ods")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue, "ods")
    form = _form(request, venue)
    if not form.is_valid():
        return report(request, slug)
    if _is_draft(form):
        return _not_issued(request, venue)
    found = _report(venue, form)
    return _file(as_ods(found), ODS, found, "ods")


@require_safe
@login_required
def rows(request: HttpRequest, slug: str, figure: str) -> HttpResponse:
    """What stands behind a figure of the desk's edition; the others have no rows."""
    venue = rights.venue_for(request.user, slug, "desk:report_rows")
    form = _form(request, venue)
    if not form.is_valid():
        return report(request, slug)
    behind = _behind(venue, form, figure)
    table = RowsOfFigure(behind, slug)
    RequestConfig(request, paginate={"per_page": ROWS}).configure(table)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "frame": Frame.of(request.user, venue, "desk:report"),
        "venue": venue,
        "behind": behind,
        "table": table,
        "back": _link("desk:report", slug, asked.urlencode()),
        "csv_link": _link("desk:report_rows_csv", slug, asked.urlencode(), figure),
    }
    return render(request, "bookings/report_rows.html", context)


@require_safe
@login_required
def rows_csv(request: HttpRequest, slug: str, figure: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report_rows_csv")
    form = _form(request, venue)
    if not form.is_valid():
        return report(request, slug)
    behind = _behind(venue, form, figure)
    content = b"".join(csv_lines(as_table(behind)))
    return _file(content, "text/csv; charset=utf-8", behind.report, f"{behind.value.id}.csv")


def _behind(venue: Venue, form: SpanForm, figure: str) -> RowsBehind:
    """Raises Http404 for what has no rows."""
    try:
        return RowsBehind.of(_report(venue, form), venue, figure)
    except KeyError as unknown:
        raise Http404 from unknown


def _sees_all(request: HttpRequest, venue: Venue) -> bool:
    """Officers choose any days and each edition; a funder chooses a quarter, and sees what may be known outside."""
    return bool(rights.roles_at(request.user, venue) & OFFICERS)


def _form(request: HttpRequest, venue: Venue) -> SpanForm:
    return SpanForm(request.GET, today=timezone.now().astimezone(venue.tz).date())


def _report(venue: Venue, form: SpanForm) -> Report:
    first, until = form.cleaned_data["span"]
    pack = Pack(form.cleaned_data["pack"])
    asked: dict[str, Any] = {"edition": form.edition_chosen, "pack": pack, "window": form.window_chosen}
    return replace(reports.build(venue, first, until, as_at=timezone.now(), **asked), is_draft=_is_draft(form))


def _is_draft(form: SpanForm) -> bool:
    """What officers look at before they issue it."""
    return form.edition_chosen is not Edition.DESK


def _not_issued(request: HttpRequest, venue: Venue) -> HttpResponse:
    """No file of an edition for others goes out before it is issued."""
    slug, query = venue.slug, request.GET.urlencode()
    context = {
        "frame": Frame.of(request.user, venue, "desk:report"),
        "report_link": _link("desk:report", slug, query),
        "issue_link": _link("desk:issue", slug, query),
    }
    return render(request, "bookings/report_not_issued.html", context, status=409)


def _link(name: str, slug: str, query: str, *more: str) -> str:
    address = reverse(name, args=[slug, *more])
    return f"{address}?{query}" if query else address


def _file(content: bytes, kind: str, found: Report, ending: str) -> HttpResponse:
    name = f"{found.slug}-{found.span.first}-{found.span.last}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
