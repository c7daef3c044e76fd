"""Take the guard away and put it back, to know that the tests would see what it prevents."""

from __future__ import annotations

from django.db import connection

from bookings.guard import NoOverlap
from bookings.models import Occupancy


def the_guard() -> NoOverlap:
    return next(found for found in Occupancy._meta.constraints if isinstance(found, NoOverlap))


def take_the_guard_away() -> None:
    with connection.schema_editor() as editor:
        editor.execute(the_guard().remove_sql(Occupancy, editor))


def put_the_guard_back() -> None:
    """Only over rows that do not overlap."""
    with connection.schema_editor() as editor:
        editor.execute(the_guard().create_sql(Occupancy, editor))
