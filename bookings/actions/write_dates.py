"""The dates of a plan become dates of a booking, with all that they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from bookings import charging, holding
from bookings.gaps import gaps_of
from bookings.models import Booking, Occupancy, RefusedDate, Session, SessionExtra, SessionRoom
from bookings.occupying import occupancies
from bookings.plans import Ask, Plan, PlannedDate
from bookings.stretching import stretches
from bookings.things import wants
from venues.models import Room


class Written(NamedTuple):
    """The dates, where each is, what they have beside it, and the dates that the booking goes without."""

    sessions: list[Session]
    rooms: list[tuple[Room, ...]]
    extras: list[SessionExtra]
    refused: list[RefusedDate]


def write_dates(booking: Booking, now: Plan) -> Written:
    """In the transaction of an action that has queued for the cells and the things."""
    sessions = Session.objects.bulk_create(_sessions(booking, now))
    rooms = [date.rooms(now.ask) for date in now.kept]
    SessionRoom.objects.bulk_create(
        SessionRoom(session=session, room=room, stretch=stretch)
        for session, places, carried in zip(sessions, rooms, stretches(booking, now), strict=True)
        for room, stretch in zip(places, carried, strict=True)
    )
    Occupancy.objects.bulk_create(_occupancies(booking, sessions, rooms))
    if len({room for places in rooms for room in places}) > 1:
        prefetch_related_objects(sessions, "rooms")  # the letters say of each date where it is
    extras = _take_things(booking, now, sessions) if now.ask.answers.extras else []
    refused = RefusedDate.objects.bulk_create(_refused(booking, date, now.ask) for date in now.refused)
    return Written(sessions, rooms, extras, refused)


def _sessions(booking: Booking, now: Plan) -> Iterator[Session]:
    """Those that have a price are numbered: it may hang on how many they are."""
    priced = [date for date in now.kept if date.quote]
    numbers = {id(date): number for number, date in enumerate(priced, 1)}
    for date in now.kept:
        session = _session(booking, date, now.ask)
        if date.quote and not now.ask.is_own_use:
            session.date_number, session.dates_booked = numbers[id(date)], len(priced)
            session.tariff = date.listed if date.listed != booking.tariff else None
            session.category = date.category if date.category != booking.category else None
            session.terms = now.agreed.get(date.asked.on)
        yield session


def _session(booking: Booking, date: PlannedDate, ask: Ask) -> Session:
    assert date.period is not None
    return Session(
        booking=booking,
        venue=booking.venue,
        starts_at=date.period.start,
        ends_at=date.period.end,
        first_starts_at=(date.asked.period or date.period).start,
        expected=ask.people,
        **_price(date, ask),
    )


def _price(date: PlannedDate, ask: Ask) -> dict[str, Any]:
    """The price shown is the price stored, with the standard price beside it; none where the hall is to tell it."""
    if ask.is_own_use:
        return {"hire_pence": 0}
    if date.quote is None:
        return {}
    assert date.tariff is not None
    assert date.bare is not None
    return {
        **charging.as_fields(date.quote, date.tariff),
        **holding.as_fields(date.quote),
        "standard_pence": charging.standard_net(date.bare),
        **gaps_of(date.bare, ask.hirer),
        "open_facts": list(date.quote.open_facts) or None,
    }


def _occupancies(
    booking: Booking, sessions: Sequence[Session], rooms: Sequence[tuple[Room, ...]]
) -> Iterator[Occupancy]:
    """Room by room, in the order in which everybody takes cells."""
    for room in sorted({room for places in rooms for room in places}, key=lambda room: room.pk):
        using = [session for session, places in zip(sessions, rooms, strict=True) if room in places]
        yield from occupancies(booking, using, room)


def _take_things(booking: Booking, now: Plan, sessions: Sequence[Session]) -> list[SessionExtra]:
    """What is asked for beside the room is kept with each date, and that of which there are few is taken."""
    answers, rows, few = now.ask.answers, [], []
    for date, session in zip(now.kept, sessions, strict=True):
        names = {extra.code: extra.name for extra in date.tariff.extras} if date.tariff else {}
        rows += [
            SessionExtra(
                session=session,
                code=each.code,
                name=names.get(each.code, each.code),
                quantity=each.quantity,
                minutes=each.minutes,
            )
            for each in answers.extras
        ]
        if date.tariff:
            few += [replace(want, session=session) for want in wants(answers, date.tariff, session.period)]
    if not (booking.is_waiting and booking.waits_together):
        now.shelves.take(few, expires_at=booking.hold_until)
    return SessionExtra.objects.bulk_create(rows)


def _refused(booking: Booking, date: PlannedDate, ask: Ask) -> RefusedDate:
    times = date.asked.times
    minutes = date.asked.period.minutes if date.asked.period else times.minutes
    return RefusedDate(
        booking=booking,
        room=ask.room,
        on=date.asked.on,
        from_time=times.start,
        to_time=times.end,
        minutes=minutes,
        reason=date.reason,
        words=date.note[:200],
    )
