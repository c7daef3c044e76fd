"""Put a backup back: everything is checked first, and the old stays until the new is ready."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from bookings.keeping import letters
from bookings.keeping.archive import PICTURES, Reader, opened
from bookings.keeping.engines import WORDS, engine, tables_in_use
from bookings.keeping.history import note_restore
from bookings.keeping.manifest import NO_ANSWER, CannotKeep, Manifest


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    letters_held: int


def restore(file: Path, *, replace: bool = False, send_letters: bool = False) -> Restored:
    """Make database and pictures what they were; raises CannotKeep in words, having changed nothing.

    Everybody is signed out. Letters that were waiting are held, unless they are to be sent.
    """
    with opened(file) as reader:
        _must_fit(reader.manifest)
        now = timezone.now()
        try:
            _must_be_free(replace)
            with _room_to_work() as staged, _room_to_work() as work:
                _stage(reader, Path(staged))
                _fill_the_database(reader, Path(work), then="" if send_letters else letters.holding(now))
                _hang(Path(staged))
        except OSError as fault:
            raise CannotKeep(f"The backup cannot be unpacked: {fault.strerror} ({fault.filename}).") from fault
        except Error as fault:
            raise CannotKeep(NO_ANSWER.format(kind=type(fault).__name__)) from fault
        try:
            call_command("createcachetable", verbosity=0)
            note_restore(reader.manifest, now)
            return Restored(reader.manifest, letters.held())
        except Error as fault:
            raise CannotKeep(f"Rows and pictures are back, but nothing more can be written: {fault}.") from fault


def _must_fit(manifest: Manifest) -> None:
    if manifest.database.engine != connection.vendor:
        raise CannotKeep(
            f"This is a backup of {WORDS.get(manifest.database.engine, 'another kind of database')}, and DATABASE_URL "
            f"names {WORDS[connection.vendor]}: a backup goes back into the same kind of database."
        )
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    known |= {f"{app}.{name}" for found in loader.replacements.values() for app, name in found.replaces}
    newer = [name for name in manifest.database.migrations if name not in known and not _given_way(name, known)]
    if newer:
        raise CannotKeep(
            f"This backup is of a newer Hearth ({manifest.hearth}): this one, {settings.VERSION}, does not know "
            f"{', '.join(newer[:3])}. Install that version, then put the backup back."
        )


def _given_way(name: str, known: Collection[str]) -> bool:
    """Whether it made at once what migrations that are known make: another has since taken its place."""
    found = re.fullmatch(r"(\w+)\.0001_squashed_(\d{4})_\w+", name)
    return found is not None and any(each.startswith("{}.{}_".format(*found.groups())) for each in known)


def _must_be_free(replace: bool) -> None:
    used = [] if replace else tables_in_use()
    if used:
        raise CannotKeep(
            f"The database is not empty ({', '.join(used[:3])}…). Name an empty one in DATABASE_URL, or add --replace: "
            "then everything in it gives way to the backup."
        )


def _room_to_work() -> TemporaryDirectory[str]:
    """Inside the folder of pictures: there is space, and hanging them up is only a change of names."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    return TemporaryDirectory(dir=root, prefix=".restoring-")


def _stage(reader: Reader, staged: Path) -> None:
    for part in reader.manifest.pictures:
        target = staged / Path(part.name).relative_to(PICTURES)
        target.parent.mkdir(parents=True, exist_ok=True)
        reader.unpack(part, target)


def _fill_the_database(reader: Reader, work: Path, *, then: str) -> None:
    database = reader.manifest.database
    part = next(part for part in reader.manifest.parts if part.name == database.part)
    target = work / database.part
    reader.unpack(part, target)
    engine().put_back(target, database, then=then)


def _hang(staged: Path) -> None:
    """Pictures that are there besides stay: nothing leads to them."""
    for picture in sorted(path for path in staged.rglob("*") if path.is_file()):
        place = Path(settings.MEDIA_ROOT) / picture.relative_to(staged)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(picture, place)
