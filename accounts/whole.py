"""All or nothing: what is done is one transaction, and known by its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
T = TypeVar("T")

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


def name_of(act: Callable[..., Any]) -> str:
    return f"{act.__module__}.{act.__qualname__}"
