"""Tick what was to be done before a date; and tell the desk of what nobody ticked in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.clock import day_words
from accounts.models import User
from bookings import needs_letters
from bookings.exceptions import TooEarly, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Adjustment, Booking, Session, TaskTick
from bookings.tasks import Task, tasks_of
from venues.periods import Period

STILL_TOLD = timedelta(hours=24)  # later than that it would help nobody


@all_or_nothing
def tick_task(
    adjustment: Adjustment, session: Session, *, shown: datetime | None, is_done: bool, by: User, at: datetime
) -> TaskTick:
    """Ticked twice it was done the first time; `shown` is when it was due by the page on which it was pressed.

    Raises TooLate where it is no longer to be done, or due at another moment by now; TooEarly before the day before.
    """
    Booking.objects.locked(session.booking_id)
    adjustment, session = Adjustment.objects.get(pk=adjustment.pk), Session.objects.get(pk=session.pk)
    if not adjustment.is_for(session):
        raise TooLate(_("This is no longer to be done: the date was changed, or something else is needed now."))
    due = adjustment.due_for(session)
    if shown != due:
        raise TooLate(_("The date was moved, or it is due at another time by now. Nothing was ticked. Look again."))
    if is_done and at < adjustment.ticks_from(session):
        raise TooEarly(too_early_words(adjustment.ticks_from(session)))
    tick, _made = TaskTick.objects.get_or_create(adjustment=adjustment, session=session, due_at=due)
    if is_done is (tick.done_at is not None):
        return tick
    tick.done_at, tick.done_by = (at, by) if is_done else (None, None)
    tick.save(update_fields=["done_at", "done_by"])
    return tick


def too_early_words(first: datetime) -> str:
    """From which day it can be ticked, in words; a moment on the clock of the place."""
    return _("It can be ticked from %(day)s on, the day before it is due.") % {"day": day_words(first.date())}


@all_or_nothing
def tell_of_what_is_not_done(at: datetime) -> int:
    """How many tasks the desk was told of, each once; safe to run twice at once."""
    due = tasks_of(Adjustment.objects.filter(ended_at=None), Period(at - STILL_TOLD, at), at=at)
    return sum(_tell(task, at=at) for task in due if task.done_at is None)


def _tell(task: Task, *, at: datetime) -> bool:
    rows = TaskTick.objects
    tick, _made = rows.get_or_create(adjustment=task.adjustment, session=task.session, due_at=task.due)
    told = TaskTick.objects.filter(pk=tick.pk, told_late_at=None, done_at=None).update(told_late_at=at)
    if told:
        needs_letters.not_done(task, at=at)
    return bool(told)
