"""What is still due of a date that is given up, by the terms it was booked under."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import ngettext

from bookings.models import Booking, Session
from bookings.told_prices import free_until
from venues import tariffs
from venues.bank_holidays import bank_holidays
from venues.models import Venue
from venues.money import Money
from venues.tariffs.cancelling import last_moment, notice_given, refund
from venues.tariffs.cancelling_rows import MOST_NOTICE
from venues.tariffs.scales import Counted, Notice, Refund, Scale
from venues.tariffs.words.cancelling import charge_words, notice_words, scale_words


@dataclass(frozen=True)
class Due:
    """What is due of a date that is given up until this moment, that moment included; None: until it begins."""

    until: datetime | None
    sum: Money


@dataclass(frozen=True)
class Terms:
    """A scale on the clock of a place; `free_hours` where it only says until when giving up is free."""

    scale: Scale
    zone: ZoneInfo
    days_off: Container[date]
    currency: str
    free_hours: int | None = None

    def as_document(self) -> dict[str, Any] | None:
        """The scale, to be kept with a booking; None where hours say it."""
        return tariffs.as_document(self.scale) if self.free_hours is None else None

    @property
    def words(self) -> str:
        """In a sentence or two, before anybody books."""
        if self.free_hours is None:
            return scale_words(self.scale, self.currency)
        return ngettext(
            "Each date is free to cancel until %(hours)d hour before it starts. After that, its whole price is due.",
            "Each date is free to cancel until %(hours)d hours before it starts. After that, its whole price is due.",
            self.free_hours,
        ) % {"hours": self.free_hours}

    def due(self, price: Money, starts_at: datetime, at: datetime) -> Money:
        """What the hirer still owes of the price; nothing of a hire that costs nothing."""
        return price - refund(self.scale, price, starts_at, at, self.zone, self.days_off)

    def words_now(self, due: Money, starts_at: datetime, at: datetime) -> str:
        """More than 7 days: no charge. You are 5 days away: 50%, £12.00."""
        given = self._notice(starts_at, at)
        unit = self.scale if given else replace(self.scale, notice=Notice.HOURS, counted=Counted.FULL)
        count = given or int((starts_at - at).total_seconds() // 3600)
        away = notice_words(unit, count) if count else _minutes_words(starts_at - at)
        return charge_words(self.scale, given, due, away)

    def _notice(self, starts_at: datetime, at: datetime) -> int:
        """As the scale counts it."""
        return notice_given(self.scale, starts_at, at, self.zone, self.days_off, most=MOST_NOTICE[self.scale.notice])

    def steps(self, price: Money, starts_at: datetime, *, at: datetime) -> list[Due]:
        """What is due until when, from now on; sums that are alike are told once."""
        moments = [last_moment(self.scale, step, starts_at, self.zone, self.days_off) for step in self.scale.steps]
        found = [Due(moment, self.due(price, starts_at, moment)) for moment in moments if at <= moment < starts_at]
        last = Due(None, self.due(price, starts_at, starts_at))
        return [due for due, later in pairwise([*found, last]) if due.sum != later.sum] + [last]


def _minutes_words(away: timedelta) -> str:
    minutes = int(away.total_seconds() // 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def terms_of(booking: Booking) -> Terms:
    """Those that the booking was made under, whatever the venue says today."""
    scale = tariffs.from_document(booking.cancellation) if booking.cancellation else None
    return _terms(booking.venue, scale, booking.free_cancel_hours)


def terms_at(
    venue: Venue,
    tariff: tariffs.Tariff | None,
    *,
    rooms: Sequence[str],
    category: str,
    occasion: str | None = None,
) -> Terms:
    """Those of a hire by this price list; without a scale in it, the venue's own hours hold."""
    scale = tariffs.scale_for(tariff, rooms=rooms, category=category, occasion=occasion) if tariff else None
    return _terms(venue, scale, venue.free_cancel_hours)


def charge_for(session: Session, at: datetime) -> int:
    """Pence that would still be due if this session were given up at this moment; nothing of a mere request.

    Nor of a price that the hall has only just told, or in a room to which it has only just moved the date.
    """
    if not session.booking.is_confirmed or session.price is None:
        return 0
    refusable = [free_until(session), moved_free_until(session)]
    if any(until is not None and at <= until for until in refusable):
        return 0
    return terms_of(session.booking).due(session.price, session.starts_at, at).pence


def moved_free_until(session: Session) -> datetime | None:
    """Until when a date that the hall gave another room may be given up free of charge; None of any other."""
    if not session.moved_cause or session.status_at is None:
        return None
    return min(free_since_moved(session.venue, session.status_at), session.starts_at)


def free_since_moved(venue: Venue, moved_at: datetime) -> datetime:
    """For as long as the hall has for an answer: whoever is moved had no say before."""
    return moved_at + timedelta(days=venue.hold_days)


def _terms(venue: Venue, scale: Scale | None, hours: int) -> Terms:
    days_off, currency = bank_holidays(venue.nation), venue.operator.currency
    if scale is not None:
        return Terms(scale, venue.tz, days_off, currency)
    return Terms(_free_until(hours), venue.tz, days_off, currency, hours)


def _free_until(hours: int) -> Scale:
    return Scale(Notice.HOURS, (Refund(hours, Fraction(100), "100"),))
