"""How the rooms of a hire meet what was said to be needed, as a page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from bookings.how_it_fits import Place, hours_of_notice, next_of
from bookings.models import Booking
from bookings.stated_needs import Stated
from bookings.views.guides import NeedLine, need_line
from venues.access.values import Fit
from venues.models import Room, Venue


@dataclass(frozen=True)
class RoomTold:
    """One room's answer to each need; by the code of the need."""

    room: Room
    lines: dict[str, NeedLine]
    by_several_doors: bool

    @property
    def told(self) -> list[NeedLine]:
        return list(self.lines.values())


@dataclass(frozen=True)
class NeedsTold:
    """The answers of all its rooms, whether all is met, and how many hours' notice the ramp needs that are gone."""

    stated: Stated
    rooms: Sequence[RoomTold]
    all_met: bool
    notice: int
    on: date  # that of which it tells

    def lines_of(self, code: str) -> list[tuple[str, NeedLine]]:
        """To one need the answer of each room; its name where there are several."""
        several = len(self.rooms) > 1
        return [(told.room.name if several else "", told.lines[code]) for told in self.rooms if code in told.lines]


def needs_told(
    venue: Venue, rooms: Sequence[Room], stated: Stated, starts_at: datetime, *, at: datetime
) -> NeedsTold | None:
    """As it stands on the day on which it begins; nothing where nothing was said."""
    if not stated:
        return None
    on = starts_at.astimezone(venue.tz).date()
    fits = Place.of(venue, since=on).fits(rooms, stated, on) if stated.needs else []
    told = [
        RoomTold(
            fit.room,
            {match.need.code: need_line(match) for match in fit.matches.each},
            fit.matches.by_several_doors,
        )
        for fit in fits
    ]
    all_met = all(fit.matches.fit is Fit.MEETS for fit in fits) and not stated.words
    return NeedsTold(stated, told, all_met, hours_of_notice(fits, starts_at, at=at), on)


@dataclass(frozen=True)
class AccessInShort:
    """For the page of a booking: how many needs were stated and answered, and whether it is asked how it went."""

    stated: int
    answered: int
    asks: bool

    @property
    def words(self) -> str:
        if not self.stated:
            return _("Nothing was said to be needed.")
        if self.answered == self.stated:
            return _("The hall has answered what you need.")
        words = _("You said what you need: %(answered)s of %(stated)s answered.")
        return words % {"answered": self.answered, "stated": self.stated}


def access_of(booking: Booking) -> AccessInShort:
    """In two questions."""
    answers = list(booking.stated_needs.values_list("answer", flat=True))
    last = booking.asked_whether_it_worked.order_by("-session__starts_at").values_list("outcome", flat=True).first()
    return AccessInShort(len(answers), sum(bool(answer) for answer in answers), last == "")


def needs_told_of(booking: Booking, stated: Stated, *, at: datetime) -> NeedsTold | None:
    """For the rooms of its next date, on that day."""
    session = next_of(list(booking.sessions.prefetch_related("rooms")), at=at) if stated else None
    return needs_told(booking.venue, list(session.rooms.all()), stated, session.starts_at, at=at) if session else None
