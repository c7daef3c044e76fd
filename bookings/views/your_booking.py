"""What a booking's own page tells its hirer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bookings.asking import Answers
from bookings.cancelling import Terms, terms_of
from bookings.dates_gone import dates_gone, days_words
from bookings.folding import how_many_at_once
from bookings.holding import Holding, of_sessions
from bookings.models import Booking, Session
from bookings.price_words import added_later, answers_words, extras_words, names_at, price_words, why_stored
from bookings.told_prices import free_until, lacks_a_price
from venues.models import Room
from venues.money import Money


@dataclass(frozen=True)
class YourDate:
    """One date, what it costs and why, and whether it can still be given up."""

    session: Session
    price: str
    why: list[str]
    can_be_given_up: bool
    has_gone: bool = False  # it is asked for, and somebody else has its hours by now


@dataclass(frozen=True)
class YourBooking:
    booking: Booking
    at: datetime
    rooms: list[Room]
    past: list[YourDate]
    to_come: list[YourDate]
    holding: Holding
    added_later: list[str]  # what can only be known afterwards
    answers: list[tuple[str, str]]  # what was said that the price hangs on
    is_lapsed: bool  # it waits for an answer, and its hours are no longer kept

    @property
    def terms(self) -> Terms:
        return terms_of(self.booking)

    @property
    def has_begun(self) -> bool:
        """Whether they have been there: a date of it has begun."""
        used = (found.session for found in self.dates if found.session.status == Session.Status.PLANNED)
        return self.booking.is_confirmed and any(session.starts_at <= self.at for session in used)

    @property
    def dates(self) -> list[YourDate]:
        return [*self.past, *self.to_come]

    @property
    def standing(self) -> list[YourDate]:
        """Of those to come, what nobody has cancelled."""
        return [date for date in self.to_come if date.session.shown_as != "cancelled"]

    @property
    def next_dates(self) -> list[YourDate]:
        """The first few of these; all of them where few are left."""
        return self.standing[: how_many_at_once(len(self.standing))]

    @property
    def later_dates(self) -> list[YourDate]:
        """The rest, folded away."""
        return self.standing[len(self.next_dates) :]

    @property
    def gone(self) -> list[Session]:
        """Of those, what somebody else has by now."""
        return [date.session for date in self.standing if date.has_gone]

    @property
    def gone_words(self) -> str:
        return days_words(self.gone)

    @property
    def number_left(self) -> int:
        """How many of them nobody else has."""
        return len(self.standing) - len(self.gone)

    @property
    def cancelled(self) -> list[YourDate]:
        """With those of a request that was taken back."""
        return [date for date in self.to_come if date.session.shown_as == "cancelled"]

    @property
    def is_all_cancelled(self) -> bool:
        return bool(self.dates) and all(date.session.shown_as == "cancelled" for date in self.dates)

    @property
    def can_be_given_up(self) -> bool:
        return any(date.can_be_given_up for date in self.dates)

    @property
    def live(self) -> list[Session]:
        """The dates that are asked for or booked."""
        return [date.session for date in self.dates if date.session.shown_as in ("asked", "booked")]

    @property
    def total(self) -> Money | None:
        """All that is or will be due, cancelled dates that still cost among it; None where a price is not recorded."""
        prices = [session.price for session in self.live]
        if None in prices:
            return None
        due = sum(price.pence for price in prices if price)
        due += sum(date.session.cancellation_pence for date in self.dates)
        return Money(due, self._currency)

    @property
    def saving(self) -> Money | None:
        """What the category takes off the standard price, tax in; None where it takes off nothing."""
        saved = sum(session.with_tax(session.category_gap_pence) for session in self.live)
        return Money(saved, self._currency) if saved else None

    @property
    def reasons(self) -> list[tuple[int, list[str]]]:
        """Why the prices are what they are: for how many dates, and what holds for them."""
        counted: dict[tuple[str, ...], int] = {}
        for date in self.dates:
            counted[tuple(date.why)] = counted.get(tuple(date.why), 0) + 1
        return [(count, list(why)) for why, count in counted.items() if why]

    @property
    def lacks_a_price(self) -> bool:
        """Whether the hall is still to tell it."""
        return lacks_a_price(self.booking, [date.session for date in self.dates])

    @property
    def extras(self) -> list[str]:
        """What every date has beside its room."""
        return extras_words(self.dates[0].session.extras.all()) if self.dates else []

    @property
    def may_refuse_until(self) -> datetime | None:
        """Until when the price that the hall told may be refused, of the next date to come."""
        coming = [date.session for date in self.to_come if date.can_be_given_up]
        until = free_until(coming[0]) if coming and self.booking.is_confirmed else None
        return until if until and until > self.at else None

    @property
    def _currency(self) -> str:
        return self.booking.venue.operator.currency


def your_booking(booking: Booking, *, at: datetime) -> YourBooking:
    """Loaded in a fixed number of questions, however many dates there are."""
    sessions = sessions_of(booking)
    names = names_at(booking.venue)
    left, gone = set(still_to_come(booking, sessions, at=at)), set(dates_gone(sessions, at=at))
    dates = [
        YourDate(found, price_words(found), why_stored(found, names), found in left, found in gone)
        for found in sessions
    ]
    rooms = dict.fromkeys(room for session in sessions for room in session.rooms.all())
    past = [date for date in dates if date.session.ends_at <= at]
    holding = of_sessions(sessions, names, booking.venue.operator.currency)
    later = added_later(booking, sessions, names)
    said = answers_words(Answers.from_row(booking.asked), names, booking.venue.operator.currency)
    return YourBooking(
        booking, at, list(rooms), past, dates[len(past) :], holding, later, said, booking.hold_lapsed(at)
    )


def sessions_of(booking: Booking) -> list[Session]:
    sessions = list(booking.sessions.select_related("venue__operator", "layout").prefetch_related("rooms", "extras"))
    for session in sessions:
        session.booking = booking
    return sessions


def still_to_come(booking: Booking, sessions: Iterable[Session], *, at: datetime) -> list[Session]:
    """Those that can be given up: not begun, not cancelled, of a booking that is asked for or booked."""
    if not (booking.is_waiting or booking.is_confirmed):
        return []
    return [found for found in sessions if found.status == Session.Status.PLANNED and found.starts_at > at]
