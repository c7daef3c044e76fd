"""The most people in the whole place at once, by day: for the hall's own eyes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from bookings import rights
from bookings.desk.frame import Frame
from bookings.forms.people_at_once import AtOnceForm
from bookings.reports.people_at_once import people_at_once
from bookings.tables import DaysAtOnce

PER_PAGE = 20


@require_safe
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:people_at_once")
    form = AtOnceForm(request.GET, today=timezone.localdate(timezone=venue.tz))
    context: dict[str, Any] = {"frame": Frame.of(request.user, venue, "desk:report"), "venue": venue, "form": form}
    if not form.is_valid():
        return render(request, "bookings/people_at_once.html", context, status=400)
    asked = form.cleaned_data
    found = people_at_once(venue, asked["first"], asked["last"] + timedelta(days=1), staff=asked["staff"])
    table = DaysAtOnce(found, venue.tz)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "bookings/people_at_once.html", {**context, "found": found, "table": table})
