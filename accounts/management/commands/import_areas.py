"""Bring in a table of postcodes, so that people can look for a room near theirs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.actions.import_areas import import_areas
from accounts.areas.tables import Unreadable, placed_in, table_of


class Command(BaseCommand):
    help = (
        "Bring in where postcodes lie, from the ONS Postcode Directory (CSV, or its zip file). "
        "A new table takes the place of the old one. All of it or nothing; nothing is asked of any other site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table: CSV, or a zip file that holds one")
        parser.add_argument("--check", action="store_true", help="say how many would come in, and change nothing")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            with table_of(file) as text:
                number = sum(1 for _placed in placed_in(text)) if check else import_areas(placed_in(text))
        except OSError as fault:
            words = _("%(file)s cannot be read: %(reason)s.")
            raise CommandError(words % {"file": file, "reason": fault.strerror}) from fault
        except Unreadable as fault:
            words = _("%(file)s was not brought in. %(fault)s")
            raise CommandError(words % {"file": file, "fault": fault}) from fault
        if check:
            self.stdout.write(_("Only checked: %(number)s postcodes could come in.") % {"number": f"{number:,}"})
        else:
            words = _("%(number)s postcodes are known now: people can look for a room near any of them.")
            self.stdout.write(words % {"number": f"{number:,}"})
