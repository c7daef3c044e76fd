"""The conditions of hire, for everybody: those that hold now, older ones by their number, and a sheet to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from bookings.documents import LOOK, NoPdf, drawn
from venues.models import Conditions, Venue
from venues.rights import venue_to_see


@require_safe
def conditions(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    venue = venue_to_see(request.user, slug)
    versions = list(Conditions.objects.at(venue).defer("text"))
    found = _version(venue, number)
    for version in (*versions, found):
        version.venue = venue
    context = {"venue": venue, "conditions": found, "versions": versions, "is_current": found == versions[0]}
    return render(request, "bookings/conditions.html", context)


@require_safe
@ratelimit(key="ip", rate="20/m", block=True)
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version on paper; where this machine cannot draw one, as a page to print."""
    venue = venue_to_see(request.user, slug)
    found = _version(venue, number)
    found.venue = venue
    context = {"venue": venue, "conditions": found, "language": get_language()}
    try:
        document = drawn("documents/conditions.html", LOOK, context)
    except NoPdf:
        return render(request, "documents/conditions.html", {**context, "to_print": True})
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{venue.slug}-conditions-{found.number}.pdf"'
    return answer


def _version(venue: Venue, number: int | None) -> Conditions:
    """By its number, or the newest; raises Http404 where there is none."""
    rows = Conditions.objects.at(venue)
    found = rows.first() if number is None else rows.filter(number=min(number, 2**15 - 1)).first()
    if found is None:
        raise Http404
    return found
