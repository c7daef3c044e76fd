"""Which of a venue's answers about access a visitor may have found different."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bookings.models import Booking, Session
from venues.access.claims import Claim
from venues.access.vocabulary import FACTS
from venues.access.words import claim_words, label
from venues.guides import as_claim
from venues.models import AccessClaim, Room, Venue


@dataclass(frozen=True)
class Told:
    """An answer that stands on the pages: the row, and what it says."""

    row: AccessClaim
    claim: Claim

    @property
    def words(self) -> str:
        """Step-free entrance (Side door): yes; a list may be read without its headings."""
        what = label(self.claim.about)
        where = f"{what} ({self.claim.place})" if self.claim.place else what
        return f"{where}: {claim_words(self.claim)}"

    @property
    def place(self) -> str:
        return self.claim.place or _("The building")


def answers_told(venue: Venue, rooms: Iterable[Room], *, stage: str = "") -> list[Told]:
    """What the pages say of the building, its entrances, these rooms and those inside them; one question.

    Rooms come with their cells. Only of one stage of a visitor's journey, as the pages cut it, where one is given.
    """
    shown = {room.pk for room in rooms}
    rows = venue.access_claims.current().filter(fact__in=list(FACTS)).exclude(state=AccessClaim.State.UNKNOWN)
    known = [row for row in rows.select_related("entrance", "room") if row.room_id is None or row.room_id in shown]
    told = [Told(row, as_claim(row)) for row in known]
    order = list(FACTS)
    here = (each for each in told if not stage or stage in (each.claim.about.group, each.claim.about.stage))
    return sorted(here, key=lambda each: (_where(each.row), order.index(each.row.fact)))


def rooms_inside(rooms: Collection[Room], asked: Collection[Room]) -> list[Room]:
    """These rooms and the smaller ones inside them; all come with their cells."""
    cells = [_cells(room) for room in asked]
    return [room for room in rooms if any(_cells(room) <= whole for whole in cells)]


def rooms_used(booking: Booking, *, at: datetime) -> list[Room]:
    """The rooms of the dates that have begun, with their cells: of these their hirer can tell how they are."""
    if not booking.is_confirmed:
        return []
    begun = booking.sessions.filter(status=Session.Status.PLANNED, starts_at__lte=at)
    used = set(begun.values_list("rooms", flat=True))
    rooms = list(booking.venue.rooms.filter(retired_on=None).prefetch_related("cells")) if used else []
    return rooms_inside(rooms, [room for room in rooms if room.pk in used])


def by_place(told: Iterable[Told]) -> Iterator[tuple[str, list[Told]]]:
    """The building, each entrance, each room, with what is said of it."""
    places: dict[str, list[Told]] = {}
    for each in told:
        places.setdefault(each.place, []).append(each)
    yield from places.items()


def _cells(room: Room) -> set[int]:
    return {cell.pk for cell in room.cells.all()}


def _where(row: AccessClaim) -> tuple[bool, bool, int]:
    place = row.entrance or row.room
    return row.room_id is not None, row.entrance_id is not None, place.pk if place else 0
