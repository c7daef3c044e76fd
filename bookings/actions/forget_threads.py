"""Take out who asked before a booking, and all that was written; a time that could not be had stays, without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from accounts import erasure
from accounts.blotting import blot_rows, telling_words
from accounts.models import Letter, User
from accounts.whole import whole
from bookings.models import Message, Thread

NOBODY = {
    "name": "",
    "email": "",
    "title": "",
    "token_hash": None,
    "user": None,
    "hirer": None,
    "look_at": None,
    "look_agreed": False,
}


@whole
def forget_threads(threads: Sequence[int], *, at: datetime) -> int:
    """How many there were; those about a booking go with its words, not here."""
    known = Thread.objects.before_a_booking().filter(pk__in=threads, forgotten_at=None)
    keys = list(known.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows = Thread.objects.filter(pk__in=keys)
    _delete_letters(keys)
    Message.objects.filter(thread__in=keys).delete()
    rows.not_free().update(**NOBODY, closed_at=at, forgotten_at=at)
    rows.filter(forgotten_at=None).delete()
    return len(keys)


def forget_threads_of(user: User, *, at: datetime) -> None:
    """All that this person asked, by the account or by an address of theirs; elsewhere their name is blotted out."""
    addresses = erasure.addresses_of(user)
    theirs = Thread.objects.filter(Q(user=user) | erasure.is_to("email", addresses))
    forget_threads(list(theirs.values_list("pk", flat=True)), at=at)
    blot_messages([user.name, *addresses])


def forget_threads_of_hirers(hirers: Iterable[int], *, at: datetime) -> None:
    theirs = Thread.objects.before_a_booking().filter(hirer__in=list(hirers))
    forget_threads(list(theirs.values_list("pk", flat=True)), at=at)


def blot_messages(words: Iterable[str]) -> None:
    """A name or an address, wherever somebody wrote it."""
    blot_rows(Message.objects.all(), ("text",), telling_words(words))


def _delete_letters(threads: Sequence[int]) -> None:
    for key in threads:
        Letter.objects.filter(key__startswith=f"thread-{key}-").delete()
