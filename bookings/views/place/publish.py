"""Show a place to the public, or take it from public view; each says first what it means."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.actions.publish_venue import NotReady, publish_venue, unpublish_venue
from bookings.desk.place import Place
from bookings.desk.timetables import timetables, week_words
from bookings.models import Booking, Session
from bookings.privacy import notice
from bookings.views.answers import see_other
from venues import files
from venues.models import Post
from venues.readiness import holes

WRONG = 422
FIRST_DATES = 10  # of those to come are named; the diary has all


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:publish")
    if request.method != "POST":
        return _page(request, place)
    by, at = signed_in(request), timezone.now()
    if request.POST.get("action") == "unpublish":
        unpublish_venue(place.venue, by=by, at=at)
        messages.success(request, _("The hall is no longer shown. What is booked stays."))
        return see_other(reverse("place:publish", args=[slug]))
    try:
        publish_venue(place.venue, by=by, at=at)
    except NotReady:
        return _page(request, place, status=WRONG)
    messages.success(request, _("The hall is shown to the public. People can find it and ask for its rooms."))
    return see_other(reverse("place:publish", args=[slug]))


def _page(request: HttpRequest, place: Place, *, status: int = 200) -> HttpResponse:
    at, venue = timezone.now(), place.venue
    to_come = Session.objects.at(venue).blocking().to_come(at)
    file = files.from_database(venue)
    context = {
        "place": place,
        "steps": place.steps(),
        "hours": [week_words(week.days) for week in timetables(file.hours) if week.is_usual],
        "holes": holes(file, today=timezone.localdate(timezone=venue.tz)),
        "unsaid": notice.missing(venue.operator) if place.may("place:privacy") else [],
        "first": to_come.for_lists().order_by("starts_at", "pk")[:FIRST_DATES] if venue.published else [],
        "booked": to_come.filter(booking__status=Booking.Status.CONFIRMED).count(),
        "asked": to_come.filter(booking__status=Booking.Status.REQUESTED).count(),
        "address": request.build_absolute_uri(venue.get_absolute_url()),
        "has_secretary": venue.posts.filter(kind=Post.Kind.SECRETARY).exists(),
        "refused": status == WRONG,
    }
    return render(request, "place/publish.html", context, status=status)
