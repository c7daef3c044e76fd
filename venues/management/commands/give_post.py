"""Give somebody a post in a venue: the secretary who answers requests, the caretaker, a funder …"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.addresses import must_be_sendable
from venues.actions import end_post, give_post
from venues.models import Post, Venue


class Command(BaseCommand):
    help = "Gives a person a post in a venue, or with --end takes it back: manage.py give_post SLUG EMAIL POST."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the venue's slug, as in its file")
        parser.add_argument("email", help="the person's e-mail address")
        parser.add_argument("post", choices=Post.Kind.values)
        parser.add_argument("--name", default="", help="the person's name, where they are new here")
        parser.add_argument("--end", action="store_true", help="end the post from today on")

    def handle(self, *args: Any, slug: str, email: str, post: str, name: str, end: bool, **options: Any) -> None:
        venue = Venue.objects.filter(slug=slug).first()
        if venue is None:
            raise CommandError(_("There is no venue with the slug “%(slug)s”.") % {"slug": slug})
        try:
            validate_email(email)
            must_be_sendable(email)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        today = timezone.localdate()
        facts = {"email": email, "post": Post.Kind(post).label, "venue": venue.name}
        if end:
            if not end_post(venue, email, post, on=today, by=None):
                raise CommandError(_("%(email)s does not hold the post “%(post)s” at %(venue)s.") % facts)
            self.stdout.write(_("%(email)s no longer holds the post “%(post)s” at %(venue)s.") % facts)
            return
        _held, is_new = give_post(venue, email, post, name=name, on=today, by=None)
        self.stdout.write(_("%(email)s holds the post “%(post)s” at %(venue)s.") % facts)
        if is_new:
            self.stdout.write(_("They are new here: on the sign-in page they ask for a code by letter."))
