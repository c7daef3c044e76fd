"""What is not answered in time, or given up, is free again; a week before, whoever has not answered is reminded.

The desk can end it before its time: in five minutes, until which it can think better of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import renewal_letters
from bookings.actions.ask_regulars import tell
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Hold, Renewal
from bookings.undoing import UNDO_FOR
from bookings.waiting_list import offer_what_is_free
from venues.models import Cell

ENDED, WENT_ON = "ended asking the regulars", "went on asking the regulars"  # the verbs of the journal
BEFORE = timedelta(weeks=1)


def keep_renewals(at: datetime) -> tuple[int, int]:
    """How many letters reminded, and how many years of asking came to their end; safe to run twice at once."""
    today = at.date()
    open_now = Renewal.objects.open()
    soon = open_now.filter(reminded_at=None, answer_by__lte=today + BEFORE + timedelta(days=1))
    reminded = sum(_remind(pk, at) for pk in list(soon.values_list("pk", flat=True)))
    over = open_now.filter(Q(answer_by__lte=today) | Q(ends_early_at__lte=at))
    ended = sum(_end_if_over(pk, at) for pk in list(over.values_list("pk", flat=True)))
    return reminded, ended


@all_or_nothing
def end_renewal(renewal: Renewal, *, by: User, at: datetime) -> bool:
    """Let what nobody has kept be free in five minutes, before its time; whether it was still open. Twice is once.

    Until then they may still answer, and whatever letter of it has not gone yet waits.
    """
    found = _held(renewal.pk)
    if found is None or not found.is_open(at):
        return False
    if not found.is_ending:
        found.ends_early_at, found.ended_by = at + UNDO_FOR, by
        found.save(update_fields=["ends_early_at", "ended_by"])
        renewal_letters.keep_back(found, until=at + UNDO_FOR)
        journal.record(by, ENDED, found.venue)
    return True


@all_or_nothing
def go_on_asking(renewal: Renewal, *, by: User, at: datetime) -> None:
    """They may answer until the day that they were told, after all; twice is once.

    Raises TooLate, with a sentence that says why.
    """
    found = _held(renewal.pk)
    refusal = cannot_go_on(found, at=at)
    if refusal:
        raise TooLate(refusal)
    if found is not None and found.is_ending:
        found.ends_early_at = found.ended_by = None
        found.save(update_fields=["ends_early_at", "ended_by"])
        renewal_letters.let_go(found, at=max(at, found.made_at + UNDO_FOR))
        journal.record(by, WENT_ON, found.venue)


def cannot_go_on(renewal: Renewal | None, *, at: datetime) -> str:
    """A sentence, or nothing."""
    if renewal is None:
        return _("Nobody is being asked about next year any more.")
    if not renewal.is_open(at):
        return _("It has ended, and what nobody kept is free, so it can no longer be taken back.")
    return ""


@all_or_nothing
def _remind(pk: int, at: datetime) -> int:
    renewal = _held(pk)
    if renewal is None or renewal.reminded_at is not None or renewal.is_ending:
        return 0
    if at < renewal.ends_at - BEFORE - timedelta(days=1) or not renewal.is_open(at):
        return 0
    if at < renewal.made_at + UNDO_FOR:  # the first letter has not gone, and may be taken back
        return 0
    renewal.reminded_at = at
    renewal.save(update_fields=["reminded_at"])
    left = renewal.slots.unanswered().select_related("booking__hirer", "booking__made_by", "room")
    return tell(renewal, left.prefetch_related("beside"), reminds=True)


@all_or_nothing
def _end_if_over(pk: int, at: datetime) -> bool:
    renewal = _held(pk)
    if renewal is None or renewal.closed_at is not None or at < renewal.ends_at:
        return False
    _end(renewal, at=at)
    return True


def _held(pk: int) -> Renewal | None:
    """The row, until the transaction ends; None where somebody took the asking back."""
    rows = Renewal.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("venue__operator").filter(pk=pk).first()


def _end(renewal: Renewal, *, at: datetime) -> None:
    """Cells first, as everybody takes them; then whoever waits for what is free now is asked."""
    holds = Hold.objects.filter(slot__renewal=renewal)
    cells = Cell.objects.filter(rooms__in=holds.values("room")).values_list("pk", flat=True)
    lock_cells(cells, venue=renewal.venue_id)
    periods = [hold.period for hold in holds]
    holds.delete()
    renewal.closed_at = at
    renewal.save(update_fields=["closed_at"])
    if not renewal.is_ending:
        journal.record(None, ENDED, renewal.venue)
    else:
        renewal_letters.take_back(renewal)
    offer_what_is_free(renewal.venue, periods, at=at)
