"""What a calendar tells of each stretch of a room's day: the same to everybody, but for whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import hours_words
from bookings.availability.board import RoomDay, Slot
from bookings.availability.week import State
from bookings.desk.frame import Frame
from bookings.models import Booking, Session
from bookings.views.weeks import LOOKS, WORDS
from venues.models import Room


@dataclass(frozen=True)
class Told:
    """A stretch in words: what it is, from when to when, whose, and where more is told of it."""

    look: str
    word: str
    hours: str = ""
    note: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """Booked 7pm to 9pm (Rehearsal, Alder Vale Choir)."""
        facts = {"word": self.word, "hours": self.hours, "note": self.note}
        return (_("%(word)s %(hours)s (%(note)s)") if self.note else _("%(word)s %(hours)s")) % facts


class Reader(Protocol):
    """Who reads the calendar, and whether what is over is of use to them."""

    looks_back: ClassVar[bool]

    def note(self, slot: Slot, room: Room) -> str: ...

    def address(self, slot: Slot) -> str: ...


class Public:
    """Somebody: told whose it is only where the hirer chose to be named."""

    looks_back: ClassVar[bool] = False

    def note(self, slot: Slot, room: Room) -> str:
        if slot.session is None:
            return slot.note
        booking: Booking = slot.session.booking
        named = slot.state is State.BOOKED and booking.is_public
        return elsewhere(slot.session, room) or (f"{booking.title}, {booking.hirer.name}" if named else "")

    def address(self, slot: Slot) -> str:
        return ""


@dataclass(frozen=True)
class Desk:
    """One of the house: told every name, but that of a confidential booking if they are no officer."""

    looks_back: ClassVar[bool] = True
    frame: Frame

    def note(self, slot: Slot, room: Room) -> str:
        if slot.hold:
            where = "" if slot.hold.room_id == room.pk else f" ({slot.hold.room.name})"
            return slot.hold.words + where
        if slot.session is None:
            return slot.note
        booking: Booking = slot.session.booking
        if self._is_private(booking):
            return elsewhere(slot.session, room) or _("Confidential")
        mark = _("(confidential)") if booking.confidential else ""
        return elsewhere(slot.session, room) or f"{booking.title}, {booking.hirer.name} {mark}".rstrip()

    def address(self, slot: Slot) -> str:
        if slot.hold and slot.hold.is_let_go and self.frame.answers_the_phone:
            return reverse("desk:let_go_undo", args=[self.frame.venue.slug, slot.hold.pk])
        if slot.session is None or not self.frame.sees_requests or self._is_private(slot.session.booking):
            return ""
        return reverse("desk:booking", args=[self.frame.venue.slug, slot.session.booking.ref])

    def _is_private(self, booking: Booking) -> bool:
        return booking.confidential and not self.frame.sees_everything


def elsewhere(session: Session, room: Room) -> str:
    """The rooms of a session that takes a part of this one, in whose rows it is told; nothing where it is in this."""
    rooms = session.rooms.all()
    return "" if room in rooms else _(" and ").join(other.name for other in rooms)


def told(slot: Slot, room: Room, reader: Reader) -> Told:
    hours = hours_words(slot.whole.start, slot.whole.end, room.venue.tz)
    if slot.session is None and slot.hold is None:
        hours = hours_words(slot.period.start, slot.period.end, room.venue.tz)
    word = str(WORDS[slot.state])
    look = "shut" if slot.state is State.CLEARING else LOOKS.get(slot.state, "shut")
    return Told(look, word, hours, reader.note(slot, room), reader.address(slot))


def told_from(at: datetime, day: RoomDay, room: Room, reader: Reader) -> str:
    """Free 9am to midday; booked midday to 2pm (Rehearsal, Alder Vale Choir)."""
    if not day.told:
        return _("Shut all day")
    return "; ".join(told(slot, room, reader).words for slot in day.from_now(at)) or _("Nothing more on this day")
