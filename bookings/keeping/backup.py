"""Take a backup: one moment of the database, then the pictures, under a name only once it is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import Error
from django.utils import timezone

from bookings.keeping.archive import PICTURES, Writer, opened
from bookings.keeping.engines import LEFT_OUT, engine
from bookings.keeping.history import note_backup
from bookings.keeping.manifest import NO_ANSWER, CannotKeep, Manifest

NAMED_BY_US = re.compile(r"hearth-\d{8}-\d{6}\.tar")


def take_backup(file: Path, *, overwrite: bool = False) -> Manifest:
    """Write database and pictures to this file, readable by its owner alone; raises CannotKeep in words.

    Pictures are copied after the database: none is ever overwritten, so each that the
    database knows is there, unless somebody has taken it down in the meantime.
    """
    if file.exists() and not overwrite:
        raise CannotKeep(f"{file} is there already. Choose another name, or add --overwrite.")
    made_at = timezone.now()
    try:
        with TemporaryDirectory(dir=file.absolute().parent, prefix=".hearth-backup-") as name:
            unfinished = _written(Path(name), made_at)
            with opened(unfinished) as reader:  # reads it all again
                manifest = reader.manifest
            os.replace(unfinished, file)
            _reach_the_disk(file.absolute().parent)
    except OSError as fault:
        raise CannotKeep(f"{file} cannot be written: {fault.strerror}.") from fault
    except Error as fault:
        raise CannotKeep(NO_ANSWER.format(kind=type(fault).__name__)) from fault
    note_backup(made_at)
    return manifest


def backup_into(folder: Path, *, keep: int | None = None) -> tuple[Path, Manifest]:
    """Take a backup into a file named for the moment, then let the oldest go beyond so many."""
    file = folder / f"hearth-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
    manifest = take_backup(file)
    ours = sorted(found for found in folder.iterdir() if NAMED_BY_US.fullmatch(found.name))
    for old in ours[:-keep] if keep else []:
        old.unlink()
    return file, manifest


def _written(folder: Path, made_at: datetime) -> Path:
    taken = engine().take(folder, leave_out=LEFT_OUT)
    unfinished = folder / "unfinished.tar"
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        writer = Writer(target)
        writer.add(taken.part, folder / taken.part)
        root = Path(settings.MEDIA_ROOT)
        for picture in _pictures(root):
            try:
                writer.add(f"{PICTURES}/{picture.relative_to(root).as_posix()}", picture)
            except FileNotFoundError:
                continue  # taken down since
        writer.finish(Manifest(made_at, settings.VERSION, taken, writer.parts))
        target.flush()
        os.fsync(target.fileno())
    return unfinished


def _pictures(root: Path) -> Iterator[Path]:
    """Plain files; a name that begins with a dot is somebody's work in progress."""
    for path in sorted(root.rglob("*")):
        hidden = any(piece.startswith(".") for piece in path.relative_to(root).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _reach_the_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
