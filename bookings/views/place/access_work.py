"""One page for the desk: what is to be found out about access, the most useful first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.rights import signed_in
from bookings.desk.access_work import access_work
from bookings.desk.place import Place


@require_safe
@login_required
def work(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:access_work")
    today = timezone.now().astimezone(place.venue.tz).date()
    context = {
        "place": place,
        "work": access_work(place, on=today),
        "who": signed_in(request).pk,
        "base": reverse("place:access_walk", args=[slug]),
    }
    return render(request, "place/access_work.html", context)
