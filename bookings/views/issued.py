"""Reports that were issued: their list, each as it was, its documents, the same counted again, and issuing one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings import reports, rights
from bookings.actions.issue_report import issue_report
from bookings.actions.show_report import show_report_again, take_report_back
from bookings.desk.frame import Frame
from bookings.documents import is_known_to_draw_none
from bookings.exceptions import NotPossible
from bookings.forms.for_report import WordsToIssueForm
from bookings.forms.report import SpanForm
from bookings.models import IssuedDocument, IssuedReport
from bookings.reports import Edition, Pack
from bookings.reports.differencing import Judged, judged
from bookings.reports.folding import folded
from bookings.reports.freezing import frozen, moment_to_issue, refuse_nothing
from bookings.reports.otherwise import differences
from bookings.reports.own_words import to_begin_with, told_of, with_words
from bookings.reports.packs import NAMES
from bookings.reports.presenting import present
from bookings.spreadsheets import ODS
from bookings.views.answers import see_other
from venues.models import Venue

ON_A_PAGE = 25
Kind = IssuedDocument.Kind
FILES = {
    "pdf": (Kind.PDF, "application/pdf"),
    "ods": (Kind.ODS, ODS),
    "csv": (Kind.CSV, "text/csv; charset=utf-8"),
    "txt": (Kind.TEXT, "text/plain; charset=utf-8"),
}


@require_safe
@login_required
def issued_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first."""
    venue = rights.venue_for(request.user, slug, "desk:issued")
    every = venue.issued_reports.select_related("issued_by").defer("figures", "parameters").order_by("-number")
    page = Paginator(every.with_files_known(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"frame": Frame.of(request.user, venue, "desk:report"), "page": page}
    return render(request, "bookings/issued.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """What would be kept, and the button; the same button twice issues one."""
    venue = rights.venue_for(request.user, slug, "desk:issue")
    posted, at = request.method == "POST", timezone.now()
    form = SpanForm(request.POST if posted else request.GET, today=at.astimezone(venue.tz).date())
    context: dict[str, Any] = {"frame": Frame.of(request.user, venue, "desk:report"), "form": form}
    if not form.is_valid():
        return render(request, "bookings/issue.html", context, status=422)
    context["choose_link"] = f"{reverse('desk:report', args=[slug])}?{form.settled}&choose=1"
    key = request.POST.get("key", "")[:64].replace("\0", "")
    if key and (made := venue.issued_reports.filter(key=key).first()):
        return see_other(reverse("desk:issued_report", args=[slug, made.number]))
    words = _words(request, venue, *form.cleaned_data["span"])
    try:
        found = _judged(venue, form, at)
        report = found.instead if "without" in request.POST else None if found.refusal else found.report
        if posted and report and words.is_valid():
            spoken = replace(report, told=with_words(report.told, words.cleaned_data))
            kept = frozen(spoken, form.window_chosen, instead_of=found.report if report is found.instead else None)
            made = issue_report(venue, kept, by=signed_in(request), at=at, key=key, beside=found.beside)
            messages.success(request, _("Issued as number %(number)s. It stays as it is.") % {"number": made.number})
            return see_other(reverse("desk:issued_report", args=[slug, made.number]))
    except NotPossible as refusal:
        context["refusal"] = str(refusal)
        return render(request, "bookings/issue.html", context, status=409 if posted else 200)
    span = found.report.span
    context |= {
        "found": found,
        "refusal": found.refusal,
        "paper": present(found.report),
        "asked": {"first": span.first, "last": span.last, "until": span.last_covered},
        "pack": NAMES[found.report.pack],
        "chosen": parse_qsl(form.settled),
        "words": words,
        "key": get_random_string(32),
    }
    status = 200 if not posted else 422 if words.errors else 409
    return render(request, "bookings/issue.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def issued_report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page, as it was issued; POST takes one for everybody off the public page, or puts it back."""
    issued = _issued(request, slug, number, "desk:issue" if request.method == "POST" else "desk:issued_report")
    if request.method == "POST":
        messages.success(request, _shown_or_not(request, issued))
        return see_other(request.path)
    documents = set(issued.documents.exclude(content=b"").values_list("kind", flat=True))
    paper = issued.documents.get(kind=Kind.PAPER)
    context = {
        "frame": Frame.of(request.user, issued.venue, "desk:report"),
        "issued": issued,
        "later": issued.venue.issued_reports.counting_again(issued).defer("figures", "parameters").first(),
        "paper": folded(bytes(paper.content).decode()),
        "documents": [(ending, kind.label) for ending, (kind, _type) in FILES.items() if kind.value in documents],
        "blotted_at": paper.blotted_at,
        "allowed_by": list(filter(None, told_of(issued).allowed_by)),
        "shows": rights.may(request.user, issued.venue, "desk:issue"),
        "gives_link": issued.is_for_outside and rights.may(request.user, issued.venue, "desk:report_link_new"),
        "for_funder": "" if issued.is_for_outside else _to_issue(request, issued, Edition.FUNDER),
        "has_pdf": Kind.PDF.value in documents,
        "draws_none": is_known_to_draw_none(),
    }
    return render(request, "bookings/issued_report.html", context)


@require_safe
@login_required
def issued_file(request: HttpRequest, slug: str, number: int, ending: str) -> HttpResponse:
    return file_of(_issued(request, slug, number, "desk:issued_file"), slug, ending)


def file_of(issued: IssuedReport, slug: str, ending: str) -> HttpResponse:
    """Raises Http404 where there is none."""
    if ending not in FILES:
        raise Http404
    kind, content_type = FILES[ending]
    document = get_object_or_404(issued.documents.exclude(content=b""), kind=kind)
    name = f"{slug}-report-{issued.number}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(document.content), content_type=content_type, headers=headers)


@require_safe
@login_required
def issued_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same counted now: which figure was, is, and why."""
    issued = _issued(request, slug, number, "desk:issued_again")
    frame = Frame.of(request.user, issued.venue, "desk:report")
    edition = Edition(issued.edition)
    again = "" if issued.window else _to_issue(request, issued, edition)
    context = {"frame": frame, "issued": issued, "differences": differences(issued), "issue_again": again}
    return render(request, "bookings/issued_again.html", context)


def _shown_or_not(request: HttpRequest, issued: IssuedReport) -> str:
    """What was done, in words."""
    act, by = request.POST.get("act", ""), signed_in(request)
    if issued.edition != IssuedReport.PUBLIC or act not in ("end", "show"):
        raise Http404
    if act == "end":
        take_report_back(issued, by=by, at=timezone.now())
        return _("Taken off your public page. Whoever kept a copy still has it.")
    show_report_again(issued, by=by)
    return _("It stands on your public page.")


def _words(request: HttpRequest, venue: Venue, first: date, until: date) -> WordsToIssueForm:
    """As typed on the page of issuing; where none were sent, what they begin with."""
    begin = to_begin_with(venue, first, until)
    return WordsToIssueForm(request.POST if "note" in request.POST else begin or {"note": ""}, initial=begin)


def _judged(venue: Venue, form: SpanForm, at: datetime) -> Judged:
    """Raises NotPossible where none of the days is over, or of them nothing is on record."""
    first, until = form.cleaned_data["span"]
    as_at, window = moment_to_issue(first, until, venue.tz, at), form.window_chosen
    whole = reports.build(venue, first, until, as_at=as_at, pack=Pack(form.cleaned_data["pack"]), window=window)
    refuse_nothing(whole)
    return judged(venue, whole, form.edition_chosen, window, at=at)


def _to_issue(request: HttpRequest, issued: IssuedReport, edition: Edition) -> str:
    """Where the same days and figures are issued for these; nowhere for who may not."""
    if not rights.may(request.user, issued.venue, "desk:issue"):
        return ""
    asked = {"first": issued.first, "last": issued.last, "pack": issued.pack, "edition": edition.value}
    return f"{reverse('desk:issue', args=[issued.venue.slug])}?{urlencode(asked)}"


def _issued(request: HttpRequest, slug: str, number: int, page: str) -> IssuedReport:
    """One of the venue's; raises Http404 for any other."""
    venue = rights.venue_for(request.user, slug, page)
    issued: IssuedReport = get_object_or_404(venue.issued_reports.select_related("issued_by"), number=number)
    issued.venue = venue
    return issued
