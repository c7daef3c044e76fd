"""The overview of a place: its steps, what is still missing, and the other halls of whoever keeps it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import rights
from bookings.desk.access_work import access_work
from bookings.desk.place import Place
from bookings.privacy import notice


@require_safe
@login_required
def home(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:home")
    venue, steps = place.venue, place.steps()
    today = timezone.localdate(timezone=venue.tz)
    context = {
        "place": place,
        "steps": steps,
        "to_do": place.to_do(notice.missing(venue.operator)) if venue.published else [],
        "untouched": all(step.lacks for step in steps),
        "first": next((step for step in steps if step.lacks and step.address), None),
        "may_publish": place.may("place:publish"),
        "may_start": place.may("place:another"),
        "may_bring": not venue.published and place.may("place:diary"),
        "may_change": place.may("place:hours") or place.may("place:prices_new"),
        "work": access_work(place, on=today) if place.may("place:access_work") else None,
        "others": [other for other in rights.venues_with(request.user, "place:home") if other != venue],
    }
    return render(request, "place/home.html", context)
