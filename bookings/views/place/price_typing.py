"""The grid of prices as it is stored, as it was typed, or as it was typed with the boxes of one more thing."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest

from bookings.forms.place.counts import Counts
from bookings.forms.place.prices import PriceListForm
from bookings.forms.trying import TryForm
from bookings.views.trying import proposed
from venues.files import VenueFile
from venues.models import Venue
from venues.tariffs import Tariff

TRY = "try-"  # what the boxes of a hire to be tried are called by
SEVERAL = re.compile(r"(band|way)\d+-days|together\d+")  # boxes of which several are ticked


def asks_for_more(request: HttpRequest) -> bool:
    """Whether a button adds boxes, and nothing is to be saved."""
    return any(name.startswith("add_") for name in request.POST)


def grid_form(request: HttpRequest, file: VenueFile, base: Tariff, start: dict[str, Any]) -> PriceListForm:
    """`start` is what the boxes say beside what the list does."""
    usual = Counts.of(base, file)
    if request.method != "POST":
        return PriceListForm(file=file, base=base, counts=usual, initial=start)
    counts = usual.sent(request.POST)
    if not asks_for_more(request):
        return PriceListForm(request.POST, file=file, base=base, counts=counts, initial=start)
    typed = {name: values if SEVERAL.fullmatch(name) else values[-1] for name, values in request.POST.lists()}
    form = PriceListForm(file=file, base=base, counts=counts.with_more(request.POST), initial={**start, **typed})
    form.look_at_the_new(counts)
    return form


def trial_in(request: HttpRequest, venue: Venue, form: PriceListForm) -> dict[str, Any]:
    """A hire to be tried by what is typed, and its price where the button was pressed; nothing is saved."""
    is_asked = "try" in request.POST and form.is_bound and form.is_valid()
    tariff = form.tariff if is_asked else form.base
    typed = {name.removeprefix(TRY): value for name, value in request.POST.items() if name.startswith(TRY)}
    trial = TryForm(
        request.POST if is_asked else None,
        venue=venue,
        file=form.file,
        lists=[tariff],
        on=proposed(venue, [tariff]),
        typed=typed,
        prefix="try",
    )
    return {"trial": trial, "tried": trial.price() if is_asked and trial.is_valid() else None}
