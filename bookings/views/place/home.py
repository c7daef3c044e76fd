"""The overview of a place: its parts, and what is still missing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bookings.desk.place import Place


@require_safe
@login_required
def home(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:home")
    return render(request, "place/home.html", {"place": place})
