"""What a funder reads by the link that a hall gave: the agreed figures, as page, document and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from bookings.actions.link_report import note_opening, report_link_at
from bookings.actions.make_pdf import ask_for_linked_pdf
from bookings.documents import is_known_to_draw_none
from bookings.models import IssuedReport, ReportLink
from bookings.reports import agreed_files
from bookings.reports.agreed import agreed
from bookings.reports.by_link import Shown, as_data, evidence_of, to_draw
from bookings.spreadsheets import ODS
from bookings.views.answers import see_other
from bookings.views.projects import picture_of

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """The link of this token, or 404; what is answered is kept by no machine on the way and found by no search."""

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


@require_safe
@by_link
def page(request: HttpRequest, link: ReportLink, token: str, number: int | None = None) -> HttpResponse:
    """One of its reports, the newest where none was chosen, with links to the others."""
    reports = list(link.reports.defer("figures").order_by("-number"))
    chosen = _report(link, number or max((each.number for each in reports), default=0))
    shown = Shown.of(link, chosen, evidence_of(link).without_pictures())
    others = [(each, reverse("for_funder_report", args=[token, each.number])) for each in reports if each != chosen]
    context = {
        **shown.context(lambda each: reverse("for_funder_picture", args=[token, each.pk])),
        "others": others,
        "later": _counting_again(chosen, token, reports),
        "links": {kind: reverse(f"for_funder_{kind}", args=[token, chosen.number]) for kind in ("pdf", "csv", "ods")},
        "here": reverse("for_funder_report", args=[token, chosen.number]),
        "pdf": link.pdfs.showing(shown.key).filter(report=chosen).defer("content").first(),
        "draws_none": is_known_to_draw_none(),
    }
    return render(request, "bookings/for_funder.html", context)


@csrf_exempt  # what counts is the token in the address: nobody is signed in, and who reads is given no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="60/h", method="POST", block=True)
@by_link
def pdf(request: HttpRequest, link: ReportLink, token: str, number: int) -> HttpResponse:
    """The document that the clock has drawn, or on to the page with the button: POST has it drawn, once.

    Where this machine cannot draw one it is a page to print.
    """
    chosen = _report(link, number)
    shown = Shown.of(link, chosen, evidence_of(link).without_pictures())
    back = reverse("for_funder_report", args=[token, number]) + "#pdf"
    if request.method == "POST":
        ask_for_linked_pdf(link, chosen, shown.key, at=timezone.now())
        return see_other(back)
    made = link.pdfs.showing(shown.key).filter(report=chosen).exclude(made_at=None).first()
    if made:
        return _file(bytes(made.content), "application/pdf", chosen, "pdf")
    if is_known_to_draw_none():
        printed = {**to_draw(link, chosen).context(as_data), "language": get_language(), "to_print": True}
        return render(request, "documents/for_funder.html", printed)
    return redirect(back)


@require_safe
@by_link
def csv(request: HttpRequest, link: ReportLink, token: str, number: int) -> HttpResponse:
    chosen = _report(link, number)
    return _file(agreed_files.as_csv(agreed(chosen, link.figures)), "text/csv; charset=utf-8", chosen, "csv")


@require_safe
@by_link
def ods(request: HttpRequest, link: ReportLink, token: str, number: int) -> HttpResponse:
    chosen = _report(link, number)
    return _file(agreed_files.as_ods(agreed(chosen, link.figures)), ODS, chosen, "ods")


@require_safe
@by_link
def picture(request: HttpRequest, link: ReportLink, token: str, pk: int) -> HttpResponse:
    return picture_of(get_object_or_404(evidence_of(link), pk=pk))


def _counting_again(chosen: IssuedReport, token: str, given: list[IssuedReport]) -> dict[str, Any] | None:
    """The newest report of the same days, and where its reader may read it: by the link, for all, or (empty) nowhere.

    One question.
    """
    later = chosen.venue.issued_reports.counting_again(chosen).defer("figures", "parameters").first()
    if later is None:
        return None
    address = ""
    if later in given:
        address = reverse("for_funder_report", args=[token, later.number])
    elif later.is_shown_to_all:
        address = reverse("venues:report", args=[chosen.venue.slug, later.number])
    return {"report": later, "address": address}


def _report(link: ReportLink, number: int) -> IssuedReport:
    found = get_object_or_404(link.reports, number=number)
    found.venue = link.venue
    return found


def _file(content: bytes, kind: str, of: IssuedReport, ending: str) -> HttpResponse:
    name = f"{of.venue.slug}-report-{of.number}-{of.first}-{of.last}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
