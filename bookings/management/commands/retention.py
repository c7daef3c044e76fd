"""Take out what is over its time, or say what would go."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings.privacy import daily


class Command(BaseCommand):
    help = "Takes out what is kept no longer, as `tick` does once a day; the privacy notice says what is kept how long."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how much would go, of what; no names")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        at = timezone.now()
        gone = daily.what_would_go(at) if dry_run else daily.keep_to_the_rules(at)
        self.stdout.write(_("This would go:") if dry_run else _("This went:"))
        for line in daily.told(gone):
            self.stdout.write(f"  {line}")
