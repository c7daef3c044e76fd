"""Keep some hours for a while with a title only: no hirer, no price, no letter."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import policy
from bookings.actions.let_go_of_hold import take_back_up
from bookings.availability import Hours
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Hold, Occupancy
from bookings.occupying import of_hold, sweep
from venues.models import Room
from venues.periods import Period


@all_or_nothing
def pencil_in(room: Room, period: Period, title: str, *, by: User, at: datetime, until: datetime | None = None) -> Hold:
    """The hours are the desk's until then, else for as long as a request holds; the same again is the first one.

    Outside opening hours too, but never over a closure. Raises RoomTaken or NotPossible, with nothing done.
    """
    if period.first < at:
        raise NotPossible(_("That time has begun, or is past. Nothing was pencilled in."))
    cells = [cell.pk for cell in room.cells.all()]
    lock_cells(cells, venue=room.venue_id)
    sweep(cells, at=at)
    same = {"room": room, "title": title, "starts_at": period.first, "ends_at": period.last, "made_by": by}
    again = Hold.objects.standing(at).filter(**same).first()
    if again:
        if again.is_let_go:
            take_back_up(again, by=by)
        return again
    shut = Hours.load([room.venue], period).closure_over(room, period)
    if shut:
        words = _("%(room)s is shut then (%(note)s).") if shut.note else _("%(room)s is shut then.")
        raise NotPossible(words % {"room": room.name, "note": shut.note})

    usual = policy.hold_until(at, period.first, days=room.venue.hold_days)
    expires_at = min(until, period.first) if until else usual
    hold = Hold.objects.create(**same, venue=room.venue, expires_at=expires_at, made_at=at)
    Occupancy.objects.bulk_create(of_hold(hold, room))
    journal.record(by, "pencilled in", hold)
    return hold
