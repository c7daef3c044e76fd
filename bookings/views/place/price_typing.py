"""The grid of prices as it is stored, as it was typed, or as it was typed with the boxes of one more thing."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest

from bookings.forms.place.counts import Counts
from bookings.forms.place.prices import PriceListForm
from venues.files import VenueFile
from venues.tariffs import Tariff

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
