"""Changes that hirers have asked for: the hours kept for them, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from bookings import policy
from bookings.availability.survey import guarded
from bookings.changing.dates import ChangePlan
from bookings.exceptions import TooLate
from bookings.left_hours import keep_what_was_asked
from bookings.models import AskedChange, Booking, Hold, Occupancy
from bookings.waiting_list import offer_what_is_free
from venues.models import Room
from venues.periods import Period, subtract


def hold_until(plan: ChangePlan) -> datetime:
    """As a request of the same would hold its hours."""
    starts = [date.period.first for date in plan.changed]
    return policy.hold_until(plan.at, min(starts), days=plan.booking.venue.hold_days)


def keep_the_new_hours(asked: AskedChange, plan: ChangePlan) -> None:
    """Of what the dates do not have themselves already; the cells are queued for."""
    own: dict[int, list[Period]] = {}
    keys = [date.session.pk for date in plan.dates]
    for row in Occupancy.objects.filter(session__in=keys):
        own.setdefault(row.cell_id, []).append(Period(row.starts_at, row.ends_at))
    wanted = [(room, date.period) for date in plan.moved for room in date.rooms]
    holds = Hold.objects.bulk_create(_hold(asked, room, period) for room, period in wanted)
    Occupancy.objects.bulk_create(
        row for hold, (room, _period) in zip(holds, wanted, strict=True) for row in _rows(hold, room, own)
    )


def keep_on(asked: AskedChange, plan: ChangePlan) -> None:
    """For as long again as when it was asked for; hours that lapsed meanwhile are taken anew."""
    asked.hold_until = hold_until(plan)
    if asked.holds.standing(plan.at).exists():
        Occupancy.objects.filter(hold__change=asked).update(expires_at=asked.hold_until)
        asked.holds.update(expires_at=asked.hold_until)
    else:
        asked.holds.all().delete()
        keep_the_new_hours(asked, plan)


def locked(asked: AskedChange) -> tuple[Booking, AskedChange]:
    """Both as they are now. Raises TooLate where it does not wait any more."""
    booking = Booking.objects.locked(asked.booking_id)
    asked = AskedChange.objects.get(pk=asked.pk)
    asked.booking = booking
    if not asked.is_waiting:
        raise TooLate(_("This change was answered already, or taken back."))
    return booking, asked


def settle(asked: AskedChange, state: str, *, by: User | None, at: datetime, answer: str = "") -> list[Period]:
    """It waits no longer; the hours that were kept for it, which are free."""
    freed = [hold.period for hold in asked.holds.all()]
    asked.holds.all().delete()
    asked.state, asked.decided_by, asked.decided_at, asked.answer = state, by, at, answer
    asked.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return freed


def forget_changes_of(
    booking: Booking, sessions: Iterable[int], *, at: datetime, undoable_by: User | None = None
) -> None:
    """Dates were given up: what was asked for them can no longer be, and its hours are free.

    What the desk can still take back keeps them as long as that.
    """
    for asked in AskedChange.objects.waiting().filter(booking=booking).of_dates(sessions):
        if undoable_by:
            keep_what_was_asked(asked, by=undoable_by, at=at)
        offer_what_is_free(booking.venue, settle(asked, AskedChange.State.OVER, by=None, at=at), at=at)


def _hold(asked: AskedChange, room: Room, period: Period) -> Hold:
    return Hold(
        kind=Hold.Kind.CHANGE,
        change=asked,
        venue_id=room.venue_id,
        room=room,
        starts_at=period.first,
        ends_at=period.last,
        expires_at=asked.hold_until,
        made_at=asked.asked_at,
        made_by=asked.asked_by,
    )


def _rows(hold: Hold, room: Room, own: dict[int, list[Period]]) -> Iterator[Occupancy]:
    for cell in room.taken_cells:
        for part in subtract([guarded(room, hold.period)], own.get(cell.pk, [])):
            for piece in part.pieces(Occupancy.LONGEST):
                yield Occupancy(
                    hold=hold,
                    cell=cell,
                    venue_id=hold.venue_id,
                    starts_at=piece.first,
                    ends_at=piece.last,
                    kind=Occupancy.Kind.CHANGE,
                    expires_at=hold.expires_at,
                )
