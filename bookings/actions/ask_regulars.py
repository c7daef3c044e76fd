"""Ask the regulars about next year: their hours are kept for them until they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import User
from bookings import renewal_letters
from bookings.availability.survey import guarded
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Hold, Occupancy, Renewal, Slot
from bookings.occupying import of_hold, sweep
from bookings.recurrence import as_document
from bookings.regulars import Regular, looked_at, regulars
from bookings.undoing import UNDO_FOR
from venues.models import Venue
from venues.periods import Period

PASSING_ON = timedelta(hours=2)  # what is not answered stays kept so long, for those who wait and no passer-by


@all_or_nothing
def ask_regulars(
    venue: Venue,
    bookings: Collection[int],
    *,
    starts_on: date,
    ends_on: date,
    answer_by: date,
    by: User,
    at: datetime,
) -> Renewal:
    """Keep the hours of these series in the new year, and write to each hirer once; the same button twice is once.

    What somebody else has already, or what is shut, is a clash that the hirer is told. Raises NotPossible where
    there is nothing to ask, or another year is being asked about.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=venue.pk)
    open_now = Renewal.objects.open().filter(venue=venue).first()
    if open_now is not None:
        if (open_now.starts_on, open_now.ends_on, open_now.made_by) == (starts_on, ends_on, by):
            return open_now
        if open_now.is_ending:
            words = _("Asking the regulars ends at %(time)s. Ask about another year after that.")
            raise NotPossible(words % {"time": open_now.answers_until})
        raise NotPossible(_("The regulars are being asked already. End that first."))
    found = [each for each in regulars(venue, starts_on=starts_on, ends_on=ends_on, at=at) if each.pattern]
    chosen = [each for each in found if each.booking.pk in bookings]
    if not chosen:
        raise NotPossible(_("There is nobody to ask. Tick at least one series."))
    cells = [cell.pk for each in chosen for room in each.rooms for cell in room.cells.all()]
    lock_cells(cells, venue=venue.pk)
    sweep(cells, at=at)
    renewal = Renewal.objects.create(
        venue=venue, starts_on=starts_on, ends_on=ends_on, answer_by=answer_by, made_by=by, made_at=at
    )
    slots = _keep(renewal, looked_at(chosen, at=at), by=by, at=at)
    journal.record(by, "asked the regulars", venue, why=str(len(slots)))
    with outbox.kept_back(at + UNDO_FOR):
        tell(renewal, slots)
    return renewal


def tell(renewal: Renewal, slots: Iterable[Slot], *, reminds: bool = False) -> int:
    """One letter for each hirer, however many hours they have; how many."""
    in_order = sorted(slots, key=lambda slot: (slot.booking.hirer_id, slot.pk))
    number = 0
    for _hirer, theirs in groupby(in_order, key=lambda slot: slot.booking.hirer_id):
        renewal_letters.asked(renewal, list(theirs), reminds=reminds)
        number += 1
    return number


def _keep(renewal: Renewal, chosen: Iterable[Regular], *, by: User, at: datetime) -> list[Slot]:
    """Whoever has been here longest is kept theirs first, should two want the same."""
    slots, holds, given = [], [], defaultdict[int, list[Period]](list)
    for each in chosen:
        assert each.pattern is not None
        kept = [period for period in each.free if _is_left(each, period, given)]
        slots.append(
            Slot(
                renewal=renewal,
                booking=each.booking,
                room=each.rooms[0],
                document=as_document(each.pattern),
                dates=len(each.asked),
                clashes=len(each.asked) - len(kept),
            )
        )
        holds.append((each, kept))
    Slot.objects.bulk_create(slots)
    beside = Slot.beside.through
    beside.objects.bulk_create(
        beside(slot=slot, room=room)
        for slot, (each, _kept) in zip(slots, holds, strict=True)
        for room in each.rooms[1:]
    )
    rows = [
        Hold(
            kind=Hold.Kind.NEXT_YEAR,
            slot=slot,
            venue=renewal.venue,
            room=room,
            title="" if each.booking.confidential else each.booking.title,
            starts_at=period.start,
            ends_at=period.end,
            expires_at=renewal.ends_at + PASSING_ON,
            made_at=at,
            made_by=by,
        )
        for slot, (each, kept) in zip(slots, holds, strict=True)
        for period in kept
        for room in each.rooms
    ]
    Hold.objects.bulk_create(rows)
    taken = [occupancy for hold in rows for occupancy in of_hold(hold, hold.room)]
    Occupancy.objects.bulk_create(sorted(taken, key=lambda row: (row.cell_id, row.starts_at)))
    return slots


def _is_left(each: Regular, period: Period, given: dict[int, list[Period]]) -> bool:
    """Whether no other of the regulars has been kept it; if so it is taken from here on."""
    wanted = [(cell.pk, guarded(room, period)) for room in each.rooms for cell in room.taken_cells]
    if any(part.overlaps(other) for cell, part in wanted for other in given[cell]):
        return False
    for cell, part in wanted:
        given[cell].append(part)
    return True
