"""Ask for a room: one date or a series, wholly there or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer, User
from bookings import letters, policy
from bookings.accepting import accept, refuse_unaccepted
from bookings.actions.declare import declare
from bookings.actions.state_needs import write_stated
from bookings.actions.wait_for import join
from bookings.actions.write_dates import write_dates
from bookings.elections import election_rule
from bookings.entitling import late_proof
from bookings.exceptions import NotAll, NotPossible
from bookings.how_it_fits import Place, hours_of_notice
from bookings.keys import give_key
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Standing
from bookings.occupying import sweep
from bookings.planning import plan
from bookings.plans import Ask, Plan
from bookings.price_words import extras_words
from bookings.refused_asks import keep_refused_dates
from bookings.refusing import refuse_a_price_that_was_ended, refuse_surprises, refuse_what_the_hall_does_not_allow
from bookings.second_persons import instead_of_who_is_away
from venues.models import Conditions, Entitlement


class Renews(Enum):
    """Whether it goes on in next year with the same hours, or with others."""

    SAME = auto()
    OTHERS = auto()


@all_or_nothing
def request_booking(
    ask: Ask,
    *,
    by: User | None,
    at: datetime,
    shown_dates: str,
    shown_prices: str,
    submission_key: str,
    all_or_none: bool = False,
    desk: bool = False,
    accepts: Conditions | None = None,
    renews: Renews | None = None,
    alone: bool = False,
) -> Booking:
    """Book what can be had of the ask, at the prices that were shown; the same submission twice is one booking.

    `shown_dates` and `shown_prices` are the fingerprints of the plan that the person saw; with `all_or_none`
    every date must be had, as asked or by its way. What the `desk` books for a hirer is booked at once, or only
    asked for where they have to accept a price that is yet to be sent; it may have told them the conditions of
    hire, which everybody else `accepts` as they are now. Who has no account (`by` None) gets a link to it. Whoever
    `renews` was asked by the hall: it may be as far ahead as next year, and the same hours are booked at once.
    What is `alone` theirs to ask for waits together with nobody.
    Raises DatesChanged, PriceChanged, ConditionsChanged, RoomTaken, ThingsTaken or NotPossible, with nothing done.
    """
    cells = [cell.pk for room in ask.rooms for cell in room.cells.all()]
    things = [each.code for each in ask.answers.extras]
    lock_cells(cells, venue=ask.room.venue_id, things=things)
    again = Booking.objects.filter(submission_key=submission_key, made_by=by).first()
    if again:
        return again
    sweep(cells, at=at)
    ask = replace(ask, hirer=_as_it_stands(ask.hirer))
    now = plan(ask, at=at, desk=desk, kept=() if renews else None)
    refuse_surprises(now, shown_dates, shown_prices)
    if all_or_none and now.clashes:
        raise NotAll([date.asked.on for date in now.clashes])

    refuse_a_price_that_was_ended(now)
    refuse_what_the_hall_does_not_allow(ask, at=at)
    if accepts or not desk:
        refuse_unaccepted(ask.room.venue, accepts)
    at_once = now.is_priced and (
        desk or ((renews is Renews.SAME or confirms_at_once(ask)) and missing_proof(now, at=at) is None)
    )
    booking = _booking(now, by=by, at=at, at_once=at_once, desk=desk, submission_key=submission_key, alone=alone)
    if by is None:
        give_key(booking, at=at)  # before the letters, which hold it
    sessions, rooms, extras, refused = write_dates(booking, now)
    keep_refused_dates(booking, refused, at=at)

    waited_for = [date for date in now.worth_waiting_for if date.way and date.way.wait]
    join(ask, waited_for, by=by, at=at, submission_key=submission_key, beside=booking)
    accept(booking, accepts, by=by, at=at, told=desk)
    write_stated(booking, ask.stated, at=at, is_new=True)
    if now.rests_on_a_claim and not desk:
        declare(ask.hirer, ask.category, by=by, at=at)
    why = "; ".join(now.past)
    if desk:
        journal.record(by, "booked for them" if at_once else "asked for them", booking, why=why)
    else:
        journal.record(by, "asked for", booking, why=why)
    names = list(dict.fromkeys(room.name for places in rooms for room in places))
    facts = letters.Facts(
        sessions,
        names,
        refused,
        extras=extras_words(extras[: len(things)]),
        states_needs=bool(ask.stated),
        is_short_notice=is_short_notice(now, at=at),
    )
    if at_once:
        letters.confirmed(booking, facts)
        if not desk:
            letters.booked_at_once(booking, facts)
    elif not desk:  # who is at the desk knows, and sends a price
        letters.asked(booking, facts)
        today = at.astimezone(booking.venue.tz).date()
        letters.request_arrived(booking, facts, instead_of_who_is_away(booking, today))
    return booking


def _as_it_stands(hirer: Hirer) -> Hirer:
    """The hirer as it is now, or the one that it has been made one with since the page was shown."""
    rows = Hirer.objects.select_for_update(no_key=True)
    found = rows.get(pk=hirer.pk)
    while found.merged_into_id is not None:
        found = rows.get(pk=found.merged_into_id)
    if found.forgotten_at is not None:
        raise NotPossible(_("The group is no longer there. Choose another, or make one."))
    return found


def is_short_notice(now: Plan, *, at: datetime) -> bool:
    """Whether it comes too late for a ramp that somebody depends on; nothing is asked where nobody does."""
    stated, first = now.ask.stated, min(date.period.start for date in now.kept if date.period)
    if not stated.needs:
        return False
    venue, day = now.ask.room.venue, first.astimezone(now.ask.room.venue.tz).date()
    return bool(hours_of_notice(Place.of(venue, since=day).fits(now.ask.together, stated, day), first, at=at))


def missing_proof(now: Plan, *, at: datetime) -> Entitlement | None:
    """The claim to this price of which proof is late: then a person answers."""
    ask = now.ask
    if not now.rests_on_a_claim:
        return None
    return late_proof(ask.hirer, ask.category, at.astimezone(ask.room.venue.tz).date())


def confirms_at_once(ask: Ask) -> bool:
    """Set for every room or for the hirer; never where a room's safe number is not known, nor against a rule."""
    if election_rule(ask.room.venue, ask.purpose, ask.pattern.rule_dates()):
        return False
    own = ask.layout.capacity if ask.layout else ask.room.largest_capacity
    known = own is not None and all(room.largest_capacity is not None for room in ask.rooms[1:])
    trusted = Standing.objects.filter(venue=ask.room.venue_id, hirer=ask.hirer, confirms_at_once=True)
    return known and (all(room.confirms_at_once for room in ask.rooms) or trusted.exists())


