"""What became of each date: used, counted, given up in time or late, shut out by the hall, forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from bookings.models import Session
from venues.periods import Period

if TYPE_CHECKING:
    from bookings.demo.plan import Agreement


@dataclass(frozen=True)
class Fate:
    status: str = Session.Status.PLANNED
    at: datetime | None = None
    cause: str = ""
    counted: int | None = None
    typical: int | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.status in Session.CANCELLED


def fate_of(agreement: Agreement, period: Period, *, shut_for: str, now: datetime, random: Random) -> Fate:
    """Chance, but with a memory: groups that count, count often."""
    if shut_for:
        told, decided = period.start - timedelta(days=random.randint(18, 40)), agreement.answer.decided_at
        if decided and told <= decided:
            told = decided + (period.start - decided) / 2
        return Fate(Session.Status.CANCELLED_BY_VENUE, told, shut_for)
    if agreement.own_use or (agreement.answer.requested_at is None and random.random() < 0.3):
        return _used(agreement, period, now, random)
    if period.start > now:
        return _given_up_ahead(agreement, period, now, random)

    chance = random.random()
    if chance < 0.028:
        return _given_up_in_time(agreement, period, random)
    if chance < 0.042:
        return _given_up_late(agreement, period, random)
    if chance < 0.05:
        return Fate(Session.Status.NO_SHOW, period.end)
    return _used(agreement, period, now, random)


def _used(agreement: Agreement, period: Period, now: datetime, random: Random) -> Fate:
    use = agreement.use
    if period.end > now:
        return Fate()
    if random.random() < use.counts:
        turnout = random.gauss(0.88, 0.12) * (0.8 if period.start.month in {1, 8} else 1)
        return Fate(counted=max(2, round(use.people * turnout)))
    if random.random() < use.typical:
        return Fate(typical=max(2, round(use.people * 0.9)))
    return Fate()


def _given_up_ahead(agreement: Agreement, period: Period, now: datetime, random: Random) -> Fate:
    """A few dates to come are cancelled already, all of them in good time."""
    told = now - timedelta(hours=random.randint(5, 150))
    free_until = period.start - timedelta(hours=agreement.room.venue.free_cancel_hours)
    decided = agreement.answer.decided_at
    if random.random() < 0.015 and told < free_until and (decided is None or decided < told):
        return Fate(Session.Status.CANCELLED_IN_TIME, told)
    return Fate()


def _given_up_in_time(agreement: Agreement, period: Period, random: Random) -> Fate:
    notice = agreement.room.venue.free_cancel_hours + random.randint(6, 240)
    return _given_up(agreement, period, Session.Status.CANCELLED_IN_TIME, timedelta(hours=notice))


def _given_up_late(agreement: Agreement, period: Period, random: Random) -> Fate:
    """Late by the booking's own terms; free hire is never late."""
    if agreement.use.waived:
        return _given_up_in_time(agreement, period, random)
    notice = random.randint(2, agreement.room.venue.free_cancel_hours - 2)
    return _given_up(agreement, period, Session.Status.CANCELLED_LATE, timedelta(hours=notice))


def _given_up(agreement: Agreement, period: Period, status: str, notice: timedelta) -> Fate:
    """Nobody gives up what was not yet agreed: such a date stands."""
    told, decided = period.start - notice, agreement.answer.decided_at
    return Fate() if decided and told <= decided else Fate(status, told)
