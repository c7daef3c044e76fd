"""One database is migrated, while the tests are read; every process of the tests begins with a copy of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.db.models import Field
from django.utils.functional import cached_property

from bookings.keeping.programs import programs_for
from tests.engine.fleet import database_url


def a_place(folder: Path) -> str:
    """Where one may be made: a file in that folder, or a name on the server."""
    name = f"hearth_{uuid.uuid4().hex[:12]}"
    return str(folder / f"{name}.sqlite3") if connection.vendor == "sqlite" else name


def make(place: str) -> None:
    without_fear_of_power_cuts()
    if connection.vendor != "sqlite":
        on_the_server(f"CREATE DATABASE {place}")
    connection.close()
    with mock.patch.dict(connection.settings_dict, NAME=place), quickly():
        try:
            migrate()
        finally:
            connection.close()


def migrate() -> None:
    call_command("migrate", verbosity=0)


@contextmanager
def quickly() -> Iterator[None]:
    """In two thirds of the time, or in half of it for the many steps of a database that is there already."""
    with mock.patch.object(Field, "clone", twin):
        yield


def twin(field: Field) -> Field:
    """What Django makes anew, part by part, for each of ten thousand states of a model: here it is copied whole."""
    made = deepcopy(field)
    for name in worked_out(type(field)):
        made.__dict__.pop(name, None)
    made.creation_counter = Field.auto_creation_counter if field.auto_created else Field.creation_counter
    Field.auto_creation_counter -= 1  # a key that nobody wrote down stands first
    Field.creation_counter += 1
    return made


@cache
def worked_out(kind: type[Field]) -> list[str]:
    """What such a field finds out about itself once it belongs to a model; the copy belongs to none."""
    return [name for name in dir(kind) if isinstance(getattr(kind, name), cached_property)]


def copy(migrated: str, place: str) -> None:
    """Nobody may be speaking with the one that is copied."""
    if connection.vendor == "sqlite":
        shutil.copyfile(migrated, place)
    else:
        on_the_server(f"CREATE DATABASE {place} TEMPLATE {migrated}")


def copy_to_another(migrated: str, folder: Path) -> None:
    """Into the empty PostgreSQL whose socket lies in that folder: a tenth of the time that it takes to migrate it."""
    place = a_place(folder)
    copy(migrated, place)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        programs, _version = programs_for(int(cursor.fetchone()[0]) // 10_000)
    with mock.patch.dict(connection.settings_dict, NAME=place):
        dump = [programs / "pg_dump", "--no-owner", "--no-privileges", database_url()]
    dumped = subprocess.run(dump, capture_output=True, check=True).stdout
    drop(place)
    fill: list[str | Path] = [
        programs / "psql",
        "--no-psqlrc",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--output",
        os.devnull,
    ]
    there: list[str | Path] = ["--host", folder, "--username", "postgres", "--dbname", "postgres"]
    subprocess.run([*fill, *there], input=dumped, check=True)


def drop(place: str) -> None:
    if connection.vendor == "sqlite":
        for file in (place, f"{place}-wal", f"{place}-shm"):
            Path(file).unlink(missing_ok=True)
    else:
        on_the_server(f"DROP DATABASE IF EXISTS {place} WITH (FORCE)")


def on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def without_fear_of_power_cuts() -> None:
    """What stands in this process's file is wanted for minutes."""
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
