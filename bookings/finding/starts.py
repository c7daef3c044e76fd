"""At which times a hire could begin that may be at any time between two hours. Pure."""

from __future__ import annotations

from datetime import time

from bookings.recurrence import Times

STEP = 30  # minutes between one start and the next
A_DAY = 1440


def starts(between: Times, minutes: int | None) -> list[Times]:
    """Every half hour from the first on at which so many minutes fit in; without a length, the hours themselves.

    What begins after midnight is of the next day, and not among them.
    """
    if minutes is None:
        return [between]
    first = between.start.hour * 60 + between.start.minute
    last = min(first + between.minutes - minutes, A_DAY - 1)
    return [Times(_clock(minute), _clock(minute + minutes)) for minute in range(first, last + 1, STEP)]


def _clock(minute: int) -> time:
    return time(*divmod(minute % A_DAY, 60))
