"""Say what the hall does about each thing that is needed, or that it cannot; and what is to be done for it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from bookings import needs_letters
from bookings.actions.state_needs import may_be_stated
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Adjustment, Booking, StatedNeed
from bookings.undoing import UNDO_FOR

SAID = ("answer", "told", "instead", "leans_on")


@dataclass(frozen=True)
class ToDo:
    """What whoever does it reads, and how many minutes before each date it is to be done."""

    what: str
    where: str
    minutes_before: int


@dataclass(frozen=True)
class Answered:
    """What the hall says to one need, by the key of its row."""

    stated: int
    answer: str
    told: str = ""
    instead: str = ""
    to_do: ToDo | None = None
    leans_on: str = ""  # the fact of the equipment without which it cannot be done


@all_or_nothing
def answer_needs(
    booking: Booking, answers: Sequence[Answered], *, by: User, at: datetime, shown: Set[int] | None = None
) -> bool:
    """Whether anything is otherwise now: a letter tells the hirer in five minutes, and only the last goes.

    `shown` are the keys of all that was there to be answered. Raises TooLate where the booking is over, or something
    else is needed by now.
    """
    booking = Booking.objects.locked(booking.pk)
    if not may_be_stated(booking, at=at):
        raise TooLate(_("This booking is over, or was refused or cancelled: nothing can be arranged for it any more."))
    rows = {row.pk: row for row in booking.stated_needs.prefetch_related("adjustments")}
    if {each.stated for each in answers} - rows.keys() or (shown is not None and shown != rows.keys()):
        raise TooLate(_("They have changed what they need meanwhile. Nothing was saved. Look at it as it is now."))
    changed = [_answer(rows[each.stated], each, by=by, at=at) for each in answers]
    if any(changed):
        with outbox.kept_back(at + UNDO_FOR):
            needs_letters.answered(booking, list(rows.values()), at=at)
    return any(changed)


def _answer(row: StatedNeed, said: Answered, *, by: User, at: datetime) -> bool:
    """Whether it is another answer, or another thing to do."""
    task_changed = _set_task(row, said.to_do, at=at)
    if not task_changed and all(getattr(row, name) == getattr(said, name) for name in SAID):
        return False
    for name in SAID:
        setattr(row, name, getattr(said, name))
    row.answered_at, row.answered_by = at, by
    row.save(update_fields=[*SAID, "answered_at", "answered_by"])
    return True


def _set_task(row: StatedNeed, to_do: ToDo | None, *, at: datetime) -> bool:
    """What is to be done from now on; dates that have begun keep what held for them."""
    now = next((each for each in row.adjustments.all() if each.ended_at is None), None)
    if (ToDo(now.what, now.where, now.minutes_before) if now else None) == to_do:
        return False
    if now is not None:
        now.ended_at = at
        now.save(update_fields=["ended_at"])
    if to_do is not None:
        told = {"what": to_do.what, "where": to_do.where, "minutes_before": to_do.minutes_before}
        Adjustment.objects.create(stated=row, made_at=at, **told)
    return True
