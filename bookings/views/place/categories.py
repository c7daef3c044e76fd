"""The kinds of price of an operator: the list, one of them, another one."""

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

from accounts.models import Hirer
from accounts.rights import signed_in
from bookings.actions.change_categories import Rows, change_categories, ready_made
from bookings.actions.change_venue import ChangedMeanwhile
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.place.categories import CategoryForm
from bookings.views.answers import see_other
from venues.files.stored import operator_row

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def categories(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; a place with the standard price alone may have three ready-made ones."""
    place = Place.of(request.user, slug, "place:prices_categories")
    rows = operator_row(place.venue.operator).categories
    if "ready_made" in request.POST and len(rows) == 1:
        _change(request, place, ready_made(rows[0]), rows)
        messages.success(request, _("There are three kinds of price now. Change them as you like."))
        return see_other(reverse("place:prices", args=[slug]))
    if request.method == "POST":
        return see_other(reverse("place:prices_categories", args=[slug]))
    kinds = dict(Hirer.Kind.choices)
    context = {
        "rows": [(row, [kinds[kind] for kind in row.kinds]) for row in rows],
        "may_use_ready_made": len(rows) == 1,
    }
    return _page(request, place, "place/categories.html", context)


@page_and_act
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:prices_category_new")
    rows = operator_row(place.venue.operator).categories
    form = CategoryForm(request.POST if request.method == "POST" else None, rows=rows, row=None)
    return _save(request, place, form, rows, "place/categories_new.html", {})


@page_and_act
@login_required
def change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:prices_category")
    rows = operator_row(place.venue.operator).categories
    row = next((row for row in rows if row.code == code), None)
    if row is None:
        raise Http404
    taken_away = "take_away" in request.POST
    typed = request.POST if request.method == "POST" and not taken_away else None
    form = CategoryForm(typed, rows=rows, row=row)
    if taken_away:
        rest = tuple(other for other in rows if other != row)
        try:
            _change(request, place, rest, rows)
        except (NotPossible, ChangeRefused) as refusal:
            context = {"form": form, "row": row, "refusal": _words(refusal), "seen": _print(rows)}
            return _page(request, place, "place/categories_change.html", context, status=409)
        messages.success(request, _("“%(name)s” is taken away.") % {"name": row.name})
        return see_other(reverse("place:prices_categories", args=[slug]))
    return _save(request, place, form, rows, "place/categories_change.html", {"row": row})


def _save(
    request: HttpRequest, place: Place, form: CategoryForm, rows: Rows, template: str, more: dict[str, Any]
) -> HttpResponse:
    context = {"form": form, "seen": _print(rows), **more}
    if not form.is_bound:
        return _page(request, place, template, context)
    if not form.is_valid():
        return _page(request, place, template, context, status=422)
    try:
        if request.POST.get("seen") != _print(rows):
            raise ChangedMeanwhile
        _change(request, place, form.rows(), rows)
    except (ChangedMeanwhile, NotPossible, ChangeRefused) as refusal:
        form.add_error(None, _words(refusal))
        status = 422 if isinstance(refusal, ChangeRefused) else 409
        return _page(request, place, template, context, status=status)
    messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
    return see_other(reverse("place:prices_categories", args=[place.venue.slug]))


def _change(request: HttpRequest, place: Place, rows: Rows, seen: Rows) -> None:
    change_categories(place.venue.operator, rows, by=signed_in(request), at=timezone.now(), seen=seen)


def _page(
    request: HttpRequest, place: Place, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Every page says first for which venues it holds."""
    venues = list(place.venue.operator.venues.order_by("name").values_list("name", flat=True))
    return render(request, template, {"place": place, "venues": venues, **context}, status=status)


def _words(refusal: BookingError) -> str:
    if isinstance(refusal, ChangeRefused):
        return " ".join(dict.fromkeys(fault.words for fault in refusal.faults))
    return str(refusal)


def _print(rows: Rows) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
