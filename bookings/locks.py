"""All or nothing: one transaction, the cells taken in a fixed order, and one refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

from bookings.exceptions import RoomTaken
from bookings.guard import speaks_in

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 4
CELLS = 73_001  # the class of our advisory locks
PASSING = {"40P01", "40001"}  # deadlock, serialization failure


def all_or_nothing(act: Callable[P, T]) -> Callable[P, T]:
    """Run an action in one transaction; the guard's word becomes RoomTaken.

    A deadlock, or a SQLite file that stayed locked, is tried again a few times: the
    transaction that lost has left nothing behind.
    """

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        for turn in range(1, TRIES + 1):
            try:
                with transaction.atomic():
                    return act(*args, **kwargs)
            except IntegrityError as fault:
                if speaks_in(fault):
                    raise RoomTaken from fault
                raise
            except OperationalError as fault:
                if turn == TRIES or not _may_pass(fault):
                    raise
        raise AssertionError("unreachable")

    return done


def lock_cells(cells: Iterable[int]) -> None:
    """On PostgreSQL, queue for these cells in order of their ids, until the transaction ends.

    Two who insert into one exclusion constraint at once wait for each other and one is
    killed a second later; standing in line costs milliseconds (engine.md 1.3). The lock
    is for speed, the constraint is the truth. SQLite has one writer at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, cell) FROM (SELECT unnest(%s::int[]) AS cell ORDER BY 1) AS queue",
            [CELLS, sorted(set(cells))],
        )


def _may_pass(fault: OperationalError) -> bool:
    state = getattr(fault.__cause__, "sqlstate", None)
    return state in PASSING or "database is locked" in str(fault)
