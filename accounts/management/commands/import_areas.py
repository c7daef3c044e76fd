"""Bring in a table of postcodes, so that people can look for a room near theirs; or an index of deprivation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.actions.import_areas import import_areas
from accounts.actions.import_index import import_index
from accounts.areas.indices import Index, indices, ranked_in
from accounts.areas.tables import Unreadable, placed_in, table_of


class Command(BaseCommand):
    help = (
        "Bring in where postcodes lie, from the ONS Postcode Directory (CSV, or its zip file); or, with --index, how "
        "deprived areas are, from the file that their government publishes (CSV, or zip). A new table takes the "
        "place of the old one; other versions of an index stay. All of it or nothing; nothing is asked of any other "
        "site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table: CSV, or a zip file that holds one")
        parser.add_argument("--index", choices=sorted(indices()), help="it is this index of deprivation")
        parser.add_argument("--check", action="store_true", help="say how many would come in, and change nothing")

    def handle(self, *args: Any, file: Path, index: str | None, check: bool, **options: Any) -> None:
        try:
            with table_of(file) as text:
                said = _indexed(text, indices()[index], check) if index else _placed(text, check)
        except OSError as fault:
            words = _("%(file)s cannot be read: %(reason)s.")
            raise CommandError(words % {"file": file, "reason": fault.strerror}) from fault
        except Unreadable as fault:
            words = _("%(file)s was not brought in. %(fault)s")
            raise CommandError(words % {"file": file, "fault": fault}) from fault
        self.stdout.write(said)


def _placed(text: TextIO, check: bool) -> str:
    if check:
        number = sum(1 for _each in placed_in(text))
        return _("Only checked: %(number)s postcodes could come in.") % {"number": f"{number:,}"}
    words = _("%(number)s postcodes are known now: people can look for a room near any of them.")
    return words % {"number": f"{import_areas(placed_in(text)):,}"}


def _indexed(text: TextIO, index: Index, check: bool) -> str:
    if check:
        words = _("Only checked: %(number)s areas of the %(name)s %(version)s could come in.")
        number = sum(1 for _each in ranked_in(text, index))
    else:
        words = _("%(number)s areas of the %(name)s %(version)s are known now: reports go by them.")
        number = import_index(index, ranked_in(text, index))
    return words % {"number": f"{number:,}", "name": index.name, "version": index.version}
