"""What is done once a day: the rules of retention, the letters that come before, and what complaints wait for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import JournalEntry, User
from accounts.retention import Rule, rehearse, take_out
from bookings.privacy.rules import PEOPLE, RULES
from bookings.privacy.use import WARNED_BEFORE, WARNING, accounts_unused
from venues.actions.remind_of_complaints import remind_of_complaints

SITE, RUN = "site", "retention"


@dataclass(frozen=True)
class Gone:
    """How much of one kind went, or would go, and what it is older than."""

    rule: Rule
    older_than: datetime
    rows: int


def is_due(at: datetime) -> bool:
    """Whether the rules have not been kept to yet on this day."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return not JournalEntry.objects.filter(subject_kind=SITE, subject_ref=RUN, at__gte=midnight).exists()


def keep_to_the_rules(at: datetime) -> list[Gone]:
    """Take out what is over its time, and note that it was done. Safe to run twice at once."""
    warn_the_unused(at)
    remind_of_complaints(at)
    gone = [Gone(rule, rule.keep.before(at), take_out(rule, at)) for rule in RULES]
    JournalEntry.objects.create(at=at, verb="kept to the rules of retention", subject_kind=SITE, subject_ref=RUN)
    return gone


def what_would_go(at: datetime) -> list[Gone]:
    """The same, and nothing is changed; what one rule takes out, no later one counts again."""
    rows = rehearse(RULES, at)
    return [Gone(rule, rule.keep.before(at), each) for rule, each in zip(RULES, rows, strict=True)]


def warn_the_unused(at: datetime) -> None:
    """A letter to each account that would go in thirty days; the same one is never told twice."""
    cutoff = PEOPLE.keep.before(at + WARNED_BEFORE)
    for user in accounts_unused(cutoff, at).order_by("pk").iterator(chunk_size=200):
        _warn(user, at)


def _warn(user: User, at: datetime) -> None:
    since = (user.last_login or user.date_joined).date()
    body = render_to_string(
        "letters/account_unused.txt",
        {
            "person": user,
            "keep": PEOPLE.keep,
            "last_day": timezone.localdate(at + WARNED_BEFORE + timedelta(days=1)),
            "link": settings.PUBLIC_URL + reverse("account_login"),
            "notice": settings.PUBLIC_URL + reverse("privacy"),
        },
    )
    outbox.post(
        f"{WARNING}-{user.pk}-{since.isoformat()}",
        kind=WARNING,
        to=user.email,
        subject=_("Your account at Hearth: sign in if you want to keep it"),
        body=body.strip() + "\n",
    )


def told(gone: list[Gone]) -> Iterator[str]:
    """A line each, for a terminal: how many, of what, older than when. No names."""
    for each in gone:
        yield _("%(rows)d of “%(name)s”, kept %(keep)s, older than %(day)s") % {
            "rows": each.rows,
            "name": each.rule.name,
            "keep": each.rule.keep,
            "day": timezone.localdate(each.older_than).isoformat(),
        }
