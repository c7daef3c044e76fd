"""The desk books for somebody who phones or stands at the door, known here or new."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer, User
from bookings.actions.let_go_of_hold import give_way
from bookings.actions.request_booking import request_booking
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Hold
from bookings.plans import Ask
from bookings.undoing import making_can_be_undone
from venues.models import Conditions


@all_or_nothing
def book_for_them(
    ask: Ask,
    *,
    by: User,
    at: datetime,
    shown_dates: str,
    shown_prices: str,
    submission_key: str,
    hold: Hold | None = None,
    told: Conditions | None = None,
) -> Booking:
    """Book what can be had, at once and at the prices that were shown; the same submission twice is one booking.

    A hirer who is not kept yet is kept with the booking, or not at all; a `hold` that was pencilled in for them
    gives way to it; `told` are the conditions of hire that they were told, if they were. It can be taken back
    for five minutes. Raises what request_booking raises, with nothing done.
    """
    again = Booking.objects.filter(submission_key=submission_key, made_by=by).first()
    if again:
        return again
    if hold is not None:
        lock_cells([cell.pk for cell in ask.room.cells.all()], venue=ask.room.venue_id)
    is_new = not Hirer.objects.filter(pk=ask.hirer.pk).exists()
    with making_can_be_undone(hold, by=by, at=at) as made:
        if hold is not None and not give_way(hold, by=by):
            raise NotPossible(_("It is no longer pencilled in: its time was over, or somebody let it go."))
        ask = replace(ask, hirer=kept(ask.hirer, by=by))
        made.hirer = ask.hirer if is_new else None
        made.booking = request_booking(
            ask,
            by=by,
            at=at,
            shown_dates=shown_dates,
            shown_prices=shown_prices,
            submission_key=submission_key,
            desk=True,
            accepts=told,
        )
    return made.booking


def kept(new: Hirer, *, by: User) -> Hirer:
    """The hirer, with a row of its own; in the transaction of the caller."""
    if Hirer.objects.filter(pk=new.pk).exists():
        return new
    new.pk = None
    new.save(force_insert=True)
    journal.record(by, "made", new)
    return new
