"""Give back hours that were pencilled in: because somebody says so, or because their time is over.

What the desk lets go of keeps its hours for five minutes more, and can be taken back so long; then `tick` frees them.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.exceptions import RoomTaken, TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Hold, Occupancy
from bookings.models.hold import HoldQuerySet
from bookings.occupying import of_hold
from bookings.undoing import UNDO_FOR
from bookings.waiting_list import offer_what_is_free


@all_or_nothing
def let_go_of_hold(hold: Hold, *, by: User, at: datetime) -> bool:
    """Whether it still kept its hours: then they are free in five minutes. Twice is once."""
    found = _locked(hold)
    if found is None or found.expires_at <= at:
        return False
    if not found.is_let_go:
        found.let_go_at, found.let_go_by, found.stood_until = at, by, found.expires_at
        _keep_until(found, min(found.expires_at, at + UNDO_FOR))
        journal.record(by, "let go", found)
    return True


def keep_hold_after_all(hold: Hold, *, by: User, at: datetime) -> None:
    """It is pencilled in for as long as it was; twice is once. Raises TooLate, with a sentence that says why."""
    try:
        _keep_after_all(hold, by=by, at=at)
    except RoomTaken as taken:
        raise TooLate(_("Somebody else has its hours by now, so it can no longer be taken back.")) from taken


@all_or_nothing
def _keep_after_all(hold: Hold, *, by: User, at: datetime) -> None:
    found = _locked(hold)
    refusal = cannot_keep(found, at=at)
    if refusal:
        raise TooLate(refusal)
    if found is not None and found.is_let_go:
        take_back_up(found, by=by)


@all_or_nothing
def free_at_once(hold: Hold, *, by: User, at: datetime) -> bool:
    """Whether the five minutes of what was let go were not over: now they are, and who waits for it is asked."""
    found = _locked(hold)
    return found is not None and found.is_let_go and _let_go(Hold.objects.filter(pk=found.pk), "freed", by, at)


def take_back_up(hold: Hold, *, by: User) -> None:
    """What was let go, as it stood before; whoever calls has its cells. Raises RoomTaken.

    By another clock its time was over, and what it took may be gone.
    """
    assert hold.stood_until is not None, "it was let go"
    until = hold.stood_until
    hold.let_go_at = hold.let_go_by = hold.stood_until = None
    _keep_until(hold, until)
    taken = list(of_hold(hold, hold.room))
    if hold.occupancies.count() < len(taken):
        hold.occupancies.all().delete()
        Occupancy.objects.bulk_create(taken)
    journal.record(by, "took back", hold)


def cannot_keep(hold: Hold | None, *, at: datetime) -> str:
    """A sentence, or nothing."""
    if hold is None:
        return _("It is no longer pencilled in: its hours were freed, booked or shut since.")
    if hold.expires_at <= at:
        return _("The five minutes are over and its hours are free, so it can no longer be taken back.")
    return ""


def give_way(hold: Hold, *, by: User) -> bool:
    """Whether it was still there; it goes for whoever takes its hours in the same act: nobody else is asked."""
    return _put_down(Hold.objects.filter(pk=hold.pk), "let go", by) is not None


def lapse_pencilled(at: datetime) -> int:
    """How many were let go of because their time is over; safe to run twice at once."""
    return sum(_lapse(pk, at) for pk in list(Hold.objects.pencilled().lapsed(at).values_list("pk", flat=True)))


@all_or_nothing
def _lapse(pk: int, at: datetime) -> bool:
    hold = Hold.objects.select_related("room").filter(pk=pk).first()
    if hold is None or _locked(hold) is None:
        return False
    return _let_go(Hold.objects.lapsed(at).filter(pk=pk), "lapsed", None, at)


def _locked(hold: Hold) -> Hold | None:
    """The row, held, with its cells, which everybody takes first; None where it is gone."""
    lock_cells(hold.room.cells.values_list("pk", flat=True), venue=hold.venue_id)
    rows = Hold.objects.select_for_update(of=("self",)).select_related("room__venue")
    return rows.filter(pk=hold.pk).first()


def _keep_until(hold: Hold, until: datetime) -> None:
    hold.expires_at = until
    hold.save(update_fields=["expires_at", "let_go_at", "let_go_by", "stood_until"])
    Occupancy.objects.filter(hold=hold).update(expires_at=until)


def _let_go(found: HoldQuerySet, verb: str, by: User | None, at: datetime) -> bool:
    hold = _put_down(found, verb, by)
    if hold is None:
        return False
    offer_what_is_free(hold.venue, [hold.period], at=at)
    return True


def _put_down(found: HoldQuerySet, verb: str, by: User | None) -> Hold | None:
    hold = found.select_for_update(of=("self",)).select_related("venue").first()
    if hold is not None:
        journal.record(by, verb, hold)
        Hold.objects.filter(pk=hold.pk).delete()
    return hold
