"""For the site's staff: make one of two groups that book with different operators."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings import actions
from bookings.models import Booking


class Command(BaseCommand):
    help = "Makes one of two groups that are the same: manage.py merge_groups STAYS GOES, by their references."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("stays", help="the reference of the group whose name and contact stay")
        parser.add_argument("goes", help="the reference of the group that is merged into it")

    def handle(self, *args: Any, stays: str, goes: str, **options: Any) -> None:
        kept, given_up = self._hirer(stays), self._hirer(goes)
        last = (
            Booking.objects.filter(hirer__in=[kept, given_up]).select_related("venue__operator").order_by("-pk").first()
        )
        if last is None:
            raise CommandError(_("Neither of the two has ever booked, so there is nothing to merge."))
        try:
            actions.merge_groups(kept, given_up, venue=last.venue, by=None, at=timezone.now())
        except actions.NotMerged as refusal:
            raise CommandError(str(refusal)) from refusal
        facts = {"kept": kept.name, "other": given_up.name}
        self.stdout.write(_("%(other)s is one with %(kept)s now. The desk can undo it for 30 days.") % facts)

    def _hirer(self, ref: str) -> Hirer:
        found = Hirer.objects.filter(ref=ref).first()
        if found is None:
            raise CommandError(_("There is no group with the reference “%(ref)s”.") % {"ref": ref})
        return found
