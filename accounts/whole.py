"""All or nothing: what is done is one transaction, and known by its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, transaction

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 4
PASSING = {"40P01", "40001"}  # deadlock, serialization failure
ACTIONS: dict[str, Callable[..., Any]] = {}  # every action that there is, by its module and name


def whole(act: Callable[P, T]) -> Callable[P, T]:
    """Run an action in one transaction."""

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        return once(act, *args, **kwargs)

    ACTIONS[name_of(act)] = done
    return done


def once(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """One try of an action, wholly there or not at all."""
    with transaction.atomic():
        return act(*args, **kwargs)


def tried(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """As `once`; a deadlock, or a SQLite file that stayed locked, is tried again a few times.

    The transaction that lost has left nothing behind.
    """
    for _turn in range(1, TRIES):
        try:
            return once(act, *args, **kwargs)
        except OperationalError as fault:
            if not _may_pass(fault):
                raise
    return once(act, *args, **kwargs)


def _may_pass(fault: OperationalError) -> bool:
    state = getattr(fault.__cause__, "sqlstate", None)
    return state in PASSING or "database is locked" in str(fault)


def name_of(act: Callable[..., Any]) -> str:
    return f"{act.__module__}.{act.__qualname__}"
