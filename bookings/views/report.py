"""The funder's report of a venue: a page, a document, a file for a spreadsheet."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit
from django_tables2 import RequestConfig

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.make_pdf import ask_for_pdf
from bookings.desk.frame import Frame
from bookings.documents import is_known_to_draw_none
from bookings.forms.report import LAST_QUARTER, SpanForm, full_quarters
from bookings.models import ReportPdf
from bookings.reports import Edition, Report
from bookings.reports.machine_copy import as_csv
from bookings.reports.open_document import as_ods
from bookings.reports.presenting import present
from bookings.reports.rows_behind import RowsBehind, as_table
from bookings.spreadsheets import ODS, csv_lines
from bookings.tables import RowsOfFigure
from bookings.views import quarter
from bookings.views.answers import see_other
from venues.models import Venue
from venues.rights import OFFICERS

ROWS = 50
OUTSIDE = (Edition.FUNDER, Edition.PUBLIC)


@require_safe
@login_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue)
    form = _form(request, venue)
    return _page(request, venue, form) if form.is_valid() else _asked_wrongly(request, venue, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The document that was made for who asks, or on to the page with the button: POST has it made.

    Where this machine cannot draw one it is a page to print.
    """
    venue = rights.venue_for(request.user, slug, "desk:report_pdf")
    posted = request.method == "POST"
    if not _sees_all(request, venue):
        return HttpResponseNotAllowed(["GET", "HEAD"]) if posted else quarter.answered(request, venue, "pdf")
    form = _form(request, venue)
    if not form.is_valid():
        return _asked_wrongly(request, venue, form)
    if form.is_draft:
        return _not_issued(request, venue)
    back = _link("desk:report", slug, request.GET.urlencode())
    if posted:
        ask_for_pdf(signed_in(request), venue, form.settled, at=timezone.now())
        return see_other(back + "#pdf")
    made = _pdf(request, venue, form).exclude(made_at=None).first()
    if made:
        return _file(bytes(made.content), "application/pdf", slug, form, "pdf")
    return _to_print(venue, form, request) if is_known_to_draw_none() else redirect(back + "#pdf")


@require_safe
@login_required
def csv(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report_csv")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue, "csv")
    form = _form(request, venue)
    if not form.is_valid():
        return _asked_wrongly(request, venue, form)
    if form.is_draft:
        return _not_issued(request, venue)
    return _file(as_csv(_report(venue, form)).encode(), "text/csv; charset=utf-8", slug, form, "csv")


@require_safe
@login_required
def ods(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report_ods")
    if not _sees_all(request, venue):
        return quarter.answered(request, venue, "ods")
    form = _form(request, venue)
    if not form.is_valid():
        return _asked_wrongly(request, venue, form)
    if form.is_draft:
        return _not_issued(request, venue)
    return _file(as_ods(_report(venue, form)), ODS, slug, form, "ods")


@require_safe
@login_required
def rows(request: HttpRequest, slug: str, figure: str) -> HttpResponse:
    """What stands behind a figure of the desk's edition; the others have no rows."""
    venue = rights.venue_for(request.user, slug, "desk:report_rows")
    form = _form(request, venue)
    if not form.is_valid():
        return _asked_wrongly(request, venue, form)
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
        return _asked_wrongly(request, venue, form)
    behind = _behind(venue, form, figure)
    content = b"".join(csv_lines(as_table(behind)))
    return _file(content, "text/csv; charset=utf-8", slug, form, f"{behind.value.id}.csv")


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
    return form.report_of(venue, timezone.now())


def _page(request: HttpRequest, venue: Venue, form: SpanForm) -> HttpResponse:
    asked = request.GET.copy()
    chooses = bool(asked.pop("choose", None))
    slug, query = venue.slug, asked.urlencode()
    context = {
        "venue": venue,
        "form": form,
        "frame": Frame.of(request.user, venue, "desk:report"),
        "query": query,
        "chooses": chooses,
        "drafts": {each.value: _link("desk:report", slug, _for(asked, each)) for each in OUTSIDE},
        "last_quarter": _last_quarter(form, slug),
        "rows_of": slug,
        "paper": present(_report(venue, form)),
        "issue_link": _link("desk:issue", slug, query),
        "pdf": None if form.is_draft else _pdf(request, venue, form).defer("content").first(),
        "pdf_link": _link("desk:report_pdf", slug, query),
        "draws_none": is_known_to_draw_none(),
        "csv_link": _link("desk:report_csv", slug, query),
        "ods_link": _link("desk:report_ods", slug, query),
    }
    return render(request, "bookings/report.html", context)


def _for(asked: QueryDict, edition: Edition) -> str:
    """The same days and figures, for somebody else; before and after is in nothing for everybody."""
    query = asked.copy()
    if edition is Edition.PUBLIC:
        query.pop("change_on", None)
    query["edition"] = edition.value
    return query.urlencode()


def _last_quarter(form: SpanForm, slug: str) -> str:
    """The commonest errand: the days that a funder asks for; nowhere where they are shown already."""
    if form.cleaned_data["span"] == full_quarters(form.today)[0]:
        return ""
    return _link("desk:report", slug, urlencode({"days": LAST_QUARTER, "edition": Edition.FUNDER.value}))


def _asked_wrongly(request: HttpRequest, venue: Venue, form: SpanForm) -> HttpResponse:
    context = {"venue": venue, "form": form, "frame": Frame.of(request.user, venue, "desk:report")}
    return render(request, "bookings/report.html", context, status=400)


def _pdf(request: HttpRequest, venue: Venue, form: SpanForm) -> QuerySet[ReportPdf]:
    """The one that this person asked for, made or not, or none."""
    return ReportPdf.objects.filter(venue=venue, user=signed_in(request), query=form.settled)


def _to_print(venue: Venue, form: SpanForm, request: HttpRequest) -> HttpResponse:
    context = {"paper": present(_report(venue, form)), "language": get_language(), "to_print": True}
    return render(request, "documents/report.html", context)


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


def _file(content: bytes, kind: str, slug: str, form: SpanForm, ending: str) -> HttpResponse:
    first, until = form.cleaned_data["span"]
    name = f"{slug}-{first}-{until - timedelta(days=1)}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
