"""A bouncy castle comes and goes within the hire: its hours, when the hire moves (story G5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from bookings.changing.dates import ChangedDate
from bookings.changing.targets import local_times
from bookings.exceptions import CastleOutside
from bookings.particulars import Particulars
from bookings.parties import outside_the_hire
from bookings.recurrence import Times

A_DAY = 1440  # minutes


def castle_along(said: Particulars, dates: Sequence[ChangedDate], wished: Times | None, *, of_all: bool) -> Particulars:
    """What was answered, with the castle's hours where the hire would be.

    As `wished`; else moved along, where all dates of the booking move as far at both ends; else as they were. Raises
    CastleOutside where it would come or go outside one of the dates that move.
    """
    moved = [date for date in dates if date.is_moved]
    if not (moved and said.castle and said.castle_from and said.castle_until):
        return said
    hours = Times(said.castle_from, said.castle_until)
    said = _at(said, wished or (_moved_along(hours, dates) if of_all else hours))
    for date in moved:
        if date.period.minutes < A_DAY:
            for name, words in outside_the_hire(said, local_times(date.period, date.session)):
                raise CastleOutside(words, field=name)
    return said


def _moved_along(hours: Times, dates: Sequence[ChangedDate]) -> Times:
    """As they were where the dates do not all move as far, or where it would be there past midnight."""
    shifts = {shift for date in dates for shift in _shifts(date)}
    [shift, *others] = shifts
    comes, goes = _minutes(hours.start) + shift, _minutes(hours.end) + shift
    if others or not 0 <= comes < goes < A_DAY:
        return hours
    return Times(time(*divmod(comes, 60)), time(*divmod(goes, 60)))


def _shifts(date: ChangedDate) -> set[int]:
    """In minutes by the clock: how far its start goes, and its end."""
    was, becomes = local_times(date.session.period, date.session), local_times(date.period, date.session)
    starts = _minutes(becomes.start) - _minutes(was.start)
    return {starts, starts + becomes.minutes - was.minutes}


def _at(said: Particulars, hours: Times) -> Particulars:
    return replace(said, castle_from=hours.start, castle_until=hours.end)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
