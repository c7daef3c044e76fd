"""Which of how many dates a date is, as its price counts them: as they were counted when they were asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from bookings.models import Session


class Place(NamedTuple):
    date_number: int
    dates_booked: int


def places_of(sessions: Collection[Session]) -> dict[int, Place]:
    """By the key of the date. A date given up since, or refused for a closure, changes no other date's place.

    Where it was not kept, all dates of the booking that are there count, whatever became of them. One question at most.
    """
    found = {
        each.pk: Place(each.date_number, each.dates_booked)
        for each in sessions
        if each.date_number and each.dates_booked
    }
    unknown = [each for each in sessions if each.pk not in found]
    if not unknown:
        return found
    by_booking: dict[int, list[int]] = defaultdict(list)
    dates = Session.objects.filter(booking__in={each.booking_id for each in unknown})
    for booking, key in dates.order_by("first_starts_at", "pk").values_list("booking", "pk"):
        by_booking[booking].append(key)
    for each in unknown:
        keys = by_booking[each.booking_id]
        found[each.pk] = Place(keys.index(each.pk) + 1, len(keys))
    return found
