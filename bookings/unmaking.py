"""A booking that is not to be at all: its rows, what hangs on them, and a hirer who was made for it alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from schedule.models import Event

from accounts import journal
from accounts.models import Hirer, Letter, User
from bookings.as_it_was import Changes, bring_back
from bookings.exceptions import TooLate
from bookings.models import Booking, DeskAct, Hold, Merge, Occupancy, Session, SessionRoom, Slot, Stretch, Thread, Wait
from bookings.models.booking import BookingQuerySet
from bookings.refused_asks import in_step
from venues.periods import Period

MADE_OF = "made of"  # in what an act keeps: what was pencilled in, and a hirer who was not kept before
ANSWERED = ("answer", "answered_at", "answered_by_id")  # of hours of next year


def rows_of(hold: Hold | None, slot: Slot | None = None) -> dict[str, Any]:
    """Hours that are pencilled in, or kept for next year, before a booking is made of them; nothing of none."""
    holds = [hold] if hold else list(slot.holds.all()) if slot else []
    taken = Occupancy.objects.filter(hold__in=holds).order_by("pk") if holds else []
    answered = {str(slot.pk): {name: getattr(slot, name) for name in ANSWERED}} if slot else {}
    return {"hold": _rows(holds), "taken": _rows(list(taken)), "slot": answered}


def cells_wanted(before: Changes) -> set[int]:
    """Those that what was pencilled in would take again."""
    return {row["cell"] for row in before[MADE_OF]["taken"].values()}


def unmake(act: DeskAct, booking: Booking, *, by: User, at: datetime) -> list[Period]:
    """As if the desk had never booked it; the hours that are free now. Its letters are taken back already.

    Raises TooLate where something hangs on it by now; RoomTaken where what was pencilled in is somebody else's.
    """
    waits = Wait.objects.filter(beside=booking)
    told = Letter.objects.filter(about=booking.ref)  # of a code for the door, say
    touched = Slot.objects.filter(booking=booking).exists() or waits.exclude(state=Wait.State.WAITING).exists()
    if touched or told.exclude(sent_at=None, tries=0).exists():
        raise TooLate(_("Something was done about this booking since, so it can no longer be taken back."))
    told.delete()
    waits.delete()
    Thread.objects.filter(became=booking, closed_at__gte=act.at).update(closed_at=None)
    freed = [session.period for session in booking.sessions.all()]
    before, offered = act.before[MADE_OF], list(Wait.objects.filter(became=booking))
    with in_step(Booking.objects.filter(pk=booking.pk), at=at):
        delete_bookings(Booking.objects.filter(pk=booking.pk))
    if before["hirer"] is not None:
        unused_hirers([before["hirer"]]).delete()
    _keep_again(before, by=by, at=at)
    _offer_again(offered, by=by, at=at, hold=next(iter(before["hold"]), 0))
    return freed


def _keep_again(before: Changes, *, by: User, at: datetime) -> None:
    """What it was made of, unless its time is over, or nobody is asked about that year any more."""
    keys = list(before["hold"])
    for key, fields in before.get("slot", {}).items():
        slot = Slot.objects.select_related("renewal", "booking").get(pk=key)
        slot.answer, slot.answered_by_id = fields["answer"], fields["answered_by_id"]
        slot.answered_at = Slot._meta.get_field("answered_at").to_python(fields["answered_at"])
        slot.save(update_fields=["answer", "answered_at", "answered_by"])
        journal.record(by, "took back", slot.booking)
        there = set(slot.holds.values_list("pk", flat=True))
        keys = [each for each in keys if slot.renewal.closed_at is None and int(each) not in there]
    for key in keys:
        fields = before["hold"][key]
        if Hold._meta.get_field("expires_at").to_python(fields["expires_at"]) > at:
            bring_back(Hold, {key: fields})
            bring_back(Occupancy, {pk: row for pk, row in before["taken"].items() if row["hold"] == int(key)})
            if fields["slot"] is None:
                journal.record(by, "took back", Hold(pk=key))


def _offer_again(waits: Sequence[Wait], *, by: User, at: datetime, hold: str | int) -> None:
    """What it was made of was an offer to them: it stands as long as it did, or its time is over."""
    for wait in waits:
        wait.hold, wait.became = Hold.objects.filter(pk=hold).first(), None
        over = Wait.State.WITHDRAWN if wait.stood_until else Wait.State.PASSED
        wait.state = Wait.State.OFFERED if wait.hold else over
        wait.ended_at = None if wait.hold else at
        wait.stood_until = wait.stood_until if wait.hold else None
        wait.save(update_fields=["state", "hold", "became", "ended_at", "stood_until"])
        journal.record(by, "took back", wait)


def delete_bookings(bookings: BookingQuerySet) -> None:
    """From what hangs on them upwards; the calendar of the library is emptied of them too."""
    sessions = Session.objects.filter(booking__in=bookings)
    stretches = Stretch.objects.filter(booking__in=bookings)
    events = list(stretches.values_list("event", flat=True))
    SessionRoom.objects.filter(session__booking__in=bookings).delete()
    stretches.delete()
    for start in range(0, len(events), 400):
        Event.objects.filter(pk__in=events[start : start + 400]).delete()
    sessions.delete()
    bookings.delete()


def unused_hirers(keys: Sequence[int]) -> QuerySet[Hirer]:
    """Of these the ones that have nothing: no booking, no people, no price, and were not made one with another."""
    merged = Merge.objects.filter(kept__in=keys).values("kept")
    made = Hirer.objects.filter(pk__in=keys, merged_into=None).exclude(pk__in=merged)
    return made.filter(
        bookings=None,
        memberships=None,
        entitlements=None,
        special_terms=None,
        standings=None,
        invitations=None,
        waits=None,
    )


def _rows(found: Sequence[Hold | Occupancy]) -> dict[str, dict[str, Any]]:
    """By their keys, their fields."""
    return {str(row["pk"]): row["fields"] for row in serializers.serialize("python", found)}
