"""After a restore: let the letters go that it held back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bookings.keeping import release_letters


class Command(BaseCommand):
    help = "Lets the letters go that a restore held back; the next tick sends them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Letters that are due now: {release_letters()}.")
