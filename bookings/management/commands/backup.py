"""Everything in one file: the database and the pictures, while the site runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bookings.keeping import CannotKeep, Manifest, backup_into, take_backup


class Command(BaseCommand):
    help = (
        "Writes the database and the pictures to one file. Given a folder, names the file for the moment; "
        "with --keep 14 the oldest of such files beyond fourteen go."
    )
    requires_system_checks: list[str] = []  # a backup is wanted most when something is wrong

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a new file, or a folder that is there")
        parser.add_argument("--overwrite", action="store_true", help="the file may be there already")
        parser.add_argument("--keep", type=int, metavar="N", help="in a folder: so many backups stay")

    def handle(self, *args: Any, file: Path, overwrite: bool, keep: int | None, **options: Any) -> None:
        if keep is not None and (keep < 1 or not file.is_dir()):
            raise CommandError("--keep needs a folder that is there, and a number from 1 on.")
        try:
            if file.is_dir():
                file, manifest = backup_into(file, keep=keep)
            else:
                manifest = take_backup(file, overwrite=overwrite)
        except CannotKeep as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{file}: {what_is_in(manifest)}")


def what_is_in(manifest: Manifest) -> str:
    rows = manifest.database.rows
    size = sum(part.size for part in manifest.parts) / 1_000_000
    return (
        f"{rows.get('venues_venue', 0)} venues, {rows.get('bookings_booking', 0)} bookings, "
        f"{rows.get('bookings_session', 0)} sessions, {len(manifest.pictures)} pictures; {size:.1f} MB"
    )
