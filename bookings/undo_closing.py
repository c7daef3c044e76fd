"""Taking a closing back as a whole: for five minutes, and its letters wait that long (decision 16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import models
from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import User
from bookings.as_it_was import AsItIs, bring_back, changes, put_back, tables_written
from bookings.exceptions import TooLate
from bookings.models import AskedChange, Booking, ClosingAct, DeskAct, Hold, Occupancy, Slot
from bookings.refused_asks import in_step
from bookings.undoing import UNDO_FOR
from venues.models import Closure

TOOK_BACK = "took a closing back"  # the verb of the journal


@contextmanager
def closing_can_be_undone(
    closure: Closure, bookings: Iterable[Booking], holds: Sequence[Hold], *, by: User, at: datetime
) -> Iterator[None]:
    """Around all that a closing does to locked bookings and to hours that were only kept."""
    before = {booking: AsItIs.of(booking) for booking in bookings}
    kept_hours = list(_as_rows(holds, before))
    with outbox.kept_back(at + UNDO_FOR) as kept, tables_written() as written:
        yield
    ClosingAct.objects.create(
        closure=closure,
        by=by,
        at=at,
        until=at + UNDO_FOR,
        before={booking.pk: changes(was, was.after(booking, written)) for booking, was in before.items()},
        entries={booking.pk: _last_entry(booking) for booking in before},
        holds=kept_hours,
        letters=outbox.still_waiting(kept.keys),
    )


def undo_closing(act: ClosingAct, *, by: User, at: datetime) -> list[Booking]:
    """Every date is where and as it was, and no letter goes; the cells of the venue are locked.

    Raises TooLate, or RoomTaken and ThingsTaken where the hours are somebody else's by now; nothing is done then.
    """
    bookings = list(Booking.objects.held(int(key) for key in act.before))
    refusal = cannot_undo(act, bookings, at=at)
    if refusal:
        raise TooLate(refusal)
    if not outbox.take_back(act.letters, until=act.until):
        raise TooLate(_("A letter is on its way already, so the dates can no longer be put back."))
    came = [key for each in act.before.values() for key in each["came"].get("bookings.occupancy", [])]
    Occupancy.objects.filter(pk__in=came).delete()  # of all, before any comes back: one may stand where another stood
    with in_step(Booking.objects.filter(pk__in=[booking.pk for booking in bookings]), at=at):
        for booking in bookings:
            put_back(booking, act.before[str(booking.pk)], at=at)
            journal.record(by, TOOK_BACK, booking)
    for row in act.holds:
        _bring_back(row, at)
    return bookings


def cannot_undo(act: ClosingAct, bookings: Sequence[Booking], *, at: datetime) -> str:
    """A sentence, or nothing."""
    if act.until <= at:
        return _("The five minutes are over and the letters go, so the dates can no longer be put back.")
    if len(bookings) < len(act.before) or any(_last_entry(each) != act.entries[str(each.pk)] for each in bookings):
        return _("Something was done about one of the bookings since, so the dates can no longer be put back.")
    return ""


def _last_entry(booking: Booking) -> int:
    last = journal.of(booking).order_by("-pk").first()
    return last.pk if last else 0


def _as_rows(holds: Sequence[Hold], bookings: Collection[Booking]) -> Iterator[dict[str, Any]]:
    """What was kept comes back, unless with its booking; an offer does not, since who waits is asked anew."""
    with_them = {booking.pk for booking in bookings}
    refs = {booking.ref for booking in bookings}
    models.prefetch_related_objects(holds, "occupancies")
    for hold in holds:
        comes_back = hold.kind == Hold.Kind.KEPT and hold.title in refs
        comes_back = comes_back or (hold.change is not None and hold.change.booking_id in with_them)
        if hold.kind != Hold.Kind.OFFERED and not comes_back:
            yield {"hold": _rows([hold]), "taken": _rows(hold.occupancies.all())}


def _rows(found: Iterable[models.Model]) -> dict[str, dict[str, Any]]:
    """By their keys, their fields."""
    return {str(row["pk"]): row["fields"] for row in serializers.serialize("python", found)}


def _bring_back(row: dict[str, Any], at: datetime) -> None:
    [(key, fields)] = row["hold"].items()
    if _is_still_wanted(fields, at):
        bring_back(Hold, {key: fields})
        bring_back(Occupancy, row["taken"])


def _is_still_wanted(fields: Mapping[str, Any], at: datetime) -> bool:
    """Whether its time is not over, and nobody has meanwhile decided what it was kept for."""
    if Hold._meta.get_field("expires_at").to_python(fields["expires_at"]) <= at:
        return False
    if fields["slot"] is not None:
        return Slot.objects.unanswered().filter(pk=fields["slot"], renewal__closed_at=None).exists()
    if fields["change"] is not None:
        return AskedChange.objects.waiting().filter(pk=fields["change"]).exists()
    if fields["kind"] == Hold.Kind.KEPT:
        return DeskAct.objects.open(at).filter(booking__ref=fields["title"]).exists()
    return True
