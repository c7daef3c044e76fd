"""Post letters into the outbox, and send what is due."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.mailing import as_email, fault_name, is_for_good
from accounts.models import Hirer, Letter

log = logging.getLogger("hearth.letters")

INVITATION, ACCOUNT, ENQUIRY = "invitation", "account", "enquiry"
FIRST_PAUSE = timedelta(minutes=10)
LONGEST_SENDING = timedelta(minutes=2)  # many times what we wait for a mail server
A_KEY = "key-"  # what begins a part of an address that is a key
FORGOTTEN_ONCE_SENT = {INVITATION, ACCOUNT, ENQUIRY}  # what they say holds a key that nobody but the reader may have


@dataclass
class KeptBack:
    """Letters that may still be taken back: until when, and their keys."""

    until: datetime
    keys: list[str] = field(default_factory=list)


_keeping_back: ContextVar[KeptBack | None] = ContextVar("keeping_back", default=None)


@contextmanager
def kept_back(until: datetime) -> Iterator[KeptBack]:
    """Whatever is posted inside goes no sooner than then."""
    kept = KeptBack(until)
    token = _keeping_back.set(kept)
    try:
        yield kept
    finally:
        _keeping_back.reset(token)


def post(
    key: str,
    *,
    kind: str,
    to: str,
    subject: str,
    body: str,
    reply_to: str = "",
    place: str = "",
    hirer: Hirer | None = None,
    about: str = "",
    calendar: str = "",
    stop_link: str = "",
    after: datetime | None = None,
) -> None:
    """Write a letter to go out; the same key a second time writes nothing.

    `place` is the slug of the venue that it is from or to, `about` the reference of the booking it tells of,
    `calendar` the dates of it as a calendar file, unfolded; `after` is when it may go, else at once.
    No address, no letter; but one from a venue to a `hirer` without an address waits to be printed.
    """
    if not to and not (place and hirer):
        return
    kept, may_go = _keeping_back.get(), after or timezone.now()
    if kept is not None:
        may_go = max(may_go, kept.until)
        kept.keys.append(key)
    letter = Letter(
        key=key,
        kind=kind,
        place=place,
        hirer=hirer,
        about=about,
        to=to,
        reply_to=reply_to,
        subject=" ".join(subject.split())[:200],
        body=body,
        calendar=calendar if to else "",
        stop_link=stop_link,
        send_after=may_go,
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def still_waiting(keys: Sequence[str]) -> list[str]:
    """Those of the letters that nobody has begun to send."""
    waiting = Letter.objects.filter(key__in=keys, sent_at=None, tries=0)
    return list(waiting.order_by("pk").values_list("key", flat=True))


def take_back(keys: Sequence[str], *, until: datetime) -> bool:
    """Delete letters that wait until then; False where one is claimed by whoever sends it: then nothing is deleted.

    Whoever sends a letter moves its time on first, so that one of the two finds nothing.
    """
    with transaction.atomic():
        gone, _kinds = Letter.objects.filter(key__in=keys, sent_at=None, send_after__gte=until, tries=0).delete()
        if gone != len(keys):
            transaction.set_rollback(True)
    return gone == len(keys)


def let_go(keys: Sequence[str]) -> None:
    """Letters that were kept back may go now, before any that is written after this."""
    now = timezone.now()
    Letter.objects.filter(key__in=keys, sent_at=None, send_after__gt=now, tries=0).update(send_after=now)


def send_due(at: datetime, *, at_most: int = 500) -> int:
    """Send what is due, each letter once; how many went.

    A letter is claimed by moving its `send_after` on, and counting the try, before it is
    sent: two runs at once never send the same one, and one whose sending was killed comes
    due again like one that failed, after ten minutes at first and then twice as long each
    time: for about a fortnight.
    """
    sent = 0
    for pk, tries in list(Letter.objects.due(at).values_list("pk", "tries")[:at_most]):
        if _claim(pk, at, tries=tries):
            sent += _send(Letter.objects.get(pk=pk))
    return sent


def try_again(letter: Letter, *, at: datetime) -> bool:
    """Let it go with the next run, and be told of again if it cannot; False where it has gone, or is going just now."""
    if letter.tries and letter.send_after - _pause(letter.tries - 1) > at - LONGEST_SENDING:
        return False
    rows = Letter.objects.filter(pk=letter.pk, sent_at=None, send_after=letter.send_after).exclude(to="")
    return bool(rows.update(tries=min(letter.tries, Letter.TRIES_BEFORE_TOLD - 1), send_after=at, last_error=""))


def settle(letters: QuerySet[Letter], *, how: Letter.Went, at: datetime) -> int:
    """These need not go any more: they were printed, or somebody was told; how many."""
    return letters.filter(sent_at=None).update(sent_at=at, went=how, last_error="")


def given_up() -> int:
    """How many letters were tried as often as we try, and could not be sent."""
    return Letter.objects.filter(sent_at=None, tries__gte=Letter.MOST_TRIES).count()


def _claim(pk: int, at: datetime, *, tries: int) -> bool:
    with transaction.atomic():
        claimed = Letter.objects.due(at).filter(pk=pk).update(send_after=at + _pause(tries), tries=F("tries") + 1)
    return claimed == 1


def _pause(tries: int) -> timedelta:
    """After so many tries and this one."""
    return FIRST_PAUSE * 2**tries


def _send(letter: Letter) -> int:
    try:
        as_email(letter).send()
    except (OSError, ValueError) as fault:  # the server is away or refuses, or the letter cannot be sent: tried again
        letter.tries = Letter.MOST_TRIES if is_for_good(fault) else letter.tries
        letter.last_error = fault_name(fault)
        letter.save(update_fields=["tries", "last_error"])
        log.warning("letter %s not sent: %s", letter.pk, letter.last_error)
        return 0
    letter.sent_at, letter.last_error = timezone.now(), ""
    if letter.kind in FORGOTTEN_ONCE_SENT or f"/{A_KEY}" in letter.body + letter.calendar:
        letter.body = letter.calendar = ""
    letter.save(update_fields=["sent_at", "last_error", "body", "calendar"])
    return 1
