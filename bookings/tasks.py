"""What is to be done before dates: what, where and by when; never why, or for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.clock import hours_words
from bookings.models import Adjustment, Session, TaskTick
from bookings.models.adjustment import AdjustmentQuerySet
from venues.models import Venue
from venues.periods import Period

FURTHEST = timedelta(minutes=Adjustment.MOST_BEFORE)


@dataclass(frozen=True)
class Task:
    """One thing to do for one date."""

    adjustment: Adjustment
    session: Session
    at: datetime  # as seen at this moment
    tick: TaskTick | None = None

    @property
    def what(self) -> str:
        return self.adjustment.what

    @property
    def where(self) -> str:
        """The place that was named; else the rooms of the date."""
        return self.adjustment.where or _(" and ").join(room.name for room in self.session.rooms.all())

    @property
    def date(self) -> str:
        """Which date it is for: Main Hall, 7pm to 9pm."""
        rooms = _(" and ").join(room.name for room in self.session.rooms.all())
        hours = hours_words(self.session.starts_at, self.session.ends_at, self.session.venue.tz)
        return f"{rooms}, {hours}" if rooms else hours

    @property
    def due(self) -> datetime:
        return self.adjustment.due_for(self.session)

    @property
    def done_at(self) -> datetime | None:
        return self.tick.done_at if self.tick else None

    @property
    def stamp(self) -> str:
        """The moment by which it is due, as a page sends it back: who ticks it ticks it for that."""
        return self.due.astimezone(UTC).isoformat()

    @property
    def ticks_from(self) -> datetime:
        return self.adjustment.ticks_from(self.session)

    @property
    def can_be_ticked(self) -> bool:
        return self.ticks_from <= self.at


def tasks_at(venue: Venue, span: Period, *, at: datetime) -> list[Task]:
    """Those due in it, in order; one question, four where there are any."""
    return tasks_of(Adjustment.objects.at(venue), span, at=at)


def tasks_of(adjustments: AdjustmentQuerySet, span: Period, *, at: datetime) -> list[Task]:
    """Of these, for dates that are booked, those due from the start of the span until before its end."""
    begins = {"starts_at__gte": span.start, "starts_at__lt": span.end + FURTHEST}
    around = {f"stated__booking__sessions__{name}": moment for name, moment in begins.items()}
    found = list(adjustments.in_force().filter(**around).select_related("stated").distinct())
    if not found:
        return []
    bookings = {adjustment.stated.booking_id for adjustment in found}
    begun = Session.objects.filter(booking__in=bookings, **begins).select_related("venue")
    sessions = list(begun.prefetch_related("rooms"))
    rows = TaskTick.objects.filter(adjustment__in=found, session__in=sessions).select_related("done_by")
    ticks = {(tick.adjustment_id, tick.session_id, tick.due_at): tick for tick in rows}
    tasks = [
        Task(adjustment, session, at, ticks.get((adjustment.pk, session.pk, adjustment.due_for(session))))
        for session in sessions
        for adjustment in found
        if adjustment.stated.booking_id == session.booking_id and adjustment.is_for(session)
    ]
    due = [task for task in tasks if span.start <= task.due < span.end]
    return sorted(due, key=lambda task: (task.due, task.adjustment.pk))
