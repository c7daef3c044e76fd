"""Change when, where and for how many: one date, it and all later ones, or all to come."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date as day
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer, User
from bookings import change_letters, recurrence
from bookings.accepting import accept_newer
from bookings.actions.accept_price import NOTED
from bookings.actions.cancel import hold_for_what_is_left
from bookings.asked_changes import settle
from bookings.changed_by_hall import note_changed_by_hall
from bookings.changing import ONE, ChangedDate, ChangePlan, Wish, plan_change
from bookings.changing.deciding import why_the_hall_decides
from bookings.changing.planning import rooms_of
from bookings.changing.standing import restand
from bookings.changing.surprises import refuse_surprises
from bookings.changing.words import journal_words, lines_of
from bookings.exceptions import NotPossible, TooLate
from bookings.left_hours import keep_what_was_left, taken_by
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import AskedChange, Booking, DeskAct, Occupancy, Session
from bookings.occupying import occupancies, release, sweep
from bookings.things import Shelves
from bookings.undoing import can_be_undone, let_stand_unoffered
from bookings.waiting_list import offer_what_is_free
from venues.models import Conditions, Room

CHANGED = "changed"  # the verb of the journal


@all_or_nothing
def change_dates(
    booking: Booking,
    wish: Wish,
    *,
    by: User | None,
    at: datetime,
    shown_dates: str,
    shown_prices: str,
    desk: bool = False,
    asked: AskedChange | None = None,
    accepted: bool = False,
    told_by_phone: bool = False,
    accepts: Conditions | None = None,
) -> ChangePlan:
    """Make the change that was shown; other dates stay as they are, and those that are over are not looked at.

    `asked` is the hirer's wish that is agreed with it; what kept the new hours meanwhile goes. `accepted` says that
    its hirer does it, once the hall has said yes; `told_by_phone` that they have accepted the price that the desk tells
    in it, where the list tells none: else it has to be sent. Raises DatesChanged or PriceChanged where it is not what
    was shown, RoomTaken, ThingsTaken, TooLate or NotPossible, with nothing done. Where not the `desk` wishes it:
    ConditionsChanged unless its hirer `accepts` those that hold now, and NotPossible where the hall has to decide.
    """
    booking = Booking.objects.locked(booking.pk)
    if not (booking.is_waiting or booking.is_confirmed):
        raise TooLate(_("This booking is over, or was cancelled: nothing of it can be changed."))
    rooms = rooms_of(booking.venue)
    queue_for(booking, wish, rooms, at)
    holds = frozenset(asked.holds.values_list("pk", flat=True)) if asked else frozenset()
    now = plan_change(booking, wish, at=at, rooms=rooms, desk=desk, holds=holds)
    refuse_surprises(now, shown_dates, shown_prices)
    if now.lacks_a_price:
        raise NotPossible(_("The price list tells no price for it, only on application. Say what each date costs."))
    if now.tells_a_price and not (asked or told_by_phone):
        raise NotPossible(_("Nobody has accepted its price yet. Send it to them, or say that they have accepted it."))
    if not desk and (why := why_the_hall_decides(now)):
        raise NotPossible(why)

    freed, clerk = let_stand_unoffered(booking, at=at), by if desk and not accepted else None
    with can_be_undone(booking, DeskAct.Kind.CHANGED, by=clerk, at=at) if clerk else nullcontext():
        told, lines = journal_words(now), lines_of(now)  # before it is done: they tell what was
        had = taken_by([date.session for date in now.moved], at=at)
        left = [date.session.period for date in now.moved if date.lets_hours_go]
        if asked:
            settle(asked, AskedChange.State.AGREED, by=by, at=at)
        _move(now, at, desk=desk)
        if clerk:
            keep_what_was_left(booking, [(date.session, date.rooms_before) for date in now.moved], had, by=clerk, at=at)
        if not desk:
            accept_newer(booking, accepts, by=by, at=at)
        if now.tells_a_price and told_by_phone:
            journal.record(by, NOTED, booking, why=str(wish.price))
        journal.record(by, CHANGED, booking, why="; ".join([*now.past, told]))
        change_letters.changed(booking, lines, _with_rooms(now), by_the_desk=desk, at=at)
    if clerk is None:  # what the desk can still take back is offered to nobody yet
        freed += left
    offer_what_is_free(booking.venue, freed, at=at)
    return now


def queue_for(booking: Booking, wish: Wish, rooms: dict[int, Room], at: datetime) -> None:
    """For the cells that it has and those that it shall have, and for its things; what has lapsed there goes."""
    held = set(booking.sessions.filter(status=Session.Status.PLANNED).values_list("rooms", flat=True))
    wanted = [*(rooms[key] for key in held if key in rooms), *wish.rooms]
    cells = [cell.pk for room in wanted for cell in room.cells.all()]
    things = [each["code"] for each in (booking.asked or {}).get("extras", ())]
    lock_cells(cells, venue=booking.venue_id, things=things)
    sweep(cells, at=at)
    Hirer.objects.select_for_update(no_key=True).get(pk=booking.hirer_id)  # what is fair counts all that they have


def _move(plan: ChangePlan, at: datetime, *, desk: bool) -> None:
    """Its own hours go before the new ones are taken: they may overlap."""
    if desk and plan.is_another_hire:
        note_changed_by_hall([plan.booking])
    if plan.moved:
        restand(plan)
        release([date.session for date in plan.moved])
    for date in plan.changed:
        _write(date, at)
    fields = {"starts_at", "ends_at", "expected", "layout", "times_changed", "status_at", "moved_cause"}
    fields |= {name for date in plan.changed if date.price for name in date.price.fields}
    Session.objects.bulk_update([date.session for date in plan.changed], sorted(fields))
    _take(plan, plan.moved, at)
    _say_how_it_goes_on(plan)
    if plan.moves_the_castle:
        plan.booking.particulars = plan.party.as_row()
        plan.booking.save(update_fields=["particulars"])
    if plan.booking.is_waiting:
        ask_for_a_price_again(plan.booking)
        hold_for_what_is_left(plan.booking)


def ask_for_a_price_again(booking: Booking) -> None:
    """Where a date has none any more, or a new one none yet: what the hall sent before can no longer be accepted."""
    if booking.price_waits and booking.sessions.filter(status=Session.Status.PLANNED, hire_pence=None).exists():
        booking.price_told_at = None
        booking.save(update_fields=["price_told_at"])


def _with_rooms(plan: ChangePlan) -> list[Session]:
    """The dates that moved, as they are now."""
    keys = [date.session.pk for date in plan.moved]
    sessions = Session.objects.filter(pk__in=keys).select_related("booking__hirer", "booking__venue", "venue")
    return list(sessions.prefetch_related("rooms"))


def _write(date: ChangedDate, at: datetime) -> None:
    session = date.session
    if date.is_moved:
        session.starts_at, session.ends_at = date.period.first, date.period.last
        session.times_changed += 1
        session.status_at, session.moved_cause = at, ""  # what the hall did before is agreed by this
    if date.layout != date.layout_before:
        session.layout = date.layout
    session.expected = date.people if date.people != session.people else session.expected
    for name, value in (date.price.fields if date.price else {}).items():
        setattr(session, name, value)


def _take(plan: ChangePlan, moved: Sequence[ChangedDate], at: datetime) -> None:
    """Room by room, in the order in which everybody takes cells; and the things anew."""
    if plan.booking.hold_lapsed(at) or (plan.booking.is_waiting and plan.booking.waits_together):
        return  # what it asks for is kept no longer, wherever it is
    rooms = {room.pk: room for date in moved for room in date.rooms}
    for key in sorted(rooms):
        using = [date.session for date in moved if rooms[key] in date.rooms]
        Occupancy.objects.bulk_create(occupancies(plan.booking, using, rooms[key]))
    wanted = [replace(want, session=date.session) for date in moved for want in plan.prices.wants(date.session.period)]
    until = plan.booking.hold_until if plan.booking.is_waiting else None
    Shelves(plan.booking.venue, wanted, at=at).take(wanted, expires_at=until)


def _say_how_it_goes_on(plan: ChangePlan) -> None:
    """The series as it is from here on: what was before stands in its history."""
    booking, wish = plan.booking, plan.wish
    if wish.which == ONE or booking.pattern is None or (wish.times is None and wish.weekday is None):
        return
    pattern = recurrence.from_document(booking.pattern)
    if not pattern.is_a_rule:
        return
    first = min((date.asked.on for date in plan.dates if date in plan.moved or date.reason), default=None)
    if first is None:  # it is as was wished for already
        return
    days = 0 if wish.weekday is None else wish.weekday - pattern.first.weekday()
    goes_on = replace(
        pattern,
        first=first,
        until=max(first, _later(pattern.until, days) or first),
        times=wish.times or pattern.times,
        skip=frozenset(moved for each in pattern.skip if (moved := each + timedelta(days=days)) >= first),
    )
    booking.pattern = recurrence.as_document(goes_on)
    booking.save(update_fields=["pattern"])


def _later(until: day | None, days: int) -> day | None:
    return until + timedelta(days=days) if until else None
