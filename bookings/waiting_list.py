"""Who waits for what: the first whose whole time has become free is offered it, then the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts import journal
from bookings import policy, waiting_letters
from bookings.availability.survey import guarded, survey
from bookings.fair_use import judge
from bookings.guard import speaks_in
from bookings.locks import lock_cells
from bookings.models import Hold, Occupancy, Wait
from bookings.models.wait import WaitQuerySet
from bookings.occupying import of_hold, sweep
from venues.models import Room, Venue
from venues.periods import Period

PASSING_ON = timedelta(minutes=15)  # what an offer keeps longer than it says, so that the next has it and no passer-by
AROUND = timedelta(hours=12)  # more than anybody clears up


def offer_what_is_free(venue: Venue, periods: Iterable[Period], *, at: datetime) -> int:
    """Offer what became free in these periods to the first who waits for it; how many offers were made.

    Called in the transaction of whatever freed the hours, after it has let them go: then nobody comes between.
    One question where nobody waits.
    """
    freed = [period.widened(AROUND, AROUND) for period in periods]
    if not freed:
        return 0
    whole = Period(min(period.start for period in freed), max(period.end for period in freed))
    waiting = Wait.objects.waiting().at(venue).filter(starts_at__gt=at).overlapping(whole)
    rooms = dict(waiting.values_list("pk", "room"))
    if not rooms:
        return 0
    found = _rooms(set(rooms.values()))
    cells = [cell.pk for room in found.values() for cell in room.cells.all()]
    lock_cells(cells, venue=venue.pk)
    sweep(cells, at=at)
    held = Wait.objects.waiting().filter(pk__in=rooms).select_for_update(of=("self",), no_key=True).in_order()
    waits = [wait for wait in held if wait.room_id in found and any(map(wait.period.overlaps, freed))]
    return sum(_offer(wait, found[wait.room_id], at) for wait in _free_for(waits, found, at))


def release_offer(wait: Wait) -> None:
    """Give its hours back; whoever calls has the cells of its room, and then asks the next."""
    if wait.hold_id is not None:
        Hold.objects.filter(pk=wait.hold_id).delete()
        wait.hold = None


def before(wait: Wait) -> int:
    """How many others came earlier and still wait for some of the same hours and the same space."""
    return waiting_for(wait.room, wait.period).exclude(pk=wait.pk).filter(made_at__lt=wait.made_at).count()


def waiting_for(room: Room, period: Period) -> WaitQuerySet:
    """Those who wait for some of these hours in this room, or in one that shares a space with it; in order."""
    sharing = Room.objects.filter(cells__in=room.cells.filter(shared=False))
    return Wait.objects.open().filter(room__in=sharing).overlapping(period).in_order()


def queues(room: Room, periods: Iterable[Period]) -> dict[Period, int]:
    """How many wait already for some of the hours of each period; one question."""
    asked = list(periods)
    if not asked:
        return {}
    whole = Period(min(period.start for period in asked), max(period.end for period in asked))
    rows = waiting_for(room, whole).order_by().values_list("starts_at", "ends_at")
    waits = [Period(*moments) for moments in rows]
    return {period: sum(map(period.overlaps, waits)) for period in asked}


def _rooms(keys: Iterable[int]) -> dict[int, Room]:
    """Those that can be had at all, with venue and cells."""
    rooms = Room.objects.on_offer().filter(pk__in=set(keys)).select_related("venue__operator")
    return {room.pk: room for room in rooms.prefetch_related("cells")}


def _free_for(waits: Sequence[Wait], rooms: dict[int, Room], at: datetime) -> Iterator[Wait]:
    """Those whose whole time is free, each as the ones before it leave it."""
    periods = list(dict.fromkeys(wait.period for wait in waits))
    asked = list({wait.room_id: rooms[wait.room_id] for wait in waits}.values())
    cells = {room.pk: [cell.pk for cell in room.cells.all()] for room in asked}
    seen = survey(asked, cells, periods, at=at)
    free = {(room.pk, finding.period) for room in asked for finding in seen.of(room) if finding.is_free}
    given: list[tuple[set[int], Period]] = []
    own = {room.pk: {cell.pk for cell in room.taken_cells} for room in asked}
    for wait in waits:
        stretch, taken = guarded(rooms[wait.room_id], wait.period), own[wait.room_id]
        if (wait.room_id, wait.period) not in free:
            continue
        if any(taken & others and stretch.overlaps(other) for others, other in given):
            continue
        if not _is_fair(wait, rooms[wait.room_id], at):
            continue
        given.append((taken, stretch))
        yield wait


def _is_fair(wait: Wait, room: Room, at: datetime) -> bool:
    """Whether the group may have it in fairness to others; nothing is asked where the hall has set nothing."""
    if not (room.venue.fair_use or room.venue.has_first_calls):
        return True
    return judge(room.venue, wait.hirer, [([room], wait.period)], at=at) == [None]


def _offer(wait: Wait, room: Room, at: datetime) -> bool:
    """Keep the hours and write the letter; not where it is too late to book them, or somebody was quicker."""
    venue = room.venue
    until = policy.offer_until(at, wait.starts_at, hours=venue.offer_hours, notice=timedelta(hours=venue.notice_hours))
    if until is None:
        return False
    hold = Hold(
        kind=Hold.Kind.OFFERED,
        venue=venue,
        room=room,
        starts_at=wait.starts_at,
        ends_at=wait.ends_at,
        expires_at=min(until + PASSING_ON, wait.starts_at),
        made_at=at,
    )
    try:
        with transaction.atomic():
            hold.save()
            Occupancy.objects.bulk_create(of_hold(hold, room))
    except IntegrityError as fault:
        if speaks_in(fault):
            return False
        raise
    wait.state, wait.hold, wait.offered_at, wait.offer_until = Wait.State.OFFERED, hold, at, until
    wait.stood_until = None
    wait.save(update_fields=["state", "hold", "offered_at", "offer_until", "stood_until"])
    journal.record(None, "offered", wait)
    waiting_letters.offered(wait)
    return True
