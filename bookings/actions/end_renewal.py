"""What is not answered in time, or given up, is free again; a week before, whoever has not answered is reminded."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts import journal
from accounts.models import User
from bookings import renewal_letters
from bookings.actions.ask_regulars import tell
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Hold, Renewal
from bookings.undoing import UNDO_FOR
from bookings.waiting_list import offer_what_is_free
from venues.models import Cell

BEFORE = timedelta(weeks=1)


def keep_renewals(at: datetime) -> tuple[int, int]:
    """How many letters reminded, and how many years of asking came to their end; safe to run twice at once."""
    today = at.date()
    open_now = Renewal.objects.open()
    soon = open_now.filter(reminded_at=None, answer_by__lte=today + BEFORE + timedelta(days=1))
    reminded = sum(_remind(pk, at) for pk in list(soon.values_list("pk", flat=True)))
    over = open_now.filter(answer_by__lte=today)
    ended = sum(_end_if_over(pk, at) for pk in list(over.values_list("pk", flat=True)))
    return reminded, ended


@all_or_nothing
def end_renewal(renewal: Renewal, *, by: User, at: datetime) -> bool:
    """Free what nobody has kept, before its time; whether it was still open."""
    found = _held(renewal.pk)
    if found.closed_at is not None:
        return False
    _end(found, by=by, at=at)
    renewal_letters.take_back(found, at=at)
    return True


@all_or_nothing
def _remind(pk: int, at: datetime) -> int:
    renewal = _held(pk)
    if renewal.reminded_at is not None or at < renewal.ends_at - BEFORE - timedelta(days=1) or not renewal.is_open(at):
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
    if renewal.closed_at is not None or at < renewal.ends_at:
        return False
    _end(renewal, by=None, at=at)
    return True


def _held(pk: int) -> Renewal:
    rows = Renewal.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("venue__operator").get(pk=pk)


def _end(renewal: Renewal, *, by: User | None, at: datetime) -> None:
    """Cells first, as everybody takes them; then whoever waits for what is free now is asked."""
    holds = Hold.objects.filter(slot__renewal=renewal)
    cells = Cell.objects.filter(rooms__in=holds.values("room")).values_list("pk", flat=True)
    lock_cells(cells, venue=renewal.venue_id)
    periods = [hold.period for hold in holds]
    holds.delete()
    renewal.closed_at = at
    renewal.save(update_fields=["closed_at"])
    journal.record(by, "ended asking the regulars", renewal.venue)
    offer_what_is_free(renewal.venue, periods, at=at)
