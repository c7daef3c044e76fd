"""Name and address of a place, how to reach it, and how it lets its rooms."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings.actions.change_venue import mark_of_rows
from bookings.desk.changing_rooms import Effect, effects_of_turnaround, mark_of
from bookings.desk.place import Place
from bookings.forms.place.details import DetailsForm
from bookings.views.place.onward import onward
from bookings.views.place.row_saving import CHANGED, WRONG, save_row
from venues.files.stored import venue_row


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def details(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:details")
    row = venue_row(place.venue)
    seen = mark_of_rows(row)
    form = DetailsForm(request.POST or None, row=row, seen=seen)
    if request.method != "POST" or not form.is_valid():
        return _page(request, place, form, status=WRONG if form.errors else 200)
    effects = effects_of_turnaround(place.venue, form.cleaned_data["turnaround_minutes"], at=timezone.now())
    if effects and form.cleaned_data["known"] != mark_of(effects):
        return _page(request, place, form, status=CHANGED, effects=effects)
    saved, refused = save_row(request, place, form, form.changed_row(), seen=seen)
    if refused:
        status = CHANGED if form.has_error("zone") else refused
        return _page(request, place, form, status=status, meanwhile=refused == CHANGED)
    messages.success(request, _said(place, saved))
    return onward(request, place)


def _said(place: Place, saved: tuple[str, ...]) -> str:
    if not saved:
        return _("Nothing was changed.")
    return _("Saved. What is booked already stays as it is.") if place.venue.published else _("Saved.")


def _page(
    request: HttpRequest,
    place: Place,
    form: DetailsForm,
    *,
    status: int,
    meanwhile: bool = False,
    effects: Sequence[Effect] = (),
) -> HttpResponse:
    context = {"place": place, "form": form, "meanwhile": meanwhile, "effects": effects, "mark": mark_of(effects)}
    return render(request, "place/details.html", context, status=status)
