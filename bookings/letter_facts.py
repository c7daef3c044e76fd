"""What a letter about a booking tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from bookings.feeds import calendar_beside
from bookings.holding import Holding, of_sessions
from bookings.models import Booking, RefusedDate, Session
from bookings.price_words import added_later, extras_words, names_at
from bookings.told_prices import free_until, lacks_a_price
from venues.models import Venue
from venues.money import Money, total


@dataclass(frozen=True)
class Facts:
    """What a letter tells of a booking: its sessions in order, its rooms, the dates it goes without."""

    sessions: Sequence[Session]
    rooms: Sequence[str]
    refused: Sequence[RefusedDate] = ()
    cancelled: Sequence[Session] = ()
    extras: Sequence[str] = ()  # what every date has beside its room
    states_needs: bool = False  # of access: what they are stands at the desk alone
    is_short_notice: bool = False  # for what the hall would do about them
    gone: Sequence[Session] = ()  # asked for, and booked by somebody else

    @classmethod
    def of(cls, booking: Booking, *, cancelled: Sequence[Session] = ()) -> Facts:
        """Read from the database, in four questions, or five where it has more than its room."""
        sessions = list(booking.sessions.prefetch_related("rooms"))
        for session in sessions:
            session.venue = booking.venue
        rooms = list(dict.fromkeys(room.name for session in sessions for room in session.rooms.all()))
        wants = sessions and booking.asked and booking.asked.get("extras")
        extras = extras_words(sessions[0].extras.all()) if wants else []
        return cls(sessions, rooms, list(booking.refused_dates.all()), cancelled, extras)

    @property
    def could_not_be_had(self) -> list[RefusedDate]:
        return [date for date in self.refused if not date.was_left_out]

    @property
    def left_out(self) -> list[RefusedDate]:
        return [date for date in self.refused if date.was_left_out]

    @property
    def kept(self) -> list[Session]:
        """The dates that stand."""
        return [session for session in self.sessions if not session.is_cancelled]

    @property
    def number_left(self) -> int:
        """Of the dates asked for, how many nobody else has booked."""
        return len(self.kept) - len(self.gone)

    @property
    def total(self) -> Money | None:
        """What the dates that stand cost; None where a price was not recorded."""
        prices = [session.price for session in self.kept]
        known = [price for price in prices if price is not None]
        return total(known) if known and len(known) == len(prices) else None

    @property
    def lacks_a_price(self) -> bool:
        """Whether the hall is still to tell it."""
        return bool(self.sessions) and lacks_a_price(self.sessions[0].booking, self.sessions)

    @property
    def free_until(self) -> datetime | None:
        """Until when a price that the hall told may be refused."""
        return free_until(self.kept[0]) if self.kept and self.kept[0].booking.is_confirmed else None

    @property
    def later(self) -> list[str]:
        """What can only be known afterwards."""
        if not any(session.open_facts for session in self.sessions):
            return []
        booking = self.sessions[0].booking
        return added_later(booking, self.sessions, names_at(booking.venue))

    def holding(self, venue: Venue) -> Holding:
        """What is paid beside or before the price; its names are asked for only where there is any."""
        if not any(session.held for session in self.sessions):
            return Holding()
        return of_sessions(self.sessions, names_at(venue), venue.operator.currency)

    @property
    def guides(self) -> list[tuple[str, str]]:
        """Of each room its name, and where its access guide is."""
        found = {room.pk: (session.venue, room) for session in self.kept for room in session.rooms.all()}
        return [
            (room.name, settings.PUBLIC_URL + reverse("venues:guide", args=[venue.slug, room.code]))
            for venue, room in found.values()
            if venue.published
        ]

    def calendar_of(self, sessions: Sequence[Session]) -> str:
        """These of its dates as a file beside the letter."""
        told = {session.pk for session in sessions}
        shown = [session for session in self.sessions if session.pk in told]
        return calendar_beside(shown, room=self.rooms[0] if len(self.rooms) == 1 else "", extras=self.extras)

    @property
    def credit(self) -> Money | None:
        """What of the dates given up stands to their credit; None where the terms give none."""
        pence = sum(session.credit_pence or 0 for session in self.cancelled)
        return Money(pence, self.sessions[0].venue.operator.currency) if pence else None

    @property
    def charge(self) -> Money:
        """What is still due of the dates given up."""
        pence = sum(session.cancellation_pence for session in self.cancelled)
        return Money(pence, self.sessions[0].venue.operator.currency)
