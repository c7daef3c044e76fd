"""A database in one file: copied and put back by SQLite itself, while others read and write."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from bookings.guard import ONE_AT_A_TIME
from bookings.keeping.manifest import NOT_READABLE, CannotKeep, Taken

PART = "database.sqlite3.gz"
WAIT = 30.0  # seconds for others to finish writing


def take(folder: Path, *, leave_out: list[str]) -> Taken:
    """Copy the database as it is at one moment, whoever writes meanwhile."""
    copy = folder / "database.sqlite3"
    with _told("The database cannot be copied"), closing(_live()) as live, _opened(copy) as held:
        with _told("The database cannot be read"):
            live.backup(held)  # all pages in one step: one moment
        held.execute("PRAGMA journal_mode = DELETE")
        for table in set(leave_out) & set(_tables(held)):
            held.execute(f'DELETE FROM "{table}"')
        held.execute("VACUUM")  # nor do deleted rows linger in pages that are free
        _must_be_whole(held)
        taken = Taken(
            part=PART,
            engine="sqlite",
            engine_version=sqlite3.sqlite_version_info[0],
            made_with=sqlite3.sqlite_version_info[0],
            migrations=[f"{app}.{name}" for app, name in held.execute("SELECT app, name FROM django_migrations")],
            rows={table: held.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in _tables(held)},
        )
    with copy.open("rb") as source, gzip.open(folder / PART, "wb", compresslevel=6) as target:
        shutil.copyfileobj(source, target)
    copy.unlink()
    return taken


def put_back(part: Path, taken: Taken, *, then: str) -> None:
    """Make everything ready in a file of its own, migrations too; then take its pages over in one transaction."""
    ready = part.with_name("ready.sqlite3")
    with gzip.open(part, "rb") as source, ready.open("xb") as target:
        shutil.copyfileobj(source, target)
    with _told("The backup cannot be unpacked"), _opened(ready) as found:
        _must_be_whole(found)
        found.executescript(then)
    _migrate(ready)
    with _opened(ready) as found:
        _must_be_whole(found)
        _must_be_guarded(found)
        connection.close()
        with closing(_live(mode="rwc")) as live:
            try:
                found.backup(live)
            except sqlite3.DatabaseError as fault:
                raise CannotKeep(
                    f"What is there cannot be written over ({fault}): move the file of the database out of the way, "
                    "with those beside it that begin with its name, then put the backup back."
                ) from fault


@contextmanager
def _told(what: str) -> Iterator[None]:
    """SQLite's own complaint, a full disk for one, as the reason in a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise CannotKeep(f"{what}: {fault}.") from fault


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A file apart from the live one, with the functions that Django's constraints call."""
    django = connections.create_connection(DEFAULT_DB_ALIAS)
    django.settings_dict = {**connection.settings_dict, "NAME": str(file)}
    django.ensure_connection()
    try:
        yield django.connection
    finally:
        django.close()


def _live(mode: str = "rw") -> sqlite3.Connection:
    file = Path(connection.settings_dict["NAME"]).absolute()
    try:
        return sqlite3.connect(f"{file.as_uri()}?mode={mode}", uri=True, timeout=WAIT)
    except sqlite3.OperationalError as fault:
        raise CannotKeep(f"The database {file} cannot be opened: {fault}.") from fault


def _migrate(file: Path) -> None:
    """In a process of its own: a migration speaks to the database that the settings name."""
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=settings.BASE_DIR, env={**os.environ, "DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotKeep(f"The backup could not be brought up to date; nothing was changed.\n{done.stderr}")


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in found)


def _must_be_whole(database: sqlite3.Connection) -> None:
    """Better no new backup than one of a damaged database in the place of a good one."""
    try:
        told = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        raise CannotKeep(NOT_READABLE) from fault
    if told != "ok":
        raise CannotKeep(f"The database is damaged: {told}.")


def _must_be_guarded(database: sqlite3.Connection) -> None:
    question = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE ?"
    if database.execute(question, [f"{ONE_AT_A_TIME}%"]).fetchone()[0] != 2:
        raise CannotKeep("The backup lacks the guard against double booking; nothing was changed.")
