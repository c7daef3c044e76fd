"""School terms: which a hall goes by, and the calendars of its operator, typed or read from a file."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.actions.change_terms import change_terms, take_terms_away
from bookings.actions.change_venue import ChangedMeanwhile, change_venue
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.exceptions import NotPossible
from bookings.forms.place.terms import FollowForm, TermsFileForm, TermsForm
from bookings.views.answers import see_other
from venues.files.contents import TermCalendarRow
from venues.files.stored import calendar_row

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """The operator's calendars; one of them is what the hall goes by."""
    place = Place.of(request.user, slug, "place:terms")
    venue = place.venue
    calendars = list(venue.operator.term_calendars.prefetch_related("terms"))
    posted = request.POST if request.method == "POST" else None
    form = FollowForm(posted, calendars=calendars, followed=venue.term_calendar)
    if form.is_valid():
        chosen = form.rows.get(form.cleaned_data["calendar"])
        row = calendar_row(chosen) if chosen else None
        change_venue(venue, part="terms", by=signed_in(request), at=timezone.now(), school_terms=row)
        messages.success(request, _("Saved. It holds for what is asked from now on."))
        return see_other(reverse("place:terms", args=[slug]))
    context = {"place": place, "form": form, "calendars": calendars, "today": timezone.localdate(timezone=venue.tz)}
    return render(request, "place/terms.html", context, status=422 if form.errors else 200)


@page_and_act
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit(request, Place.of(request.user, slug, "place:terms_new"), None)


@page_and_act
@login_required
def change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:terms_change")
    held = place.venue.operator.term_calendars.prefetch_related("terms").filter(code=code).first()
    if held is None:
        raise Http404
    row = calendar_row(held)
    if "take_away" not in request.POST:
        return _edit(request, place, row)
    try:
        take_terms_away(place.venue, code, by=signed_in(request))
    except NotPossible as refusal:
        return _page(request, place, row, TermsForm(row=row), TermsFileForm(), refusal=str(refusal), status=409)
    messages.success(request, _("“%(name)s” is taken away.") % {"name": row.name})
    return see_other(reverse("place:terms", args=[slug]))


def _edit(request: HttpRequest, place: Place, row: TermCalendarRow | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, place, row, TermsForm(row=row), TermsFileForm())
    if "read" in request.POST:
        return _read(request, place, row)
    form = TermsForm(request.POST, row=row)
    if not form.is_valid():
        return _page(request, place, row, form, TermsFileForm(), status=422)
    taken = place.venue.operator.term_calendars.values_list("code", flat=True)
    try:
        if request.POST.get("seen") != _mark(row):
            raise ChangedMeanwhile
        held = change_terms(place.venue, form.calendar(taken), by=signed_in(request), at=timezone.now(), seen=row)
    except ChangedMeanwhile as refusal:
        return _page(request, place, row, form, TermsFileForm(), refusal=str(refusal), status=409)
    except ChangeRefused as refusal:
        for fault in refusal.faults:
            form.add_error(None, fault.words)
        return _page(request, place, row, form, TermsFileForm(), status=422)
    messages.success(request, _("“%(name)s” is saved.") % {"name": held.name})
    return see_other(reverse("place:terms", args=[place.venue.slug]))


def _read(request: HttpRequest, place: Place, row: TermCalendarRow | None) -> HttpResponse:
    """The lines of the file join those in the box, to be looked at and then saved."""
    reading = TermsFileForm(request.POST, request.FILES)
    if not reading.is_valid():
        return _page(request, place, row, TermsForm(initial=request.POST.dict(), row=row), reading, status=422)
    typed = {name: request.POST.get(name, "") for name in TermsForm.base_fields}
    lines = [line.strip() for line in [*typed["terms"].splitlines(), *reading.lines.splitlines()]]
    typed["terms"] = "\n".join(dict.fromkeys(filter(None, lines)))
    typed["read_on"] = typed["read_on"] or timezone.localdate(timezone=place.venue.tz).isoformat()
    return _page(request, place, row, TermsForm(initial=typed, row=row), TermsFileForm(), found=len(reading.terms))


def _page(
    request: HttpRequest,
    place: Place,
    row: TermCalendarRow | None,
    form: TermsForm,
    reading: TermsFileForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "place": place,
        "row": row,
        "form": form,
        "reading": reading,
        "faulty": reading if reading.errors else form,
        "seen": _mark(row),
        "venues": list(place.venue.operator.venues.order_by("name").values_list("name", flat=True)),
        **more,
    }
    return render(request, "place/terms_edit.html", context, status=status)


def _mark(row: TermCalendarRow | None) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()[:16]
