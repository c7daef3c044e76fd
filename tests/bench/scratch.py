"""A database of its own for a benchmark, on whatever engine DATABASE_URL names; gone afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


@contextmanager
def scratch() -> Iterator[str]:
    """The engine's name, with an empty migrated database behind `django.db.connection`."""
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield connection.vendor
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that one call took."""
    started = perf_counter()
    act()
    return (perf_counter() - started) * 1000


def told(name: str, milliseconds: Sequence[float], note: str = "") -> None:
    """One line: median, least and most."""
    print(
        f"  {name:<44} {median(milliseconds):>8.1f} ms   ({min(milliseconds):.1f} to {max(milliseconds):.1f})  {note}"
    )
