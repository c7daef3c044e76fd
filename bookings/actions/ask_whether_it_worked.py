"""After a date, ask the hirer one question: did it work? Take the answer in, and let the hall read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from accounts.models import User
from bookings import needs_letters
from bookings.actions.forget_needs import count_outcome
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DidItWork, Session, StatedNeed
from bookings.reaching import letters_go_to

AFTER = timedelta(hours=12)  # nobody is asked on the way home
FRESH = timedelta(days=14)


@all_or_nothing
def ask_whether_it_worked(at: datetime) -> int:
    """How many were asked: after the first date of a booking and after the last; safe to run twice at once."""
    over = {"sessions__ends_at__gt": at - FRESH, "sessions__ends_at__lte": at - AFTER}
    found = Booking.objects.filter(status=Booking.Status.CONFIRMED, stated_needs__isnull=False, **over).order_by("pk")
    keys = list(found.distinct().values_list("pk", flat=True))
    new = [DidItWork(booking=each.booking, session=each, asked_at=at) for each in _to_ask(keys, at)]
    for asked in DidItWork.objects.bulk_create(new):
        needs_letters.did_it_work(asked)
    return len(new)


def _to_ask(bookings: list[int], at: datetime) -> Iterator[Session]:
    """Of each booking its first or last date that is fresh, where its hirer can be written to and was not asked yet.

    Dates that began before anything was said to be needed do not count.
    """
    list(Booking.objects.held(bookings))  # two who run this at once: the second finds the question asked
    asked = DidItWork.objects.filter(booking__in=bookings)
    done = set(asked.values_list("session", flat=True))
    settled = set(asked.exclude(counted_at=None).values_list("booking", flat=True))
    planned = Session.objects.filter(booking__in=bookings, status=Session.Status.PLANNED).order_by(
        "booking", "starts_at"
    )
    told = StatedNeed.objects.filter(booking__in=bookings).order_by("-stated_at")
    since = dict(told.values_list("booking", "stated_at"))  # the first that was said comes last, and stays
    rows = planned.select_related("venue", "booking__hirer", "booking__venue", "booking__made_by")
    for key, dates in groupby(rows, key=lambda session: session.booking_id):
        sessions = [session for session in dates if key in since and session.starts_at >= since[key]]
        if not sessions:
            continue
        over = [each for each in (sessions[-1], sessions[0]) if at - FRESH < each.ends_at <= at - AFTER]
        if over and over[0].pk not in done and key not in settled and letters_go_to(over[0].booking):
            yield over[0]


@all_or_nothing
def say_whether_it_worked(asked: DidItWork, *, outcome: str, words: str, at: datetime) -> DidItWork:
    """The last answer of a booking counts for good. Said twice, it is what was said first. Raises TooLate."""
    Booking.objects.locked(asked.booking_id)
    row = DidItWork.objects.select_related("booking__venue", "booking__hirer", "session").filter(pk=asked.pk).first()
    if row is None:
        raise TooLate(_("This question is no longer open."))
    if row.outcome:
        return row
    row.outcome, row.words, row.answered_at = outcome, words, at
    row.save(update_fields=["outcome", "words", "answered_at"])
    later = row.booking.sessions.filter(status=Session.Status.PLANNED, starts_at__gt=row.session.starts_at)
    if not later.exists():
        count_outcome(row.booking, at=at)
    if outcome != DidItWork.Outcome.MET:
        needs_letters.it_did_not_work(row, at=at)
    return row


@all_or_nothing
def note_that_it_was_read(asked: DidItWork, *, by: User, at: datetime) -> None:
    """By somebody at the desk; the first who read it stays."""
    DidItWork.objects.filter(pk=asked.pk, read_at=None).exclude(outcome="").update(read_at=at, read_by=by)
