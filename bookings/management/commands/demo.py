"""Fill the demo: an imagined district with two years of life in its halls."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings.demo.cast import PASSWORD, the_cast
from bookings.demo.filling import empty, fill
from bookings.demo.for_a_funder import link_of_the_demo
from venues.models import Venue

SEED = 1849


class Command(BaseCommand):
    help = "Fill the demo: imagined halls, groups, and two years of bookings. Never in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are venues already")
        parser.add_argument("--fresh", action="store_true", help="empty everything first, then fill")
        parser.add_argument("--who", action="store_true", help="only say where, and whom to sign in as")
        parser.add_argument("--seed", type=int, default=SEED, help="another seed makes another history")

    def handle(self, *args: Any, if_empty: bool, fresh: bool, who: bool, seed: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("This is production: the demo is not for here."))
        if who:
            self._who()
            return
        if Venue.objects.exists() and not fresh:
            if if_empty:
                return
            raise CommandError(_("There are venues already. Use --fresh to empty everything and fill again."))
        if fresh:
            empty()
        filled = fill(seed=seed, now=timezone.localtime())
        self.stdout.write(
            _("The demo has %(venues)s venues, %(rooms)s rooms, %(groups)s groups and %(sessions)s sessions.")
            % {
                "venues": filled.venues,
                "rooms": filled.rooms,
                "groups": filled.groups,
                "sessions": filled.sessions,
            }
        )

    def _who(self) -> None:
        self.stdout.write(_("Hearth is at %(address)s") % {"address": settings.PUBLIC_URL})
        self.stdout.write(_("Sign in as any of these; the password is %(password)s") % {"password": PASSWORD})
        for person in the_cast().to_sign_in_as():
            self.stdout.write(f"  {person.email:26} {person.name}, {person.sign_in}")
        if link := link_of_the_demo():
            self.stdout.write(_("What a funder reads by the link that a hall gave: %(link)s") % {"link": link})
