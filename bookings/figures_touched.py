"""What marks of written rows concern: which venues, and from which day on their figures may be others.

Figures of days that are over hang on nothing later: sessions, closures and verdicts count in the days where they lie,
requests from the day on which they were sent, what was refused on the day when it was, and what came before is looked
back on only from later days. So what was booked, moved, priced, counted, paid or given up leaves all days before it as
they were; a booking reaches back to its first date or to when it was asked for, a hirer that was changed or merged to
the first of its bookings. All else (rooms, hours, price lists, access, what a hall has set, wages) has no day, and
concerns all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime

from django.db.models import Min, Q

from accounts.models import Touched
from bookings.models import Booking, Session
from venues.models import Room, Venue

Mark = tuple[str, int, datetime | None]
Concerned = Iterable[tuple[int, datetime | None]]  # venues, each with the moment before which nothing changed
EVER = date.min


def venues_touched(marks: Iterable[Mark]) -> dict[int, date] | None:
    """By venue the day (UTC) before which all stands as it was; None where nothing stands at any venue."""
    since: dict[int, date] = {}
    keys: dict[str, set[int]] = defaultdict(set)
    verdicts: list[tuple[int, datetime | None]] = []
    for what, key, moment in marks:
        if what == Touched.ALL:
            return None
        if what in ("venue", "days"):
            _note(since, [(key, moment)])
        elif what == "verdict":
            verdicts.append((key, moment))
        else:
            keys[what].add(key)
    for what, of in keys.items():
        _note(since, OWNERS[what](of))
    halls = dict(Booking.objects.filter(pk__in={key for key, _moment in verdicts}).values_list("pk", "venue_id"))
    if any(key not in halls for key, _moment in verdicts):
        return None  # it went with its booking, and nobody knows any more where that was
    _note(since, ((halls[key], moment) for key, moment in verdicts))
    return since


def _note(since: dict[int, date], found: Concerned) -> None:
    for venue, moment in found:
        day = moment.date() if moment else EVER
        since[venue] = min(day, since.get(venue, day))


def _of_operators(keys: Collection[int]) -> Concerned:
    return ((venue, None) for venue in Venue.objects.filter(operator__in=keys).values_list("pk", flat=True))


def _of_rooms(keys: Collection[int]) -> Concerned:
    venues = Room.objects.filter(pk__in=keys).order_by().values_list("venue_id", flat=True)
    return ((venue, None) for venue in venues)


def _of_sessions(keys: Collection[int]) -> Concerned:
    """Those that were deleted, or lay elsewhere, have left marks of their own; so with all that follow."""
    return Session.objects.filter(pk__in=keys).order_by().values_list("venue_id", "starts_at")


def _asked_for(keys: Collection[int]) -> Concerned:
    """What was never sent is no request, however its hours change."""
    sent = Booking.objects.filter(pk__in=keys).exclude(requested_at=None)
    return sent.order_by().values_list("venue_id", "requested_at")


def _of_bookings(keys: Collection[int]) -> Concerned:
    return _first_of(Q(pk__in=keys))


def _of_hirers(keys: Collection[int]) -> Concerned:
    return _first_of(Q(hirer__in=keys))


def _first_of(which: Q) -> Iterator[tuple[int, datetime | None]]:
    """Of bookings: of their own moments and their dates the first, by venue."""
    moments = ("requested_at", "answered_at", "decided_at", "made_at", "sessions__starts_at")
    firsts = Booking.objects.filter(which).order_by().values_list("venue_id").annotate(*map(Min, moments))
    for venue, *found in firsts:
        yield venue, min(moment for moment in found if moment)


OWNERS: dict[str, Callable[[Collection[int]], Concerned]] = {
    "operator": _of_operators,
    "room": _of_rooms,
    "session": _of_sessions,
    "asked": _asked_for,
    "booking": _of_bookings,
    "hirer": _of_hirers,
}
