"""For each date that cannot be had as wished: other times of that day at which its rooms are free."""

from __future__ import annotations

from datetime import datetime, time

from bookings.availability.gaps_of_day import FreeTimes
from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.planning import against_the_rules
from bookings.recurrence import Times, asked_on
from bookings.ways_out import HELPED, LATEST_END
from venues.periods import Period


def other_times(plan: ChangePlan) -> dict[int, list[Times]]:
    """By the key of the date; in one question, and none where nothing clashes. As long as what was wished."""
    wished = [
        (date, date.asked.period, date.wished)
        for date in plan.clashes
        if date.asked.period and date.wished and (date.way or date.reason in HELPED)
    ]
    if not wished:
        return {}
    rooms = list({room.pk: room for _date, _period, together in wished for room in together}.values())
    days = [_day_of(date) for date, _period, _together in wished]
    free = FreeTimes.load(rooms, days, plan.hours, at=plan.at, own=plan.own)
    return {
        date.session.pk: [
            times
            for found in free.nearest(together, period, _day_of(date))
            for times in [_on_the_clock(found, date)]
            if _is_allowed(date, times, found, plan.at)
        ]
        for date, period, together in wished
    }


def _on_the_clock(period: Period, date: ChangedDate) -> Times:
    local = period.local(date.session.venue.tz)
    return Times(local.start.time(), local.end.time())


def _is_allowed(date: ChangedDate, times: Times, period: Period, at: datetime) -> bool:
    """Whether the clock says the same of it on that day, and the hall lets its rooms then."""
    asked = asked_on(date.asked.on, times, date.session.venue.tz)
    return asked.period == period and against_the_rules(date.session.venue, asked, at) is None


def _day_of(date: ChangedDate) -> Period:
    """Of the clock of the venue, until people go home."""
    midnight = datetime.combine(date.asked.on, time(), date.session.venue.tz)
    return Period(midnight, midnight + LATEST_END)
