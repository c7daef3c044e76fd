"""Quiet hours, the summary of what waits, and the number for emergencies."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.unwanted import is_unwanted, want_again
from bookings.actions.change_venue import mark_of_rows
from bookings.desk.place import Place
from bookings.digest_letters import kind_for
from bookings.forms.place.letters import LettersForm
from bookings.views.answers import see_other
from bookings.views.place.row_saving import CHANGED, WRONG, save_row
from venues.files.stored import venue_row
from venues.quiet import read_again_at


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:letters")
    row = venue_row(place.venue)
    seen = mark_of_rows(row)
    summaries = kind_for(place.venue)
    is_stopped = is_unwanted(summaries)
    form = LettersForm(request.POST if request.method == "POST" else None, row=row, seen=seen, is_stopped=is_stopped)
    if not form.is_valid():
        return _page(request, place, form, status=WRONG if form.is_bound else 200)
    saved, status = save_row(request, place, form, form.changed_row(), seen=seen)
    if status:
        return _page(request, place, form, status=status, meanwhile=status == CHANGED)
    if is_stopped and form.wants_summaries:
        want_again(summaries)
    messages.success(request, _("Saved.") if saved or is_stopped else _("Nothing was changed."))
    return see_other(request.get_full_path())


def _page(
    request: HttpRequest, place: Place, form: LettersForm, *, status: int, meanwhile: bool = False
) -> HttpResponse:
    read_again = read_again_at(place.venue, timezone.now())
    is_stopped = is_unwanted(kind_for(place.venue))
    context = {"place": place, "form": form, "meanwhile": meanwhile, "read_again": read_again, "is_stopped": is_stopped}
    return render(request, "place/letters.html", context, status=status)
