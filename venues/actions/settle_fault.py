"""What becomes of a fault: mended, none at all, told before by somebody else, or open again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues import fault_letters
from venues.actions.keep_outages import change_outage
from venues.models import Fault

DAY = timedelta(days=1)


class FaultSettled(Exception):
    """It stands otherwise than the page showed; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has settled this meanwhile. Nothing was saved. Look at what it says now."))


@whole
def mend_fault(fault: Fault, *, on: date, answer: str, by: User, at: datetime) -> Fault:
    """It works again, and so does what was told as out of order for it. Raises FaultSettled."""
    fault = locked_fault(fault)
    _end(fault, Fault.Outcome.MENDED, answer, by, at, mended_on=on)
    outage = fault.outage
    if outage and outage.ends_on is None:
        last = max(outage.starts_on, on - DAY)
        seen = outage.updated_at.isoformat()
        change_outage(outage, expected_on=None, ends_on=last, note=outage.note, seen=seen, by=by, at=at)
    journal.record(by, "mended", fault.venue, why=told_in_journal(fault))
    return fault


@whole
def dismiss_fault(fault: Fault, *, answer: str, by: User, at: datetime) -> Fault:
    """It was none: in no figure, on no page. Raises FaultSettled."""
    fault = locked_fault(fault)
    _end(fault, Fault.Outcome.NONE, answer, by, at)
    journal.record(by, "found no fault", fault.venue, why=told_in_journal(fault))
    return fault


@whole
def join_faults(fault: Fault, other: Fault, *, by: User, at: datetime) -> Fault:
    """Two that are the same: the one that was told first stays, and is handed back. Raises FaultSettled."""
    pair = sorted((fault.pk, other.pk))  # both are locked in the order of their keys
    first, again = sorted((locked_fault(Fault(pk=pk)) for pk in pair), key=lambda each: (each.made_at, each.pk))
    again.outcome, again.ended_at, again.ended_by, again.same_as = Fault.Outcome.SAME, at, by, first
    again.public_words = ""
    again.save(update_fields=["outcome", "ended_at", "ended_by", "same_as", "public_words"])
    Fault.objects.filter(same_as=again).update(same_as=first)
    journal.record(by, "told before", fault.venue, why=told_in_journal(again))
    return first


@whole
def open_fault_again(fault: Fault, *, by: User) -> Fault:
    """It was settled by mistake, or is broken still; where it is open already, nothing is changed."""
    fault = _row(fault)
    if fault.is_open:
        return fault
    fault.outcome, fault.ended_at, fault.ended_by, fault.mended_on, fault.same_as = "", None, None, None, None
    fault.save(update_fields=["outcome", "ended_at", "ended_by", "mended_on", "same_as"])
    journal.record(by, "opened a fault again", fault.venue, why=told_in_journal(fault))
    return fault


def locked_fault(fault: Fault) -> Fault:
    """As it stands now, held until the transaction ends; raises FaultSettled where it is no longer open."""
    found = _row(fault)
    if not found.is_open:
        raise FaultSettled
    return found


def told_in_journal(fault: Fault) -> str:
    return f"{fault.what}, {fault.where}"


def _row(fault: Fault) -> Fault:
    rows = Fault.objects.defer("picture").select_related("venue", "room", "outage")
    return rows.select_for_update(of=("self",)).get(pk=fault.pk)


def _end(
    fault: Fault, outcome: Fault.Outcome, answer: str, by: User, at: datetime, *, mended_on: date | None = None
) -> None:
    """Whoever told it, or the same after them, hears of it; then nobody knows any more who they were."""
    fault.outcome, fault.answer, fault.ended_at, fault.ended_by = outcome, answer, at, by
    fault.mended_on, fault.public_words = mended_on, ""
    fault.save(update_fields=["outcome", "answer", "ended_at", "ended_by", "mended_on", "public_words"])
    tellers = Fault.objects.filter(pk=fault.pk) | Fault.objects.filter(same_as=fault)
    for each in tellers.defer("picture").order_by("pk"):
        fault_letters.settled(fault, each)
    tellers.exclude(email="").update(email="")
