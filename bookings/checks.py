"""Is the guard really there, asked of the live database by `check --database default`; and is the host named?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
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


@register(Tags.security, deploy=True)
def the_host_is_named(**kwargs: Any) -> list[CheckMessage]:
    """A word where the privacy notices could not say who runs the machine; no reason not to start after an upgrade."""
    if settings.HOST_NAME or settings.DEMO:
        return []
    return [
        Info(
            "The privacy notices of the halls cannot say who runs this machine.",
            hint="Set HOST_NAME, and HOST_CONTACT beside it: docs/hosting.md.",
            id="bookings.I001",
        )
    ]
