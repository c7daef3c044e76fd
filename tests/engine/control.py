"""Take the guard away and put it back, to know that the tests would see what it prevents."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from bookings.guard import NoOverlap
from bookings.models import Occupancy


def the_guard(model: type[Model] = Occupancy) -> NoOverlap:
    return next(found for found in model._meta.constraints if isinstance(found, NoOverlap))


def take_the_guard_away(model: type[Model] = Occupancy) -> None:
    with connection.schema_editor() as editor:
        editor.execute(the_guard(model).remove_sql(model, editor))


def put_the_guard_back(model: type[Model] = Occupancy) -> None:
    """Only over rows that do not overlap."""
    with connection.schema_editor() as editor:
        editor.execute(the_guard(model).create_sql(model, editor))
