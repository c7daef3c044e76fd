"""A booking as django-scheduler is to carry it: the dates of its rule in its own room, every other date by itself."""

from __future__ import annotations

from datetime import datetime

from bookings import calendars
from bookings.models import Booking, Stretch
from bookings.plans import Plan, PlannedDate
from venues.periods import Period


def stretches(booking: Booking, plan: Plan) -> list[Stretch]:
    """One for each date that is kept, in their order: those of the rule share theirs."""
    ask, found = plan.ask, dict[int, Stretch]()
    if not ask.pattern.picked:
        own = [date for date in plan.kept if date.room(ask) == ask.room and date.asked.period]
        if own:
            held = _of_the_rule(booking, plan, own)
            found = {id(date): held for date in own}
    alone = [date for date in plan.kept if id(date) not in found]
    for room in {date.room(ask).pk: date.room(ask) for date in alone}.values():
        there = [date for date in alone if date.room(ask) == room]
        days = [period for date in there if (period := date.asked.period or date.period)]
        events = calendars.write_dates(booking, room, days, _moved(there))
        found.update((id(date), event) for date, event in zip(there, events, strict=True))
    return [found[id(date)] for date in plan.kept]


def _of_the_rule(booking: Booking, plan: Plan, own: list[PlannedDate]) -> Stretch:
    """With what is at another time of its day moved there."""
    ask = plan.ask
    kept = [date.asked.period for date in own if date.asked.period]
    return calendars.write_stretch(booking, ask.room, ask.pattern, kept, ask.room.venue.tz, _moved(own))


def _moved(dates: list[PlannedDate]) -> dict[datetime, Period]:
    """By where it stood, what is at another time."""
    return {date.asked.period.start: date.moved for date in dates if date.moved and date.asked.period}
