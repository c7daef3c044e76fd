"""Take what is offered to who waited: it becomes a booking by the same path as any other."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.request_booking import request_booking
from bookings.asking import Answers
from bookings.exceptions import PriceChanged, TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Wait
from bookings.particulars import Particulars
from bookings.planning import plan
from bookings.plans import NOTHING_STATED, Ask
from bookings.recurrence import Pattern, Times
from bookings.stated_needs import Stated
from bookings.undoing import Made, making_can_be_undone
from bookings.waiting_list import release_offer
from venues.models import Conditions, Room


@all_or_nothing
def take_offer(
    wait: Wait,
    *,
    by: User | None,
    at: datetime,
    shown_pence: int | None,
    accepts: Conditions | None = None,
    said: Particulars | None = None,
    stated: Stated = NOTHING_STATED,
    desk: bool = False,
) -> Booking:
    """At the price that was shown; the same twice is one booking. Raises TooLate once it is no longer offered.

    Or what request_booking raises; then it is still offered. The hours are let go and taken in one act. What is
    `said` of a party may be asked only now, and what is `stated` to be needed always is: a place on the list keeps
    none of it. Where the `desk` takes it for them, `accepts` is what they were told, and it can be taken back for
    five minutes.
    """
    ask = replace(ask_of(wait), stated=stated)
    if said is not None:
        ask = replace(ask, particulars=said)
    cells = [cell.pk for cell in ask.room.cells.all()]
    lock_cells(cells, venue=ask.room.venue_id, things=[each.code for each in ask.answers.extras])
    wait = Wait.objects.locked(wait.pk)
    if wait.became is not None:
        return wait.became
    if not wait.stands(at):
        raise TooLate(_("It is no longer kept for you: the time for it was over, or you said no."))
    with making_can_be_undone(wait.hold, by=by, at=at) if desk and by else nullcontext(Made()) as made:
        release_offer(wait)
        made.booking = _booked(ask, wait, by=by, at=at, shown_pence=shown_pence, accepts=accepts, desk=desk)
    booking = made.booking
    wait.state, wait.ended_at, wait.became = Wait.State.TAKEN, at, booking
    if not desk:  # that it was passed on comes back with it, should the desk take its booking back
        wait.stood_until = None
    wait.save(update_fields=["state", "ended_at", "became", "stood_until", "hold"])
    journal.record(by, "took an offer", wait, why=booking.ref)
    return booking


def _booked(
    ask: Ask,
    wait: Wait,
    *,
    by: User | None,
    at: datetime,
    shown_pence: int | None,
    accepts: Conditions | None,
    desk: bool,
) -> Booking:
    now = plan(ask, at=at, desk=desk)
    if any(date.quote and date.quote.total.pence != shown_pence for date in now.kept):
        raise PriceChanged
    return request_booking(
        ask,
        by=by,
        at=at,
        shown_dates=now.dates_print,
        shown_prices=now.price_print,
        submission_key=f"wait-{wait.ref}",
        desk=desk,
        accepts=accepts,
        alone=True,  # the hours were kept for them, and stay so
    )


def ask_of(wait: Wait) -> Ask:
    """What they asked for when they began to wait, for its one date."""
    rooms = Room.objects.select_related("venue__operator", "venue__term_calendar")
    room = rooms.prefetch_related("cells", "layouts").get(pk=wait.room_id)
    local = wait.period.local(room.venue.tz)
    return Ask(
        hirer=wait.hirer,
        room=room,
        pattern=Pattern(local.start.date(), Times(local.start.time(), local.end.time())),
        category=wait.category,
        title=wait.title,
        purpose=wait.purpose,
        people=wait.people,
        layout=wait.layout,
        message=wait.message,
        listed=wait.listed,
        open_to_anyone=wait.open_to_anyone,
        confidential=wait.confidential,
        sound=wait.sound,
        answers=Answers.from_row(wait.asked),
        particulars=Particulars.from_row(wait.particulars),
    )
