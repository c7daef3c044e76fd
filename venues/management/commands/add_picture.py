"""Show a venue, or one of its rooms, in a picture."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from venues.models import Venue
from venues.pictures import BadPicture, store_picture


class Command(BaseCommand):
    help = (
        "Add a picture to a venue's page, or with --room to a room's. Only its pixels are kept, not what a camera adds."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the venue's slug, as in its address")
        parser.add_argument("file", type=Path, help="a JPEG, PNG or WebP file")
        parser.add_argument("--alt", required=True, help="what it shows, for people who cannot see it")
        parser.add_argument("--room", metavar="CODE", help="the room's code, as in the venue file")

    def handle(self, *args: Any, slug: str, file: Path, alt: str, room: str | None, **options: Any) -> None:
        venue = Venue.objects.filter(slug=slug).first()
        if venue is None:
            raise CommandError(_("There is no venue “%(slug)s”.") % {"slug": slug})
        shown = venue.rooms.filter(code=room).first() if room else None
        if room and shown is None:
            raise CommandError(_("%(venue)s has no room “%(room)s”.") % {"venue": venue, "room": room})
        try:
            content = file.read_bytes()
        except OSError as fault:
            words = _("%(file)s cannot be read: %(reason)s.")
            raise CommandError(words % {"file": file, "reason": fault.strerror}) from fault
        try:
            store_picture(venue, shown, content, alt)
        except BadPicture as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(_("The picture stands on the page of %(place)s.") % {"place": shown or venue})
