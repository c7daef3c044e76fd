"""A district and its bookings into an empty database, the quick way: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from random import Random
from time import perf_counter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from accounts.models import Touched
from bookings.models import Booking, Occupancy, RefusedDate, Session, SessionRoom
from tests.bench import use
from tests.bench.district import make_district
from tests.bench.sizes import Size
from tests.engine.control import put_the_guard_back, take_the_guard_away

SEED = 2026
FILLED: tuple[type[Model], ...] = (Booking, Session, SessionRoom, Occupancy, RefusedDate)


def fill(size: Size, this_year: int) -> None:
    """Everything, with the guard off while the occupancies go in; raises RuntimeError if any two of them overlap."""
    began, chance = perf_counter(), Random(SEED)
    first = date(this_year - size.years + 2, 1, 1)
    halls = make_district(size, first, size.years, chance)
    diary = use.Diary(halls, size, first, this_year, chance)
    with _quick_writing():
        take_the_guard_away()
        for number, rows in enumerate(diary.all(), 1):
            with transaction.atomic():
                _write(Booking, use.BOOKING, rows.bookings)
                _write(Session, use.SESSION, rows.sessions)
                _write(SessionRoom, use.SESSION_ROOM, rows.session_rooms)
                _write(Occupancy, use.OCCUPANCY, rows.occupancies)
                _write(RefusedDate, use.REFUSED, rows.refused)
            _say(f"  {connection.vendor}: {number} of {diary.quarters} quarters, {diary.session:,} sessions", began)
        put_the_guard_back()
        if overlaps():
            raise RuntimeError("The generator of the data let two sessions share a cell.")
        Touched.objects.all().delete()  # there are no figures yet that what was written could change
        _settle()
    _say(f"  {connection.vendor}: ready, the guard stands over {diary.occupancy:,} occupancies", began)


def overlaps() -> int:
    """How many occupancies begin before the one before them in the same cell has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT starts_at, lag(ends_at) OVER (PARTITION BY cell_id ORDER BY starts_at)"
            " AS before FROM bookings_occupancy) AS pairs WHERE before > starts_at"
        )
        return int(cursor.fetchone()[0])


def _write(model: type[Model], columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """These columns as given, all others as a new row of the model has them."""
    others = {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.concrete_fields
        if field.column not in columns and not field.primary_key
    }
    names = ", ".join(connection.ops.quote_name(name) for name in (*columns, *others))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            rest = "".join(f"\t{_copied(value)}" for value in others.values())
            with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
                for start in range(0, len(rows), 5000):
                    lines = ("\t".join(map(_copied, row)) + rest for row in rows[start : start + 5000])
                    copy.write("\n".join(lines) + "\n")
        else:
            marks = ", ".join(["%s"] * (len(columns) + len(others)))
            rest_of_row = tuple(others.values())
            cursor.executemany(
                f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", (row + rest_of_row for row in rows)
            )


def _copied(value: Any) -> str:
    """A value as COPY reads it."""
    if value is None:
        return r"\N"
    return str(value)


@contextmanager
def _quick_writing() -> Iterator[None]:
    """The rows are right by construction: no foreign key is asked of each, and nothing need reach the disk at once."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            settings = {"synchronous_commit": "off", "maintenance_work_mem": "'512MB'"}
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                settings["session_replication_role"] = "replica"
            before = [f"SET {name} = {value}" for name, value in settings.items()]
            after = [f"RESET {name}" for name in settings]
        else:
            cursor.execute("PRAGMA synchronous")
            before, after = ["PRAGMA synchronous = OFF"], [f"PRAGMA synchronous = {cursor.fetchone()[0]}"]
        for statement in before:
            cursor.execute(statement)
        yield
        for statement in after:
            cursor.execute(statement)


def _settle() -> None:
    """Counters past the keys that were given, statistics fresh, as on a database that has run for years."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(FILLED)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _say(words: str, began: float) -> None:
    print(f"{words} ({perf_counter() - began:.0f} s)", file=sys.stderr, flush=True)