def _booking(
    now: Plan, *, by: User | None, at: datetime, at_once: bool, desk: bool, submission_key: str, alone: bool
) -> Booking:
    ask, venue = now.ask, now.ask.room.venue
    first = min(date.period for date in now.kept if date.period)
    return Booking.objects.create(
        venue=venue,
        hirer=ask.hirer,
        title=ask.title,
        purpose=ask.purpose,
        category=now.category,
        terms=now.special[0] if now.special else None,
        tariff=now.tariff,
        status=Booking.Status.CONFIRMED if at_once else Booking.Status.REQUESTED,
        people=ask.people,
        layout=ask.layout,
        message=ask.message,
        listed=ask.listed,
        open_to_anyone=ask.open_to_anyone,
        confidential=ask.confidential,
        sound=ask.sound,
        free_cancel_hours=venue.free_cancel_hours,
        cancellation=now.terms.as_document(),
        asked=ask.answers.as_row(),
        particulars=ask.particulars.as_row(),
        pattern=now.pattern_document,
        made_by=by,
        requested_at=at,
        minutes_to_ask=None if desk else ask.minutes_to_ask(at),
        decided_at=at if at_once else None,
        decided_by=by if desk and at_once else None,
        at_once=at_once and not desk,
        changed_by_hall=False,
        entered=Booking.Entered.DESK if desk else Booking.Entered.ONLINE,
        waits_together=not at_once and not alone and ask.waits_together,
        hold_until=None if at_once else policy.hold_until(at, first.start, days=venue.hold_days),
        submission_key=submission_key,
    )
