"""What a place costs: the lists, a new one, a change to one, the sheet for the notice board."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings.actions.change_draft import keep_draft
from bookings.actions.change_venue import change_venue, mark, print_of
from bookings.actions.publish_draft import cannot_begin
from bookings.actions.withdraw_prices import withdraw_prices
from bookings.desk.place import Place
from bookings.desk.price_grid import grid_of, holes, in_force, names_its_day
from bookings.desk.price_work import PriceWork, fixed_days, key_of, name_for, next_first_day, published_words
from bookings.exceptions import NotPossible
from bookings.forms.place.raising import RaiseForm
from bookings.views.answers import see_other
from bookings.views.place.price_saving import save_table
from bookings.views.place.price_typing import asks_for_more, grid_form
from venues import files
from venues.files import VenueFile
from venues.models import PriceDraft
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
        "fixed": {day.isoformat() for day in fixed_days(place.venue)},
        "current": grid_of(current, file) if current else None,
        "to_come": [(grid_of(row, file), holes(row, file)) for row in file.tariffs if row.valid_from > today],
        "over": [grid_of(row, file) for row in reversed(file.tariffs) if row.valid_to and row.valid_to < today],
        "holes": holes(current, file) if current else [],
        "drafts": [
            (draft, key_of(draft), names_its_day(draft.name, draft.valid_from))
            for draft in place.venue.price_drafts.open()
        ],
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
    """The table of a draft, or of a list by which nothing was booked; others stay as they are."""
    place = Place.of(request.user, slug, "place:prices_change")
    work = PriceWork.of(place, first)
    if work.is_fixed:
        is_over = bool(work.draft or (work.tariff.valid_to and work.tariff.valid_to < _today(place)))
        context = {"place": place, "work": work, "grid": grid_of(work.tariff, work.file), "is_over": is_over}
        return render(request, "place/prices_fixed.html", context, status=409 if request.method == "POST" else 200)
    if "take_away" in request.POST and work.draft is None:
        return _take_away(request, place, work.tariff.valid_from)
    start = {"name": work.tariff.name, "first": work.tariff.valid_from, "seen": work.seen}
    form = grid_form(request, work.file, work.tariff, start)
    form.fields["first"].disabled = True

    def keep(tariff: Tariff) -> str:
        work.save(tariff, by=signed_in(request), at=timezone.now(), seen=request.POST.get("seen", ""))
        return _saved(request, place, tariff, work.draft)

    return save_table(
        request,
        place,
        form,
        "place/prices_change.html",
        {"held": work.tariff, "work": work, "may_go": work.draft is None and work.tariff.valid_from > _today(place)},
        keep=keep,
        seen_now=lambda: PriceWork.of(place, first).seen,
        asks_about_holes=work.draft is None,
        held=work.tariff,
    )


@require_safe
@login_required
def notice(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """One list on one sheet."""
    place = Place.of(request.user, slug, "place:prices_notice")
    work = PriceWork.of(place, first)
    return render(request, "place/prices_notice.html", {"place": place, "grid": grid_of(work.tariff, work.file)})


def _new(request: HttpRequest, place: Place, file: VenueFile, today: date) -> HttpResponse:
    last = file.tariffs[-1] if file.tariffs else None
    raising = RaiseForm(request.GET if "percent" in request.GET else None)
    base = last or Tariff("", today, None, file.operator.standard, 60, (), (), file.operator.currency)
    asked = raising.is_bound and raising.is_valid()
    if asked:
        base = raised(base, raising.cleaned_data["percent"], to=raising.cleaned_data["to"])
    begins = next_first_day(file, today)
    start = {"name": name_for(begins), "first": begins, "seen": mark(file, "tariffs")}
    form = grid_form(request, file, base, start)
    form.now = last if asked else None
    is_draft = last is not None and "draft" in request.POST
    if request.method == "POST" and not asks_for_more(request) and form.is_valid():
        obstacle = cannot_begin(form.tariff.valid_from, file, today=today) if last else ""
        if obstacle:
            form.add_error("first", obstacle)
        if form.tariff.name == name_for(begins):  # as we proposed it, for the day that we proposed
            form.tariff = replace(form.tariff, name=name_for(form.tariff.valid_from))

    def keep(tariff: Tariff) -> str:
        by, at, seen = signed_in(request), timezone.now(), request.POST.get("seen", "")
        if is_draft:
            return _saved(request, place, tariff, keep_draft(place.venue, tariff, by=by, at=at))
        rows = tuple(sorted((*file.tariffs, tariff), key=lambda row: row.valid_from))
        change_venue(place.venue, part="prices", by=by, at=at, seen=seen, tariffs=rows)
        if last is None:
            return _saved(request, place, tariff, None)
        messages.success(request, published_words(tariff.name, tariff.valid_from))
        return reverse("place:prices", args=[place.venue.slug])

    return save_table(
        request,
        place,
        form,
        "place/prices_new.html",
        {"last": last, "is_first": last is None, "raising": raising, "was_raised": asked},
        keep=keep,
        seen_now=lambda: print_of(place.venue, "tariffs"),
        asks_about_holes=not is_draft,
        status=400 if raising.is_bound and not asked else 200,
    )


def _saved(request: HttpRequest, place: Place, tariff: Tariff, draft: PriceDraft | None) -> str:
    """Say so, and where to go on."""
    words = _("The draft “%(name)s” is saved.") if draft else _("The price list “%(name)s” is saved.")
    messages.success(request, words % {"name": tariff.name})
    if draft:
        return reverse("place:prices_draft", args=[place.venue.slug, key_of(draft)])
    return reverse("place:prices", args=[place.venue.slug])


def _take_away(request: HttpRequest, place: Place, first: date) -> HttpResponse:
    try:
        withdraw_prices(place.venue, first, by=signed_in(request), at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The price list is taken away."))
    return see_other(reverse("place:prices", args=[place.venue.slug]))


def _today(place: Place) -> date:
    return timezone.now().astimezone(place.venue.tz).date()
