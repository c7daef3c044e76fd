"""Equipment for access that is out of order: note it; say later what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.desk.place import Place
from bookings.forms.place.outages import OutageChangeForm, OutageForm
from bookings.views.answers import see_other
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.actions.keep_outages import OutageChanged, change_outage, note_outage

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@login_required
def outage_new(request: HttpRequest, slug: str) -> HttpResponse:
    place, at = Place.of(request.user, slug, "place:access_out"), timezone.now()
    today = at.astimezone(place.venue.tz).date()
    form = OutageForm(
        request.POST if request.method == "POST" else None, initial={"starts_on": today}, venue=place.venue
    )
    if form.is_valid():
        note_outage(place.venue, **form.cleaned_data, by=signed_in(request), at=at)
        messages.success(request, _("It is told on the pages of the rooms, and counts when somebody looks for a room."))
        return see_other(reverse("place:access", args=[slug]))
    context = {"place": place, "form": form}
    return render(request, "place/access_out.html", context, status=422 if form.errors else 200)


@either
@login_required
def outage(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say more of it, or that it works again."""
    place, at = Place.of(request.user, slug, "place:access_out_change"), timezone.now()
    found = get_object_or_404(place.venue.outages.all(), pk=pk)
    told = {"expected_on": found.expected_on, "ends_on": found.ends_on, "note": found.note}
    form = OutageChangeForm(request.POST if request.method == "POST" else None, initial=told, outage=found)
    context = {
        "place": place,
        "form": form,
        "outage": found,
        "what": equipment(FACTS[found.fact]),
        "seen": found.updated_at.isoformat(),
    }
    if form.is_valid():
        try:
            change_outage(found, **form.cleaned_data, seen=request.POST.get("seen", ""), by=signed_in(request), at=at)
        except OutageChanged as refusal:
            form.add_error(None, str(refusal))
            return render(request, "place/access_out.html", context, status=409)
        messages.success(request, _("What you said of it is saved."))
        return see_other(reverse("place:access", args=[slug]))
    return render(request, "place/access_out.html", context, status=422 if form.errors else 200)
