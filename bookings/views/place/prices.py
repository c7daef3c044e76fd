"""What a place costs: the lists, a new one, a change to one, the sheet for the notice board."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.clock import date_words
from accounts.rights import signed_in
from bookings.actions.change_venue import ChangedMeanwhile, change_venue, mark, print_of
from bookings.actions.import_venue import ChangeRefused
from bookings.actions.withdraw_prices import withdraw_prices
from bookings.desk.place import Place
from bookings.desk.price_grid import grid_of, holes, in_force
from bookings.exceptions import NotPossible
from bookings.forms.place.prices import PriceListForm, name_for
from bookings.forms.place.raising import RaiseForm
from bookings.views.answers import see_other
from bookings.views.place.onward import onward
from bookings.views.place.price_typing import asks_for_more, grid_form
from venues import files
from venues.files import VenueFile
from venues.tariffs import Tariff
from venues.tariffs.raising import raised

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def prices(request: HttpRequest, slug: str) -> HttpResponse:
    """The lists in force and to come; a place that has none begins with the grid itself."""
    place = Place.of(request.user, slug, "place:prices")
    file, today = files.from_database(place.venue), _today(place)
    if not file.tariffs:
        return _new(request, place, file, today)
    if request.method == "POST":
        return see_other(reverse("place:prices", args=[slug]))
    current = in_force(file, today)
    context = {
        "place": place,
        "current": grid_of(current, file) if current else None,
        "to_come": [(grid_of(row, file), holes(row, file)) for row in file.tariffs if row.valid_from > today],
        "over": [grid_of(row, file) for row in reversed(file.tariffs) if row.valid_to and row.valid_to < today],
        "holes": holes(current, file) if current else [],
        "categories": file.operator.categories,
    }
    return render(request, "place/prices.html", context)


@page_and_act
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A list from a later day: it begins as a copy of the last, perhaps dearer by so many per cent."""
    place = Place.of(request.user, slug, "place:prices_new")
    return _new(request, place, files.from_database(place.venue), _today(place))


@page_and_act
@login_required
def change(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """Change a list by which nothing was booked, or take it away while it is to come; others stay as they are."""
    place = Place.of(request.user, slug, "place:prices_change")
    file, today = files.from_database(place.venue), _today(place)
    held = _the_list(file, first)
    if place.venue.tariffs.filter(valid_from=held.valid_from, bookings__isnull=False).exists():
        context = {"place": place, "grid": grid_of(held, file)}
        return render(request, "place/prices_fixed.html", context, status=409 if request.method == "POST" else 200)
    if "take_away" in request.POST:
        return _take_away(request, place, held.valid_from)
    start = {"name": held.name, "first": held.valid_from, "seen": mark(file, "tariffs")}
    form = grid_form(request, file, held, start)
    form.fields["first"].disabled = True
    more = {"held": held, "may_go": held.valid_from > today}
    return _save(request, place, file, form, "place/prices_change.html", more)


@require_safe
@login_required
def notice(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """One list on one sheet."""
    place = Place.of(request.user, slug, "place:prices_notice")
    file = files.from_database(place.venue)
    return render(request, "place/prices_notice.html", {"place": place, "grid": grid_of(_the_list(file, first), file)})


def _new(request: HttpRequest, place: Place, file: VenueFile, today: date) -> HttpResponse:
    last = file.tariffs[-1] if file.tariffs else None
    raising = RaiseForm(request.GET if "percent" in request.GET else None)
    base = last or Tariff("", today, None, file.operator.standard, 60, (), (), file.operator.currency)
    asked = raising.is_bound and raising.is_valid()
    if asked:
        base = raised(base, raising.cleaned_data["percent"], to=raising.cleaned_data["to"])
    begins = max(today, last.valid_from) + timedelta(days=1) if last else today
    start = {"name": name_for(begins), "first": begins, "seen": mark(file, "tariffs")}
    form = grid_form(request, file, base, start)
    form.now = last if asked else None
    more = {"last": last, "raising": raising, "was_raised": asked}
    if request.method == "POST" and not asks_for_more(request) and form.is_valid():
        _judge_first_day(form, last, today)
        if form.tariff.name == name_for(begins):  # as we proposed it, for the day that we proposed
            form.tariff = replace(form.tariff, name=name_for(form.tariff.valid_from))
    status = 400 if raising.is_bound and not asked else 200
    return _save(request, place, file, form, "place/prices_new.html", more, status=status)


def _judge_first_day(form: PriceListForm, last: Tariff | None, today: date) -> None:
    """What was published stays: a new list begins after the last one did, and not in the past."""
    first = form.tariff.valid_from
    if last and first <= last.valid_from:
        words = _("The list “%(name)s” begins on %(day)s. A new one begins later; or change that one.")
        form.add_error("first", words % {"name": last.name, "day": date_words(last.valid_from)})
    elif last and first < today:
        form.add_error("first", _("New prices begin today or later: those of the past are history."))


def _save(
    request: HttpRequest,
    place: Place,
    file: VenueFile,
    form: PriceListForm,
    template: str,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Save the list, once those who save it have seen which open hours it leaves without a price."""
    context = {"place": place, "form": form, **more}
    if not form.is_bound:
        return render(request, template, context, status=status)
    if not form.is_valid():
        return render(request, template, context, status=422)
    tariffs = tuple(row for row in file.tariffs if row.valid_from != form.tariff.valid_from)
    missing = holes(form.tariff, file)
    if missing and request.POST.get("agreed") != _print(missing):
        return render(request, template, {**context, "holes": missing, "agreed": _print(missing)}, status=409)
    try:
        change_venue(
            place.venue,
            part="prices",
            by=signed_in(request),
            at=timezone.now(),
            seen=request.POST.get("seen"),
            tariffs=tuple(sorted((*tariffs, _ending_as_before(form.tariff, file)), key=lambda row: row.valid_from)),
        )
    except ChangedMeanwhile as refusal:
        return _refused(request, place, form, template, context, [str(refusal)], status=409)
    except ChangeRefused as refusal:
        words = [fault.words for fault in refusal.faults]
        return _refused(request, place, form, template, context, words, status=422)
    messages.success(request, _("The price list “%(name)s” is saved.") % {"name": form.tariff.name})
    return onward(request, place, reverse("place:prices", args=[place.venue.slug]))


def _ending_as_before(tariff: Tariff, file: VenueFile) -> Tariff:
    """A list that is changed keeps its last day."""
    held = next((row for row in file.tariffs if row.valid_from == tariff.valid_from), None)
    return replace(tariff, valid_to=held.valid_to) if held else tariff


def _refused(
    request: HttpRequest,
    place: Place,
    form: PriceListForm,
    template: str,
    context: dict[str, Any],
    words: Sequence[str],
    *,
    status: int,
) -> HttpResponse:
    for sentence in dict.fromkeys(words):
        form.add_error(None, sentence)
    typed = request.POST.copy()
    typed["seen"] = print_of(place.venue, "tariffs")
    form.data = typed
    return render(request, template, context, status=status)


def _take_away(request: HttpRequest, place: Place, first: date) -> HttpResponse:
    try:
        withdraw_prices(place.venue, first, by=signed_in(request), at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The price list is taken away."))
    return see_other(reverse("place:prices", args=[place.venue.slug]))


def _the_list(file: VenueFile, first: str) -> Tariff:
    found = next((row for row in file.tariffs if row.valid_from.isoformat() == first), None)
    if found is None:
        raise Http404
    return found


def _today(place: Place) -> date:
    return timezone.now().astimezone(place.venue.tz).date()


def _print(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
