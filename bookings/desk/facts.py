"""One booking as the desk reads it: its dates, rooms, people and prices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import ngettext

from bookings import rights
from bookings.desk.dates import dates_words, first_and_last
from bookings.models import Booking, RefusedDate, Session
from bookings.models.booking import BookingQuerySet
from bookings.price_words import extras_words
from bookings.told_prices import lacks_a_price
from venues.models import Room
from venues.money import Money, total


def loaded(bookings: BookingQuerySet) -> BookingQuerySet:
    """With all that `Facts` reads: the same number of questions for one booking as for twenty."""
    rooms = Room.objects.select_related("venue").prefetch_related("cells", "layouts")
    sessions = Session.objects.select_related("venue__operator", "layout").prefetch_related(
        Prefetch("rooms", rooms), "extras"
    )
    return bookings.select_related(
        "venue__operator",
        "hirer",
        "category",
        "layout",
        "tariff",
        "made_by",
        "decided_by",
        "terms",
        "category_given_by",
        "thread__venue",
    ).prefetch_related(Prefetch("sessions", sessions), "refused_dates")


@dataclass(frozen=True)
class Facts:
    booking: Booking

    @cached_property
    def sessions(self) -> list[Session]:
        """Every date, in order, those given up among them."""
        return list(self.booking.sessions.all())

    @cached_property
    def planned(self) -> list[Session]:
        return [session for session in self.sessions if not session.is_cancelled]

    @cached_property
    def refused(self) -> list[RefusedDate]:
        """The dates that the series goes without, whoever did not want them."""
        return list(self.booking.refused_dates.all())

    @property
    def could_not_be_had(self) -> list[RefusedDate]:
        return [date for date in self.refused if not date.was_left_out]

    @property
    def left_out(self) -> list[RefusedDate]:
        return [date for date in self.refused if date.was_left_out]

    @cached_property
    def rooms(self) -> list[Room]:
        return list({room.pk: room for session in self.sessions for room in session.rooms.all()}.values())

    @property
    def when(self) -> str:
        """Tuesday 3 March 2026, 7pm to 9pm; or: every Tuesday, 7pm to 9pm."""
        shown = self.planned or self.sessions
        return dates_words(shown, self.refused, self.booking.venue.tz) if shown else ""

    @property
    def first_and_last(self) -> tuple[str, str] | None:
        """Of a series only: the one date of a single booking is named already."""
        shown = self.planned or self.sessions
        return first_and_last(shown, self.booking.venue.tz) if len(shown) > 1 else None

    @property
    def capacity(self) -> int | None:
        """How many people the layout, or else the room, takes safely; None where nobody knows."""
        if self.booking.layout:
            return self.booking.layout.capacity
        by_date = {tuple(room.largest_capacity for room in session.rooms.all()) for session in self.sessions}
        known = [sum(number or 0 for number in numbers) for numbers in by_date if None not in numbers]
        return min(known) or None if known and len(known) == len(by_date) else None

    @property
    def price(self) -> Money | None:
        """What all its dates cost; None where one was not recorded."""
        prices = [session.price for session in self.planned]
        return None if None in prices else total((price for price in prices if price is not None), self.currency)

    @property
    def by_date(self) -> list[str]:
        """Where its dates do not all cost the same, how many cost what; nothing where they do."""
        prices = Counter(session.price for session in self.planned)
        return [_so_many(number, price) for price, number in prices.items()] if len(prices) > 1 else []

    @property
    def lacks_a_price(self) -> bool:
        """Whether the answer has to say what it costs."""
        return lacks_a_price(self.booking, self.sessions)

    @property
    def paid_by_others(self) -> dict[str, Money]:
        """Who else is billed for its dates, and how much."""
        sums: dict[str, Money] = {}
        for session in self.planned:
            if session.payer:
                sums[session.payer] = sums.get(session.payer, Money(0, self.currency)) + Money(
                    session.payer_pence or 0, self.currency
                )
        return sums

    @property
    def extras(self) -> list[str]:
        """What every date has beside its room."""
        return extras_words(self.sessions[0].extras.all()) if self.sessions else []

    @property
    def before_more(self) -> Money:
        """What its dates cost without tax and what was asked for beside the room, as the standard price is kept."""
        sums = ((session.hire_pence or 0) + session.compulsory_pence for session in self.planned)
        return Money(sum(sums), self.currency)

    @property
    def has_tax(self) -> bool:
        return any(session.vat_pence for session in self.planned)

    @property
    def standard(self) -> Money | None:
        """The standard price beside that; None where one was not recorded, as for the hall's own use."""
        sums = [session.standard_pence for session in self.planned]
        return None if None in sums else Money(sum(pence for pence in sums if pence is not None), self.currency)

    @property
    def currency(self) -> str:
        return self.booking.venue.operator.currency

    @cached_property
    def letters_to(self) -> str:
        """Where letters about it go; empty where a person must tell the hirer."""
        return rights.letters_go_to(self.booking)


def _so_many(number: int, price: Money | None) -> str:
    """2 dates at £30.00."""
    if price is None:
        words = ngettext("%(number)d date without a price", "%(number)d dates without a price", number)
        return words % {"number": number}
    words = ngettext("%(number)d date at %(price)s", "%(number)d dates at %(price)s", number)
    return words % {"number": number, "price": price}
