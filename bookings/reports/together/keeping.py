"""The figures of several venues: those that are kept, and the others worked out, as many as there is time for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.utils.translation import get_language

from bookings.actions.keep_figures import empty_what_changed, keep_figures, make_room_for_figures
from bookings.models import KeptFigures
from bookings.reports.span import Span
from bookings.reports.together.folding import folded, unfolded
from bookings.reports.together.hall import Hall, hall_of
from venues.models import Venue

A_MOMENT = 2.0  # seconds that somebody waits for a page


@dataclass(frozen=True)
class Found:
    """Halls in the order of their venues, and the venues for which there was no time."""

    halls: tuple[Hall, ...]
    missing: tuple[Venue, ...]


def halls_of(
    venues: Sequence[Venue], first: date, until: date, *, as_at: datetime, seconds: float | None = None
) -> Found:
    """Two questions where all are kept, however many there are; venues come with their operators.

    What is worked out is kept where the span is over. After so many seconds, a moment where it is not
    said, no other is begun, but one always is.
    """
    empty_what_changed()
    places = {place.venue_id: place for place in _places(venues, first, until)}
    found = {
        venue.pk: unfolded(place.figures, venue, Span(first, until, as_at, venue.tz))
        for venue in venues
        if (place := places[venue.pk]).figures is not None and place.made_by == made_by()
    }
    begun = monotonic()
    for number, venue in enumerate(venue for venue in venues if venue.pk not in found):
        if number and monotonic() - begun > (A_MOMENT if seconds is None else seconds):
            break
        found[venue.pk] = hall = hall_of(venue, first, until, as_at=as_at)
        if hall.is_settled:
            keep_figures(places[venue.pk], folded(hall), made_by=made_by())
    return Found(
        tuple(found[venue.pk] for venue in venues if venue.pk in found),
        tuple(venue for venue in venues if venue.pk not in found),
    )


def _places(venues: Sequence[Venue], first: date, until: date) -> list[KeptFigures]:
    keys = {venue.pk for venue in venues}
    there = KeptFigures.objects.filter(venue__in=keys, first=first, until=until).order_by()
    places = list(there)
    if len(places) < len(keys):
        make_room_for_figures(keys - {place.venue_id for place in places}, first, until)
        places = list(there.all())
    return places


def made_by() -> str:
    """The code that works figures out, and the language of its sentences: by other code they are made anew."""
    return f"{_print_of_the_code()} {get_language()}"


@cache
def _print_of_the_code() -> str:
    told = hashlib.sha256()
    for file in sorted(_modules()):
        told.update(file.read_bytes())
    return told.hexdigest()[:16]


def _modules() -> Iterator[Path]:
    """And the vocabulary beside them."""
    for app in ("accounts", "venues", "bookings"):
        for file in (settings.BASE_DIR / app).rglob("*"):
            if file.suffix in (".py", ".toml") and file.parent.name != "migrations":
                yield file
