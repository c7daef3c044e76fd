"""Begin an operator: a draft hall of it, and a letter to whoever is to manage it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.addresses import must_be_sendable
from venues.actions.invite_to_post import LASTS
from venues.actions.start_operator import AlreadyThere, start_operator
from venues.files.table import fault_in_text
from venues.tariffs.document import CODE

LONGEST = 120  # letters of a name


class Command(BaseCommand):
    help = "Begin an operator with a draft hall, and send its manager a letter with a link to set it up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the trust, parish, church or council; in quotation marks")
        parser.add_argument("--manager", required=True, metavar="EMAIL", help="who is to manage it")
        parser.add_argument("--slug", default="", help="its code; else made from the name")

    def handle(self, *args: Any, name: str, manager: str, slug: str, **options: Any) -> None:
        name, manager = " ".join(name.split()), manager.strip()
        _judge(name, manager, slug)
        try:
            start = start_operator(name, manager=manager, slug=slug, by=None, at=timezone.now())
        except AlreadyThere as refusal:
            raise CommandError(str(refusal)) from refusal
        facts = {
            "operator": start.operator,
            "code": start.operator.slug,
            "venue": start.venue,
            "email": start.invitation.email,
            "days": LASTS.days,
        }
        self.stdout.write(_("Started the operator “%(operator)s” (%(code)s).") % facts)
        self.stdout.write(_("Its first hall, “%(venue)s”, is a draft: only people with a post there see it.") % facts)
        self.stdout.write(
            _("A letter to %(email)s asks them to manage it. Its link works once, for %(days)d days.") % facts
        )
        self.stdout.write(_where_the_letter_is())


def _where_the_letter_is() -> str:
    """Never the link itself: whoever has it takes up the post, and what a command prints is kept in records."""
    if settings.DEMO:
        page = settings.PUBLIC_URL + reverse("letters:list")
        return _("This is a demo. Read the letter at %(page)s") % {"page": page}
    return _("The letter waits with the others to be sent, and goes at the next tick, within some minutes.")


def _judge(name: str, manager: str, slug: str) -> None:
    """Raise CommandError in words for what cannot be."""
    fault = fault_in_text(name, LONGEST) if name else _("It is empty.")
    if fault:
        raise CommandError(_("This cannot be its name. %(why)s") % {"why": fault})
    try:
        validate_email(manager)
        must_be_sendable(manager)
    except ValidationError as refusal:
        raise CommandError(_("“%(email)s” is not an e-mail address.") % {"email": manager}) from refusal
    if slug and not CODE.fullmatch(slug):
        words = _("“%(slug)s” is not a code: small letters, digits and hyphens, at most 60.")
        raise CommandError(words % {"slug": slug})
