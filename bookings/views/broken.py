"""Something is broken: whoever stands before it tells the hall, by the link of the poster, without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from bookings.desk.out_too_long import known_to_all
from bookings.forms.broken import BrokenForm
from bookings.views.answers import see_other
from venues.actions.tell_fault import tell_fault
from venues.models import Fault
from venues.models.fault import KEPT_DAYS
from venues.rights import venue_to_see


@require_safe
def short(request: HttpRequest, slug: str, code: str = "") -> HttpResponse:
    """The link on the poster, short enough to type."""
    venue = venue_to_see(request.user, slug)
    page = reverse("venues:broken", args=[venue.slug])
    return redirect(f"{page}?{urlencode({'room': code})}" if code else page)


@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="10/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="60/d", method="POST")
def broken(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody; what is open and public already stands above the form, so that nobody need tell it twice."""
    venue = venue_to_see(request.user, slug)
    rooms, posted = list(venue.rooms.filter(retired_on=None)), request.method == "POST"
    form = BrokenForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        rooms=rooms,
        initial={"room": request.GET.get("room", "")},
    )
    if form.is_valid():
        said = form.cleaned_data
        tell_fault(
            venue,
            room=form.chosen_room,
            kind=said["kind"],
            words=said["words"],
            picture=form.picture,
            email=said["email"],
            at=timezone.now(),
        )
        thanks = reverse("venues:broken_told", args=[venue.slug])
        return see_other(f"{thanks}?hear=yes" if said["email"] else thanks)
    known = Fault.objects.filter(venue=venue).shown().without_pictures().select_related("room")
    out = known_to_all(venue, on=timezone.localdate(timezone=venue.tz))
    context = {"venue": venue, "form": form, "known": known, "out": out, "days": KEPT_DAYS}
    return render(request, "bookings/broken.html", context, status=422 if form.is_bound else 200)


@require_safe
def told(request: HttpRequest, slug: str) -> HttpResponse:
    """Thank you, and what happens next."""
    venue = venue_to_see(request.user, slug)
    return render(request, "bookings/broken_told.html", {"venue": venue, "hears": "hear" in request.GET})
