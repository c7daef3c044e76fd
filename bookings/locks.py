"""All or nothing: one transaction, the cells taken in a fixed order, and one refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar
from zlib import crc32

from django.db import IntegrityError, connection

from accounts import whole
from bookings.exceptions import RoomTaken, ThingsTaken
from bookings.guard import ONE_USE_AT_A_TIME, speaks_in

P = ParamSpec("P")
T = TypeVar("T")

CELLS, THINGS = 73_001, 73_002  # the classes of our advisory locks


def all_or_nothing(act: Callable[P, T]) -> Callable[P, T]:
    """Run an action in one transaction; the guards' words become RoomTaken and ThingsTaken.

    A deadlock, or a SQLite file that stayed locked, is tried again a few times.
    """

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return whole.tried(act, *args, **kwargs)
        except IntegrityError as fault:
            if speaks_in(fault):
                raise RoomTaken from fault
            if speaks_in(fault, ONE_USE_AT_A_TIME):
                raise ThingsTaken from fault
            raise

    whole.ACTIONS[whole.name_of(act)] = done
    return done


def lock_cells(cells: Iterable[int], *, venue: int = 0, things: Iterable[str] = ()) -> None:
    """On PostgreSQL, queue for these cells in order of their ids, until the transaction ends; then for things.

    Two who insert into one exclusion constraint at once wait for each other and one is
    killed a second later; standing in line costs milliseconds (engine.md 1.3). The lock
    is for speed, the constraint is the truth. SQLite has one writer at a time anyway.
    """
    _queue([*((CELLS, cell) for cell in cells), *_things(venue, things)])


def lock_things(venue: int, codes: Iterable[str]) -> None:
    """The same for things of a venue that have a number, always after its cells.

    Here the lock is more than speed: whoever deals the numbers anew takes rows away and puts them back,
    and whoever lets them go meanwhile must not overlook those that come back.
    """
    _queue(_things(venue, codes))


def _things(venue: int, codes: Iterable[str]) -> list[tuple[int, int]]:
    return [(THINGS, crc32(f"{venue} {code}".encode()) - 2**31) for code in codes]


def _queue(keys: Iterable[tuple[int, int]]) -> None:
    wanted = sorted(set(keys))
    if connection.vendor != "postgresql" or not wanted:
        return
    kinds, numbers = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(kind, number) FROM "
            "(SELECT * FROM unnest(%s::int[], %s::int[]) AS wanted (kind, number) ORDER BY 1, 2) AS queue",
            [list(kinds), list(numbers)],
        )
