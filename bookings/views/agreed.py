"""What a hall has agreed with its groups: who, under what clause, since and until when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import rights
from bookings.desk.entitlements import agreed_at
from bookings.desk.frame import Frame
from bookings.terms import what_words

ROWS = 20


@require_safe
@login_required
def agreed(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds or is to come first, then what is over."""
    venue = rights.venue_for(request.user, slug, "desk:agreed")
    today = timezone.localdate(timezone=venue.tz)
    page = Paginator(agreed_at(venue, today), ROWS).get_page(request.GET.get("page"))
    context = {
        "frame": Frame.of(request.user, venue, "desk:agreed"),
        "page": page,
        "rows": [(terms, what_words(terms), bool(terms.until and terms.until < today)) for terms in page],
    }
    return render(request, "bookings/desk_agreed.html", context)
