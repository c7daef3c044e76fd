"""How hirers get in: the code of the key safe or of the door, and from which day on it holds."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.desk.place import Place
from bookings.forms.place.entry import WayInForm
from bookings.sent_numbers import sent_number
from bookings.views.answers import see_other
from venues.actions.set_way_in import set_way_in, take_way_in_away
from venues.models import WayIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """Seen by the desk alone; whoever has booked sees it three days before, on the page of their booking."""
    place = Place.of(request.user, slug, "place:entry")
    at, today = timezone.now(), timezone.localdate(timezone=place.venue.tz)
    if request.method == "POST" and "away" in request.POST:
        return _away(request, place)
    form = WayInForm(request.POST if request.method == "POST" else None, initial={"valid_from": today})
    if form.is_valid():
        set_way_in(place.venue, **form.cleaned_data, by=signed_in(request), at=at)
        messages.success(request, _("Saved. Whoever has a date after that sees it three days before."))
        return see_other(reverse("place:entry", args=[slug]))
    context = {
        "place": place,
        "form": form,
        "now": WayIn.objects.on(place.venue, today),
        "ways": WayIn.objects.at(place.venue).select_related("made_by"),
    }
    return render(request, "place/entry.html", context, status=422 if form.is_bound else 200)


def _away(request: HttpRequest, place: Place) -> HttpResponse:
    key = sent_number(request.POST["away"])
    found = None if key is None else WayIn.objects.at(place.venue).filter(pk=key).first()
    if found is not None:
        take_way_in_away(found, by=signed_in(request))
        messages.success(request, _("Taken away. Nobody sees it any more."))
    return see_other(reverse("place:entry", args=[place.venue.slug]))
