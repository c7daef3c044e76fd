"""A hall that lends things of which there are few."""

from __future__ import annotations

from typing import Any

from tests.make import a_venue
from venues.models import Tariff, Venue

SIX = 6
PROJECTOR = {"code": "projector", "name": "Projector", "stock": SIX, "prices": [{"flat": "7.50"}]}


def a_hall_with_projectors(*cells: str, more: tuple[dict[str, Any], ...] = ()) -> Venue:
    """Its rooms share six projectors, and what `more` of each there is."""
    venue = a_venue(cells=cells)
    tariff = Tariff.objects.get(venue=venue)
    tariff.document = {**tariff.document, "extras": [PROJECTOR, *more]}
    tariff.save()
    return venue
