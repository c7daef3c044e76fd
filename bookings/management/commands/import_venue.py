"""Bring a venue in from its file, or say everything that stands in the way."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings.actions.import_venue import ChangeRefused, Outcome, import_venue
from venues.files import Fault, VenueFile, VenueFileFaults, read, warnings
from venues.models import Post


class Command(BaseCommand):
    help = "Make a venue as its file has it (docs/venue-file.md). A file with a fault changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the venue file, in TOML")
        parser.add_argument("--check", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            venue_file = read(_content(file))
            outcome = _bring(venue_file, rehearsed=check)
        except (VenueFileFaults, ChangeRefused) as refusal:
            self._refuse(refusal.faults)
        for warning in warnings(venue_file, today=timezone.localdate()):
            self.stderr.write(_("Note: %(warning)s") % {"warning": warning})
        self._report(outcome, venue_file.venue.slug, rehearsed=check)

    def _refuse(self, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.stderr.write(str(fault))
        raise CommandError(_("Nothing was changed."))

    def _report(self, outcome: Outcome, slug: str, *, rehearsed: bool) -> None:
        for change in outcome.changes:
            self.stdout.write(change)
        if not outcome.changes:
            self.stdout.write(_("Nothing to change: %(venue)s is as the file has it.") % {"venue": outcome.venue})
        elif rehearsed:
            self.stdout.write(_("Only checked: nothing was changed."))
        if not rehearsed and not _is_managed(slug):
            words = _(
                "Nobody manages this hall yet, to keep its pages, answer its requests and read complaints. "
                "Say who does: manage.py give_post %(slug)s ADDRESS manager"
            )
            self.stdout.write(words % {"slug": slug})


def _is_managed(slug: str) -> bool:
    return Post.objects.filter(venue__slug=slug, kind=Post.Kind.MANAGER).held_on(timezone.localdate()).exists()


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": fault.strerror}
        ) from fault


def _bring(file: VenueFile, *, rehearsed: bool) -> Outcome:
    """Import; a rehearsal goes all the way and takes it back."""
    with transaction.atomic():
        outcome = import_venue(file, by=None, at=timezone.now())
        transaction.set_rollback(rehearsed)
    return outcome
