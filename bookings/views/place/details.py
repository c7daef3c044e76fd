"""Name and address of a place, how to reach it, and how it lets its rooms."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.actions import ChangedMeanwhile, ChangeRefused, change_venue
from bookings.actions.change_venue import print_of
from bookings.desk.place import Place
from bookings.forms.place.details import DetailsForm
from bookings.views.place.onward import onward
from venues.files.stored import venue_row

WRONG, CHANGED = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def details(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:details")
    seen = print_of(place.venue, "venue")
    form = DetailsForm(request.POST or None, row=venue_row(place.venue), seen=seen)
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            saved = _save(request, place, form)
            if saved is not None:
                _say(request, saved)
                return onward(request, place)
            status = CHANGED if form.has_error(None) or form.has_error("zone") else WRONG
    return render(request, "place/details.html", {"place": place, "form": form}, status=status)


def _save(request: HttpRequest, place: Place, form: DetailsForm) -> tuple[str, ...] | None:
    """What changed; None where it could not be saved, and the form says why."""
    seen = form.cleaned_data["seen"]
    row = form.changed_row()
    try:
        return change_venue(
            place.venue, part=place.part, by=signed_in(request), at=timezone.now(), seen=seen, venue=row
        )
    except ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
    except ChangeRefused as refusal:
        form.take(refusal.faults)
    return None


def _say(request: HttpRequest, saved: tuple[str, ...]) -> None:
    words = _("Saved. What is booked already stays as it is.") if saved else _("Nothing was changed.")
    messages.success(request, words)
