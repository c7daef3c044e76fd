"""Say who looks after a venue."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.add_person import add_person
from accounts.models import User
from venues.actions import appoint, end_post
from venues.models import Post, Venue


class Command(BaseCommand):
    help = "Give somebody a post in a venue: its secretary answers requests, its caretaker sees the diary (README)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("venue", help="the venue's slug, as in its address")
        parser.add_argument("kind", choices=Post.Kind.values, help="the post", metavar="post")
        parser.add_argument("email", help="the person's e-mail address; who is new here gets an account")
        parser.add_argument("--name", default="", help="what a new person is called")
        parser.add_argument("--end", action="store_true", help="take the post from this person instead")

    def handle(self, *args: Any, venue: str, kind: str, email: str, name: str, end: bool, **options: Any) -> None:
        found = Venue.objects.filter(slug=venue).first()
        if found is None:
            raise CommandError(_("There is no venue “%(slug)s”.") % {"slug": venue})
        today, post = timezone.localdate(timezone=found.tz), Post.Kind(kind)
        user = User.objects.filter(email__iexact=email.strip()).first()
        facts = {"post": post.label, "venue": found, "who": user or name or email}
        if end:
            if user is None or not end_post(user, post, found, on=today):
                raise CommandError(_("%(who)s is not %(post)s of %(venue)s.") % facts)
            self.stdout.write(_("%(who)s is no longer %(post)s of %(venue)s.") % facts)
            return
        if not appoint(user or _new_person(email, name), post, found, on=today):
            self.stdout.write(_("Nothing to change: %(who)s is %(post)s of %(venue)s.") % facts)
            return
        self.stdout.write(_("%(who)s is now %(post)s of %(venue)s.") % facts)
        if user is None:
            address = settings.PUBLIC_URL + reverse("account_request_login_code")
            words = _("They have no password yet. A code by e-mail lets them in: %(address)s")
            self.stdout.write(words % {"address": address})


def _new_person(email: str, name: str) -> User:
    try:
        return add_person(email, name)
    except ValidationError as fault:
        raise CommandError(" ".join(fault.messages)) from fault
