"""The picture of a paper, for the few who may see it: never kept by a browser or by anything between."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from venues.models import Entitlement


def paper(claim: Entitlement) -> HttpResponse:
    if claim.shown_picture is None:
        raise Http404
    return HttpResponse(
        bytes(claim.shown_picture),
        content_type="image/jpeg",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": 'inline; filename="paper.jpg"',
            "X-Content-Type-Options": "nosniff",
        },
    )
