"""Post letters into the outbox, and send what is due."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.models import Letter

log = logging.getLogger("hearth.letters")

INVITATION, ACCOUNT = "invitation", "account"
FIRST_PAUSE = timedelta(minutes=10)
FORGOTTEN_ONCE_SENT = {INVITATION, ACCOUNT}  # what they say holds a key that nobody but the reader may have


def post(
    key: str,
    *,
    kind: str,
    to: str,
    subject: str,
    body: str,
    reply_to: str = "",
    place: str = "",
    after: datetime | None = None,
) -> None:
    """Write a letter to go out; the same key a second time writes nothing. No address, no letter.

    `place` is the slug of the venue that it is from or to; `after` is when it may go, else at once.
    """
    if not to:
        return
    letter = Letter(
        key=key,
        kind=kind,
        place=place,
        to=to,
        reply_to=reply_to,
        subject=" ".join(subject.split())[:200],
        body=body,
        send_after=after or timezone.now(),
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def send_due(at: datetime, *, at_most: int = 500) -> int:
    """Send what is due, each letter once; how many went.

    A letter is claimed by moving its `send_after` on before it is sent, so two
    runs at once never send the same one. One that failed comes due again, after
    ten minutes at first and then twice as long each time: for about a fortnight.
    """
    sent = 0
    for pk, tries in list(Letter.objects.due(at).values_list("pk", "tries")[:at_most]):
        if _claim(pk, at, pause=FIRST_PAUSE * 2**tries):
            sent += _send(Letter.objects.get(pk=pk))
    return sent


def given_up() -> int:
    """How many letters were tried as often as we try, and could not be sent."""
    return Letter.objects.filter(sent_at=None, tries__gte=Letter.MOST_TRIES).count()


def _claim(pk: int, at: datetime, *, pause: timedelta) -> bool:
    with transaction.atomic():
        claimed = Letter.objects.due(at).filter(pk=pk).update(send_after=at + pause)
    return claimed == 1


def _send(letter: Letter) -> int:
    message = EmailMessage(
        letter.subject, letter.body, to=[letter.to], reply_to=[letter.reply_to] * bool(letter.reply_to)
    )
    try:
        message.send()
    except (OSError, ValueError) as fault:  # the server is away or refuses, or the letter cannot be sent: tried again
        letter.tries += 1
        letter.last_error = type(fault).__name__
        letter.save(update_fields=["tries", "last_error"])
        log.warning("letter %s not sent: %s", letter.pk, type(fault).__name__)
        return 0
    letter.sent_at, letter.last_error = timezone.now(), ""
    if letter.kind in FORGOTTEN_ONCE_SENT:
        letter.body = ""
    letter.save(update_fields=["sent_at", "last_error", "body"])
    return 1
