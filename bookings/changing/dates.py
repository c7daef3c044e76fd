"""What would happen to each date: where it is now, where it would be, and what it costs before and after."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bookings.availability import Hours
from bookings.availability.taken import Own
from bookings.changing.pricing import NewPrice, NewPrices
from bookings.changing.wishes import Wish
from bookings.models import Booking, RefusedDate, Session
from bookings.particulars import Particulars
from bookings.recurrence import AskedDate, Times
from venues.models import Layout, Room
from venues.money import Money, total
from venues.periods import Period

Rooms = tuple[Room, ...]


@dataclass(frozen=True)
class ChangedDate:
    """One date; `asked` is when it was wished to be, and with a `reason` it stays where it is.

    `way` is the other time that was chosen for it, since it could not be had as wished.
    """

    session: Session
    asked: AskedDate
    period: Period
    rooms_before: Rooms
    rooms: Rooms
    layout_before: Layout | None
    layout: Layout | None
    people: int
    reason: str = ""
    note: str = ""
    way: Times | None = None
    price: NewPrice | None = None  # None where it stays as it is
    wished: Rooms = ()  # where it was wished to be
    past: str = ""  # the rule of fair use that the desk goes past, as the history tells it
    stands_apart: bool = False  # at a time of its own since before: only where that is chosen does it go to the new one

    @property
    def is_moved(self) -> bool:
        """Whether it is at another time, or in another room."""
        return self.period != self.session.period or self.rooms != self.rooms_before

    @property
    def is_changed(self) -> bool:
        return self.is_moved or self.people != self.session.people or self.layout != self.layout_before

    @property
    def before(self) -> Money | None:
        return self.session.price

    @property
    def after(self) -> Money | None:
        return self.price.total if self.price else self.session.price

    @property
    def reason_words(self) -> str:
        return self.note or (str(RefusedDate.Reason(self.reason).label) if self.reason else "")

    @property
    def lets_hours_go(self) -> bool:
        """Whether somebody else could have some of what it had."""
        own = self.session.period
        inside = self.period.first <= own.first and own.last <= self.period.last
        return not set(self.rooms_before) <= set(self.rooms) or not inside

    @property
    def fingerprint(self) -> str:
        own, where = self.session.period, ",".join(room.code for room in self.rooms)
        times = f"{own.first} {own.last} {self.period.first} {self.period.last}"
        return f"{self.session.pk} {times} {where} {self.layout.pk if self.layout else ''} {self.people}"


@dataclass(frozen=True)
class ChangePlan:
    """All dates that the wish is about, in order, as they would be."""

    booking: Booking
    wish: Wish
    at: datetime
    dates: tuple[ChangedDate, ...]
    prices: NewPrices
    hours: Hours
    own: Own  # what is in nobody's way of it
    party: Particulars  # what was answered about it, as it would hold

    @cached_property
    def changed(self) -> list[ChangedDate]:
        return [date for date in self.dates if date.is_changed]

    @cached_property
    def moved(self) -> list[ChangedDate]:
        """Seen once: when it is done, none of them would be moved any more."""
        return [date for date in self.changed if date.is_moved]

    @property
    def is_another_hire(self) -> bool:
        """Whether a date would be at another time, in another room or at another price; asked before it is done."""
        return any(date.is_moved or date.before != date.after for date in self.changed)

    @property
    def moves_the_castle(self) -> bool:
        """Whether a bouncy castle would come at another time than was answered."""
        return self.party != self.booking.party

    @property
    def past(self) -> list[str]:
        """The rules of fair use that the desk goes past, each once."""
        return list(dict.fromkeys(date.past for date in self.changed if date.past))

    @property
    def clashes(self) -> list[ChangedDate]:
        """What cannot be had as wished, those that have another time among them."""
        return [date for date in self.dates if date.reason or date.way]

    @property
    def apart(self) -> list[ChangedDate]:
        """Those at a time of their own, whether they were chosen to go along or not."""
        return [date for date in self.dates if date.stands_apart]

    @property
    def before(self) -> Money | None:
        return _sum(date.before for date in self.changed)

    @property
    def after(self) -> Money | None:
        return _sum(date.after for date in self.changed)

    @property
    def lacks_a_price(self) -> bool:
        """Whether a person has to tell what some date would cost."""
        return any(date.price is not None and date.price.is_to_be_told for date in self.changed)

    @property
    def tells_a_price(self) -> bool:
        """Whether a person tells what some date of what is booked would cost: its hirer has to accept that."""
        return self.booking.is_confirmed and any(date.price is not None and date.price.is_told for date in self.changed)

    @property
    def was_agreed_by_a_person(self) -> list[ChangedDate]:
        """The dates whose price a person agreed for another length or another room."""
        return [date for date in self.changed if date.price is not None and date.price.was_agreed]

    @property
    def dates_print(self) -> str:
        """A fingerprint of what would be changed and to what; it travels with the button."""
        castle = [f"{self.party.castle_from} {self.party.castle_until}"] if self.moves_the_castle else []
        return _print([*(date.fingerprint for date in self.changed), *castle])

    @property
    def price_print(self) -> str:
        return _print(f"{date.session.pk} {date.before} {date.after}" for date in self.changed)


def _sum(prices: Iterable[Money | None]) -> Money | None:
    """None where one of them is not known."""
    found = list(prices)
    known = [price for price in found if price is not None]
    return total(known) if known and len(known) == len(found) else None


def _print(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
