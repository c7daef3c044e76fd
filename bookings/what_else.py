"""What is free instead of hours that were refused: other rooms then, the nearest other times, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from accounts.clock import span_words
from bookings.asking import Answers
from bookings.availability import Hours
from bookings.cancelling import terms_of
from bookings.models import Booking, RefusedDate, Session
from bookings.plans import Ask, Plan, PlannedDate
from bookings.prices import PriceLists
from bookings.recurrence import Pattern, Times, asked_dates, asked_on
from bookings.room_names import room_names
from bookings.terms import terms_for
from bookings.things import Shelves
from bookings.way_to_ask import WayToAsk
from bookings.ways_out import ways_out
from venues.models import Room
from venues.money import Money
from venues.periods import Period

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FreeInstead:
    """A room, or several at once, and a time; its price is None where the hall tells it."""

    rooms: tuple[Room, ...]
    period: Period
    price: Money | None
    address: str  # of the page that asks for it, filled in; of several rooms at once there is none

    @property
    def where(self) -> str:
        return room_names(self.rooms)

    @property
    def when(self) -> str:
        return span_words(self.period.start, self.period.end, self.rooms[0].venue.tz)


@dataclass(frozen=True)
class WhatElse:
    """Instead of one date: at the same place; and the address that looks in every hall."""

    instead_of: Session
    here: tuple[FreeInstead, ...]
    everywhere: str


def what_else(booking: Booking, *, at: datetime) -> WhatElse | None:
    """Instead of the first date to come; None where there is none. A fixed number of questions."""
    sessions = booking.sessions.filter(starts_at__gt=at).exclude(status__in=Session.CANCELLED).order_by("starts_at")
    first = sessions.prefetch_related("rooms").first()
    if first is None or not first.rooms.all():
        return None
    rooms = Room.objects.on_offer().filter(venue=booking.venue_id)
    others = list(rooms.select_related("venue__operator").prefetch_related("cells", "layouts"))
    wanted = {room.pk for room in first.rooms.all()}
    own = tuple(room for room in others if room.pk in wanted)
    here = tuple(_here(booking, first, own, others, at)) if len(own) == len(wanted) and booking.venue.published else ()
    return WhatElse(first, here, _everywhere(booking, first))


def _here(
    booking: Booking, first: Session, own: tuple[Room, ...], others: list[Room], at: datetime
) -> Iterator[FreeInstead]:
    plan = _as_if_taken(booking, first, own, at)
    found, asked = ways_out(plan, others, at=at).of(plan.dates[0].asked.on), plan.dates[0].asked
    for other in found.rooms:
        if asked.period:
            yield _free((other.room,), asked.period, other.price, at)
    for moved in found.times:
        period = asked_on(asked.on, moved.times, booking.venue.tz).period
        if period:
            yield _free(own, period, moved.price, at)


def _free(rooms: tuple[Room, ...], period: Period, price: Money | None, at: datetime) -> FreeInstead:
    return FreeInstead(rooms, period, price, WayToAsk(rooms[0], at).address(period) if len(rooms) == 1 else "")


def _as_if_taken(booking: Booking, first: Session, own: tuple[Room, ...], at: datetime) -> Plan:
    """One date, as whoever asks for hours that somebody else has would see it."""
    venue = own[0].venue
    local = first.period.local(venue.tz)
    on, answers = local.start.date(), Answers.from_row(booking.asked).without_extras()
    ask = Ask(
        hirer=booking.hirer,
        room=own[0],
        beside=own[1:],
        pattern=Pattern(on, Times(local.start.time(), local.end.time())),
        category=booking.category,
        title=booking.title,
        purpose=booking.purpose,
        people=booking.people,
        answers=answers,
    )
    asked = asked_dates(ask.pattern, venue.tz)[0]
    return Plan(
        ask,
        (PlannedDate(asked, reason=RefusedDate.Reason.TAKEN),),
        None,
        terms_of(booking),
        terms_for(venue, booking.hirer, [on]),
        Shelves(venue, [], at=at),
        PriceLists([venue]),
        Hours.load({venue}, Period(local.start - A_DAY, local.end + 2 * A_DAY)),
    )


def _everywhere(booking: Booking, first: Session) -> str:
    local = first.period.local(booking.venue.tz)
    query = {
        "on": local.start.date().isoformat(),
        "from": f"{local.start:%H:%M}",
        "to": f"{local.end:%H:%M}",
        "people": booking.people or 1,
        "kind": booking.hirer.kind,
    }
    return f"{reverse('find')}?{urlencode(query)}"
