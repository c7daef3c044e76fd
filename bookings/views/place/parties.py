"""What is asked of parties, and what is to be done before leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings.actions.change_venue import mark_of_rows
from bookings.desk.place import Place
from bookings.forms.place.parties import PartiesForm
from bookings.views.answers import see_other
from bookings.views.place.row_saving import WRONG, save_row
from venues.files.stored import venue_row


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def parties(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:parties")
    row = venue_row(place.venue)
    seen = mark_of_rows(row)
    form = PartiesForm(request.POST if request.method == "POST" else None, row=row, seen=seen)
    if not form.is_valid():
        return _page(request, place, form, status=WRONG if form.is_bound else 200)
    saved, status = save_row(request, place, form, form.changed_row(), seen=seen)
    if status:
        return _page(request, place, form, status=status)
    messages.success(
        request, _("Saved. What is booked already stays as it is.") if saved else _("Nothing was changed.")
    )
    return see_other(request.get_full_path())


def _page(request: HttpRequest, place: Place, form: PartiesForm, *, status: int) -> HttpResponse:
    return render(request, "place/parties.html", {"place": place, "form": form}, status=status)
