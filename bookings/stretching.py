"""A booking as django-scheduler is to carry it: the dates of its rule in each of its rooms, every other by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bookings import calendars
from bookings.models import Booking, Stretch
from bookings.plans import Plan, PlannedDate
from venues.models import Room
from venues.periods import Period


def stretches(booking: Booking, plan: Plan) -> list[tuple[Stretch, ...]]:
    """For each date that is kept, in their order, one in each of its rooms: those of the rule share theirs."""
    where = [date.rooms(plan.ask) for date in plan.kept]
    of_each = zip(*where, strict=True)  # its own room or what stands in for it, then each of those beside it
    found = [_in(booking, plan, own, there) for own, there in zip(plan.ask.together, of_each, strict=True)]
    return list(zip(*found, strict=True))


def _in(booking: Booking, plan: Plan, own: Room, where: Sequence[Room]) -> list[Stretch]:
    """For each date, where the room of the rule is this one."""
    found = dict[int, Stretch]()
    places = {id(date): room for date, room in zip(plan.kept, where, strict=True)}
    if not plan.ask.pattern.picked:
        by_rule = [date for date in plan.kept if places[id(date)] == own and date.asked.period]
        if by_rule:
            held = _of_the_rule(booking, plan, own, by_rule)
            found = {id(date): held for date in by_rule}
    alone = [date for date in plan.kept if id(date) not in found]
    for room in dict.fromkeys(places[id(date)] for date in alone):
        there = [date for date in alone if places[id(date)] == room]
        days = [period for date in there if (period := date.asked.period or date.period)]
        events = calendars.write_dates(booking, room, days, _moved(there))
        found.update((id(date), event) for date, event in zip(there, events, strict=True))
    return [found[id(date)] for date in plan.kept]


def _of_the_rule(booking: Booking, plan: Plan, room: Room, own: list[PlannedDate]) -> Stretch:
    """With what is at another time of its day moved there."""
    kept = [date.asked.period for date in own if date.asked.period]
    return calendars.write_stretch(booking, room, plan.ask.pattern, kept, room.venue.tz, _moved(own))


def _moved(dates: list[PlannedDate]) -> dict[datetime, Period]:
    """By where it stood, what is at another time."""
    return {date.asked.period.start: date.moved for date in dates if date.moved and date.asked.period}
