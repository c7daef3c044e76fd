"""Write a venue as its file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from venues.files import from_database, write
from venues.models import Venue


class Command(BaseCommand):
    help = "Write a venue as a file that import_venue reads (docs/venue-file.md). The same venue gives the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the venue's slug, as in its address")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write; else it is printed")

    def handle(self, *args: Any, slug: str, output: Path | None, **options: Any) -> None:
        venue = Venue.objects.select_related("operator").filter(slug=slug).first()
        if venue is None:
            raise CommandError(_("There is no venue “%(slug)s”.") % {"slug": slug})
        text = write(from_database(venue))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8", newline="\n")
        except OSError as fault:
            words = _("%(file)s cannot be written: %(reason)s.")
            raise CommandError(words % {"file": output, "reason": fault.strerror}) from fault
