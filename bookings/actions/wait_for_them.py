"""The desk looks after a caller on the waiting list: puts them on, passes their offer on, takes them off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import User
from bookings import waiting_letters
from bookings.actions.book_for_them import kept
from bookings.actions.wait_for import end, wait_for
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Wait
from bookings.plans import Ask
from bookings.undoing import UNDO_FOR
from bookings.waiting_keys import give_key
from bookings.waiting_list import offer_what_is_free

OFF = "took off the waiting list"


@all_or_nothing
def wait_for_them(ask: Ask, *, by: User, at: datetime, submission_key: str) -> list[Wait]:
    """As wait_for, which says what it raises. A hirer who is not kept yet is kept with it, or not at all.

    Whoever has an e-mail address and no account gets a link to their place, after five minutes.
    """
    again = list(Wait.objects.filter(submission_key__startswith=f"{submission_key} ", made_by=by))
    if again:
        return again
    ask = replace(ask, hirer=kept(ask.hirer, by=by))
    waits = wait_for(ask, by=by, at=at, submission_key=submission_key)
    fresh = [wait for wait in waits if wait.made_at == at]
    has_account = ask.hirer.memberships.exists()
    for wait in fresh:
        wait.entered = Booking.Entered.DESK
        wait.save(update_fields=["entered"])
        if ask.hirer.contact_email and not has_account:
            give_key(wait)
    if len(fresh) == 1:  # of a series, each offer tells of its own
        waiting_letters.begun(fresh[0], after=at + UNDO_FOR)
    return waits


@all_or_nothing
def pass_on_for_them(wait: Wait, *, by: User, at: datetime) -> None:
    """They do not want it: the next is asked in five minutes, until then it can be taken back. Raises TooLate."""
    wait = _locked(wait)
    if wait.is_passed_on:
        return
    if not wait.stands(at):
        raise TooLate(_("It is no longer kept for them."))
    assert wait.offer_until is not None, "an offer has its end"
    wait.stood_until, wait.offer_until = wait.offer_until, min(wait.offer_until, at + UNDO_FOR)
    wait.save(update_fields=["stood_until", "offer_until"])
    journal.record(by, "passed an offer on", wait)


@all_or_nothing
def keep_it_for_them(wait: Wait, *, by: User, at: datetime) -> None:
    """They want it after all: it is kept as long as it was; twice is once. Raises TooLate once the next was asked."""
    wait = _locked(wait)
    if wait.stands(at) and not wait.is_passed_on:
        return
    if not wait.is_passed_on or not wait.stands(at):
        raise TooLate(_("The five minutes are over, and the next who waits is asked."))
    Wait.objects.filter(pk=wait.pk).update(offer_until=F("stood_until"), stood_until=None)
    journal.record(by, "kept an offer after all", wait)


@all_or_nothing
def take_off_list(wait: Wait, *, by: User, at: datetime) -> bool:
    """Whether they still waited; no letter of their place goes any more. Raises TooLate where it is offered to them."""
    wait = _locked(wait)
    if wait.is_offered:
        raise TooLate(_("It has become free meanwhile, and is kept for them. Book it for them, or ask the next."))
    if not wait.is_waiting:
        return False
    outbox.take_back([waiting_letters.key_of_begun(wait)], until=at)
    end(wait, Wait.State.WITHDRAWN, at=at)
    journal.record(by, OFF, wait)
    return True


@all_or_nothing
def put_back_on_list(wait: Wait, *, by: User, at: datetime) -> None:
    """In the place that they had; whoever was taken off a moment ago, twice is once. Raises TooLate or NotPossible."""
    wait = _locked(wait)
    if wait.is_open:
        return
    if put_on_anew(wait):
        raise NotPossible(
            _("They stand on the list once more since. Take that off first to give them their old place.")
        )
    if not can_be_put_back(wait, at=at):
        raise TooLate(_("The five minutes are over. Put them on the list once more; they then come last."))
    wait.state, wait.ended_at = Wait.State.WAITING, None
    wait.save(update_fields=["state", "ended_at"])
    journal.record(by, "put back on the waiting list", wait)
    if wait.is_of_the_desk:
        waiting_letters.begun(wait, after=at + UNDO_FOR)  # which had been taken back, or else has gone
    offer_what_is_free(wait.venue, [wait.period], at=at)


def put_on_anew(wait: Wait) -> Wait | None:
    """The place that whoever no longer waits has on the list for the very same hours."""
    same = Wait.objects.open().filter(hirer=wait.hirer_id, room=wait.room_id)
    return same.filter(starts_at=wait.starts_at, ends_at=wait.ends_at).exclude(pk=wait.pk).first()


def can_be_put_back(wait: Wait, *, at: datetime) -> bool:
    if wait.state != Wait.State.WITHDRAWN or wait.ended_at is None or wait.ended_at + UNDO_FOR <= at:
        return False
    last = journal.of(wait).order_by("-pk").first()
    return last is not None and last.verb == OFF


def _locked(wait: Wait) -> Wait:
    lock_cells(wait.room.cells.values_list("pk", flat=True), venue=wait.venue_id)
    return Wait.objects.locked(wait.pk)
