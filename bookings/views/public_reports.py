"""Reports that a hall issued for everybody, on pages that everybody finds."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from bookings.models import IssuedDocument, IssuedReport
from bookings.reports.folding import folded
from bookings.views.issued import FILES, file_of
from venues.models import Venue
from venues.rights import venue_to_see

ON_A_PAGE = 25
Kind = IssuedDocument.Kind


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first."""
    venue = venue_to_see(request.user, slug)
    every = venue.issued_reports.shown_to_all().defer("figures", "parameters").order_by("-number")
    page = Paginator(every.with_files_known().with_later_shown(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "bookings/public_reports.html", {"venue": venue, "page": page})


@require_safe
def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page, as it was issued."""
    venue = venue_to_see(request.user, slug)
    issued = _shown(venue, number)
    files = set(issued.documents.exclude(content=b"").values_list("kind", flat=True))
    context = {
        "venue": venue,
        "issued": issued,
        "later": venue.issued_reports.shown_to_all().counting_again(issued).defer("figures", "parameters").first(),
        "paper": folded(bytes(issued.documents.get(kind=Kind.PAPER).content).decode()),
        "documents": [(ending, kind.label) for ending, (kind, _type) in FILES.items() if kind.value in files],
    }
    return render(request, "bookings/public_report.html", context)


@require_safe
def file(request: HttpRequest, slug: str, number: int, ending: str) -> HttpResponse:
    return file_of(_shown(venue_to_see(request.user, slug), number), slug, ending)


def _shown(venue: Venue, number: int) -> IssuedReport:
    """Raises Http404 for one that is not for everybody, or was taken back."""
    found: IssuedReport = get_object_or_404(venue.issued_reports.shown_to_all(), number=min(number, 2**31 - 1))
    return found
