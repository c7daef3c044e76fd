"""The rules for letters, for the journal and for browsers."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session as Browser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal, Invitation, JournalEntry, Letter, Look
from accounts.retention.rules import Keep, Rule, deleting

INVITATIONS_KEPT = Keep(days=30)


def letters_sent(cutoff: datetime, at: datetime) -> QuerySet[Letter]:
    """Those that went, those that were given up, and those that nobody printed."""
    in_vain = Q(tries__gte=Letter.MOST_TRIES) | Q(to="")
    return Letter.objects.filter(Q(sent_at__lt=cutoff) | Q(in_vain, sent_at=None, written_at__lt=cutoff))


def old_invitations(cutoff: datetime, at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(expires_at__lt=cutoff)


def old_entries(cutoff: datetime, at: datetime) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(at__lt=cutoff)


def old_entries_of_staff(cutoff: datetime, at: datetime) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(action_time__lt=cutoff)


def old_looks(cutoff: datetime, at: datetime) -> QuerySet[Look]:
    return Look.objects.filter(at__lt=cutoff)


def browsers_signed_out(cutoff: datetime, at: datetime) -> QuerySet[Browser]:
    return Browser.objects.filter(expire_date__lt=cutoff)


def browsers_unknown(cutoff: datetime, at: datetime) -> QuerySet[UserSession]:
    """What is told of a browser that is no longer signed in."""
    signed_in = Browser.objects.filter(session_key=OuterRef("session_key"))
    return UserSession.objects.filter(~Exists(signed_in), last_seen_at__lt=cutoff)


LETTERS = Rule(
    kind=Disposal.Kind.LETTERS,
    what=_("Letters that we sent by e-mail or on paper: to whom, and what they said."),
    why=_("To send them again where a mail server was away, and to see whether one went."),
    basis=_("Legitimate interest: knowing that letters arrive."),
    seen=_(
        "Whoever runs this site; and the hall’s desk, of those that could not be sent or are to be printed. The demo "
        "alone has a page to read them all."
    ),
    keep=Keep(days=90),
    since=_("after it went"),
    then=_("The letter is deleted. Letters that hold a key to sign in or to join lose their text as soon as they go."),
    steps=(deleting(letters_sent),),
)
JOURNAL = Rule(
    kind=Disposal.Kind.JOURNAL,
    what=_("Who did what and when: asked, confirmed, cancelled, changed; and who opened a hirer’s page."),
    why=_("To settle disputes, and to see whether somebody looked or acted who should not have."),
    basis=_("Legitimate interest: safety, and being able to answer for what was done."),
    seen=_("The hall’s officers; of a booking also its group; of who looked, the group’s organisers and the manager."),
    keep=Keep(months=24),
    since=_("after it was done"),
    then=_("The entry is deleted."),
    steps=(deleting(old_entries), deleting(old_entries_of_staff), deleting(old_looks)),
)
BROWSERS = Rule(
    kind=Disposal.Kind.BROWSERS,
    what=_(
        "The browsers in which you are signed in: the address on the network and what the browser calls itself; "
        "and what you were searching for during the visit, needs among it."
    ),
    why=_("To keep you signed in, and to let you see and end it."),
    basis=_("Contract: the account that you asked for."),
    seen=_("Only you."),
    keep=Keep(days=1),
    since=_("after the sign-in ends: two weeks after you signed in, or when you sign out"),
    then=_("It is deleted."),
    steps=(deleting(browsers_signed_out), deleting(browsers_unknown)),
)
