"""Keep one's hours for next year, ask for others instead, or give them up."""

from __future__ import annotations

from collections import defaultdict
from contextlib import nullcontext
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.request_booking import Renews, request_booking
from bookings.availability.survey import guarded
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, DeskAct, Hold, Slot
from bookings.next_year import is_the_same
from bookings.plans import Ask
from bookings.recurrence import asked_dates
from bookings.undoing import Made, can_be_undone, let_stand, making_can_be_undone
from venues.models import Conditions
from venues.periods import Period

Answer = Slot.Answer
VERBS = {
    Answer.KEEP: "kept for next year",
    Answer.CHANGE: "changed for next year",
    Answer.GIVE_UP: "gave up for next year",
}


@all_or_nothing
def keep_slot(
    slot: Slot,
    ask: Ask,
    *,
    by: User,
    at: datetime,
    shown_dates: str,
    shown_prices: str,
    submission_key: str,
    accepts: Conditions | None = None,
) -> Booking:
    """Book next year as the ask says, which is the same hours or others; the same submission twice is one booking.

    The same hours are booked at once. Of others the hall decides as of any request, and until then what was kept
    stays so, but for what they share. What the desk answers for a group is booked at once, and can be undone for
    five minutes. Raises TooLate where the time for answers is over, or it was answered otherwise; or what
    request_booking raises, with nothing done.
    """
    desk = slot.at_the_desk
    same = is_the_same(slot, ask)
    cells = {cell.pk for room in (*ask.together, *slot.rooms) for cell in room.cells.all()}
    lock_cells(cells, venue=ask.room.venue_id, things=[each.code for each in ask.answers.extras])
    again = Booking.objects.filter(submission_key=submission_key, made_by=by).first()
    if again:
        return again
    slot = _open(slot, at)
    with making_can_be_undone(None, slot=slot, by=by, at=at) if desk else nullcontext(Made()) as made:
        if same:
            slot.holds.all().delete()
        else:
            _let_go_of_shared(slot, ask)
        made.booking = request_booking(
            ask,
            by=by,
            at=at,
            shown_dates=shown_dates,
            shown_prices=shown_prices,
            submission_key=submission_key,
            accepts=accepts,
            desk=desk,
            renews=Renews.SAME if same else Renews.OTHERS,
        )
        _answer(slot, Answer.KEEP if same else Answer.CHANGE, by=by, at=at, became=made.booking)
    return made.booking


@all_or_nothing
def give_up_slot(slot: Slot, *, by: User, at: datetime) -> Slot:
    """Say that next year's hours are not needed: once the time for answers is over they are free. Twice is once.

    The desk, which says it for them, can take it back for five minutes. Raises TooLate where that time is over, or
    the hours are booked already.
    """
    if not slot.at_the_desk:
        return _give_up(slot, by=by, at=at)
    booking = Booking.objects.locked(slot.booking_id)
    if Slot.objects.filter(pk=slot.pk, answer=Answer.GIVE_UP).exists():
        return slot
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.GAVE_UP, by=by, at=at):
        return _give_up(slot, by=by, at=at)


def _give_up(slot: Slot, *, by: User, at: datetime) -> Slot:
    found = _held(slot)
    if found.answer == Answer.GIVE_UP:
        return found
    found = _open(found, at)
    _answer(found, Answer.GIVE_UP, by=by, at=at)
    return found


def _open(slot: Slot, at: datetime) -> Slot:
    """The row, held; whoever gave it up may still think better of it."""
    found = _held(slot)
    if not found.renewal.is_open(at):
        raise TooLate(_("The time for answers is over. Ask for the hours as for any others."))
    if found.became_id is not None:
        raise TooLate(_("You have answered this already: see the booking for next year."))
    return found


def _held(slot: Slot) -> Slot:
    rows = Slot.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("renewal__venue__operator", "booking__hirer").filter(pk=slot.pk).first()
    if found is None:
        raise TooLate(_("The hall has taken its question about next year back. Nothing was booked or given up."))
    return found


def _let_go_of_shared(slot: Slot, ask: Ask) -> None:
    """What is kept and the new hours want some of: of what whoever hires them has to themselves."""
    wanted = defaultdict[int, list[Period]](list)
    dates = asked_dates(ask.pattern, ask.room.venue.tz)
    periods = [date.period for date in dates if date.period and not date.skipped]
    for room in ask.together:
        for cell in room.taken_cells:
            wanted[cell.pk] += [guarded(room, period) for period in periods]
    shared = [
        hold.pk
        for hold in slot.holds.select_related("room__venue").prefetch_related("room__cells")
        if any(
            guarded(hold.room, hold.period).overlaps(period)
            for cell in hold.room.taken_cells
            for period in wanted[cell.pk]
        )
    ]
    Hold.objects.filter(pk__in=shared).delete()


def _answer(slot: Slot, answer: Answer, *, by: User, at: datetime, became: Booking | None = None) -> None:
    slot.answer, slot.answered_at, slot.answered_by, slot.became = answer, at, by, became
    slot.save(update_fields=["answer", "answered_at", "answered_by", "became"])
    journal.record(by, VERBS[answer], slot.booking, why=became.ref if became else "")
