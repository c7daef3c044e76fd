"""What a funder reads by the link that a hall gave: the agreed figures, as page, document and files."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from bookings.actions.link_report import note_opening, report_link_at
from bookings.documents import NoPdf
from bookings.models import IssuedReport, ReportLink
from bookings.reports import agreed_files
from bookings.reports.agreed import agreed
from bookings.spreadsheets import ODS
from bookings.views.projects import picture_of
from venues.models import Evidence
from venues.models.project import EvidenceQuerySet

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """The link of this token, or 404; what is answered is kept by no machine on the way and found by no search."""

    @require_safe
    @ratelimit(key="ip", rate="600/h", block=True)
    @wraps(view)
    def answered(request: HttpRequest, token: str, **chosen: int) -> HttpResponse:
        at = timezone.now()
        link = report_link_at(token, at)
        if link is None:
            raise Http404
        answer = view(request, link, token, **chosen)
        note_opening(link, at=at)
        answer["Cache-Control"], answer["X-Robots-Tag"] = "private, no-store", "noindex, nofollow"
        return answer

    return answered


@by_link
def page(request: HttpRequest, link: ReportLink, token: str, number: int | None = None) -> HttpResponse:
    """One of its reports, the newest where none was chosen, with links to the others."""
    reports = list(link.reports.defer("figures").order_by("-number"))
    chosen = _report(link, number or max((each.number for each in reports), default=0))
    evidence = _evidence(link).without_pictures()
    addresses = {each.pk: reverse("for_funder_picture", args=[token, each.pk]) for each in evidence}
    others = [(each, reverse("for_funder_report", args=[token, each.number])) for each in reports if each != chosen]
    files = {kind: reverse(f"for_funder_{kind}", args=[token, chosen.number]) for kind in ("pdf", "csv", "ods")}
    context = {**_context(link, chosen, evidence, addresses), "others": others, "links": files}
    return render(request, "bookings/for_funder.html", context)


@by_link
@ratelimit(key="ip", rate="60/h", block=True)
def pdf(request: HttpRequest, link: ReportLink, token: str, number: int) -> HttpResponse:
    """The document; where this machine cannot draw one, the same as a page to print."""
    chosen, evidence = _report(link, number), list(_evidence(link))
    context = _context(link, chosen, evidence, {each.pk: _as_data(each) for each in evidence})
    try:
        document = agreed_files.as_pdf(context)
    except NoPdf:
        printed = {**context, "language": get_language(), "to_print": True}
        return render(request, "documents/for_funder.html", printed)
    return _file(document, "application/pdf", chosen, "pdf")


@by_link
def csv(request: HttpRequest, link: ReportLink, token: str, number: int) -> HttpResponse:
    chosen = _report(link, number)
    return _file(agreed_files.as_csv(agreed(chosen, link.figures)), "text/csv; charset=utf-8", chosen, "csv")


@by_link
def ods(request: HttpRequest, link: ReportLink, token: str, number: int) -> HttpResponse:
    chosen = _report(link, number)
    return _file(agreed_files.as_ods(agreed(chosen, link.figures)), ODS, chosen, "ods")


@by_link
def picture(request: HttpRequest, link: ReportLink, token: str, pk: int) -> HttpResponse:
    return picture_of(get_object_or_404(_evidence(link), pk=pk))


def _report(link: ReportLink, number: int) -> IssuedReport:
    found = get_object_or_404(link.reports, number=number)
    found.venue = link.venue
    return found


def _evidence(link: ReportLink) -> EvidenceQuerySet:
    found = Evidence.objects.filter(project__links=link).select_related("project__venue__operator")
    return found.order_by("project_id", "on", "pk")


def _context(
    link: ReportLink, chosen: IssuedReport, evidence: Iterable[Evidence], addresses: Mapping[int, str]
) -> dict[str, Any]:
    """What the page and the document show, each picture by its address."""
    found = [(each, addresses[each.pk]) for each in evidence]
    return {
        "link": link,
        "paper": agreed(chosen, link.figures),
        "photos": [pair for pair in found if pair[0].is_photo],
        "receipts": [pair for pair in found if not pair[0].is_photo],
    }


def _as_data(evidence: Evidence) -> str:
    """The picture within the document itself, which loads nothing; empty where there is none."""
    if evidence.picture is None:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(bytes(evidence.picture)).decode()}"


def _file(content: bytes, kind: str, of: IssuedReport, ending: str) -> HttpResponse:
    name = f"{of.venue.slug}-report-{of.number}-{of.first}-{of.last}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
