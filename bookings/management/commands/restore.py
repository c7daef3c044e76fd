"""Put a backup back, into an empty database or, when told so, in the place of what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bookings.keeping import CannotKeep, restore
from bookings.management.commands.backup import what_is_in


class Command(BaseCommand):
    help = (
        "Puts back what `backup` wrote, and brings it up to date. The whole file is checked before anything is "
        "touched. Stop the site first. Everybody is signed out; letters that were waiting are held back."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="everything in the database now gives way")
        parser.add_argument(
            "--send-letters",
            action="store_true",
            help="letters that were waiting may go: for a move to another machine, with the old site stopped first",
        )

    def handle(self, *args: Any, file: Path, replace: bool, send_letters: bool, **options: Any) -> None:
        try:
            restored = restore(file, replace=replace, send_letters=send_letters)
        except CannotKeep as refusal:
            raise CommandError(str(refusal)) from refusal
        manifest = restored.manifest
        self.stdout.write(f"As it was on {manifest.made_at:%d %B %Y at %H:%M} UTC: {what_is_in(manifest)}.")
        if restored.letters_held:
            self.stdout.write(
                f"Held back, since most went out soon after: letters that were waiting ({restored.letters_held})."
                " If they did not go: manage.py release_letters"
            )
