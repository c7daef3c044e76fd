"""Is the guard really there? Asked of the live database by `manage.py check --database default`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from bookings.guard import ONE_AT_A_TIME

ASKED = {
    "postgresql": ("SELECT count(*) FROM pg_constraint WHERE conname = %s AND contype = 'x'", [ONE_AT_A_TIME], 1),
    "sqlite": (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)",
        [f"{ONE_AT_A_TIME}_insert", f"{ONE_AT_A_TIME}_update"],
        2,
    ),
}


@register(Tags.database)
def the_guard_stands(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error where a database has the table of occupancies without its guard."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if "bookings_occupancy" not in connection.introspection.table_names():
            continue  # not migrated yet
        question, names, wanted = ASKED[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(question, names)
            standing = cursor.fetchone()[0]
        if standing != wanted:
            found.append(
                Error(
                    "The database would let two bookings share a cell: the guard on bookings_occupancy is gone.",
                    hint="Run `manage.py migrate`; if it says there is nothing to do, restore from a backup.",
                    id="bookings.E001",
                )
            )
    return found
