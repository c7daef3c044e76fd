"""The places of a venue that access is asked about: the building with its way in, each room; and what is known of each.

The only way in is asked about with the building; where there are several, each is a place of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from venues import files
from venues.access import words
from venues.access.claims import Answer
from venues.access.vocabulary import CORE, Fact
from venues.files.contents import AccessRow, EntranceRow
from venues.guides import as_claim
from venues.models import Venue
from venues.readiness import made_of, not_to_be_asked

Key = tuple[str, str, str]  # fact, entrance, room
ASKED_OF = {"building": "venue", "entrance": "entrance", "room": "room"}
FIRST_DOOR = "main-entrance"  # as the first way in is called by those who have named none


@dataclass(frozen=True)
class Asked:
    """One fact at one place, with the answer there is; `door` is named where a building is asked about its way in."""

    fact: Fact
    key: Key
    row: AccessRow | None
    words: str
    follows: bool = False  # from another answer, that it does not apply
    door: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered it, be it with "I do not know", or need not."""
        return self.row is not None or self.follows


@dataclass(frozen=True)
class Spot:
    """Somewhere that facts are asked about: `kind` is building, entrance or room; a building has no code."""

    venue: Venue
    kind: str
    code: str
    name: str
    asked: tuple[Asked, ...]
    may_stay_silent: bool = False  # smaller rooms make up the whole of it, and answer for it

    @property
    def answered(self) -> int:
        return sum(asked.is_answered for asked in self.asked)

    @property
    def left(self) -> int:
        return len(self.asked) - self.answered

    @property
    def is_answered(self) -> bool:
        return self.left == 0

    @property
    def is_done(self) -> bool:
        """Whether nobody need come here on the way to publishing."""
        return self.is_answered or self.may_stay_silent

    @property
    def address(self) -> str:
        args = [self.venue.slug, self.code] if self.code else [self.venue.slug]
        return reverse(f"place:access_{self.kind}", args=args)

    @property
    def new_door(self) -> EntranceRow | None:
        """The way in that an answer here would be the first to speak of."""
        asked = next((asked for asked in self.asked if asked.door), None)
        is_there = asked is None or self.venue.entrances.filter(code=asked.key[1]).exists()
        return None if asked is None or is_there else EntranceRow(asked.key[1], asked.door)


def spots_of(venue: Venue, *, on: date) -> list[Spot]:
    """The building, the ways in if there are several, the rooms on offer; in a fixed number of questions."""
    known = _known(venue, on)
    doors = [(door.code, door.name) for door in venue.entrances.all()] or [(FIRST_DOOR, _("Main entrance"))]
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    cells = {room.pk: {cell.pk for cell in room.cells.all()} for room in rooms}
    if len(doors) == 1:
        spots = [_building(venue, known, doors[0])]
    else:
        spots = [_spot(venue, "building", "", _("The building"), known)]
        spots += [_spot(venue, "entrance", code, name, known) for code, name in doors]
    for room in rooms:
        silent = made_of(cells[room.pk], cells.values())
        spots.append(replace(_spot(venue, "room", room.code, room.name, known), may_stay_silent=silent))
    return spots


def the_way_in(venue: Venue, code: str, *, on: date) -> Spot | None:
    """A way in by itself, be it the only one."""
    door = venue.entrances.filter(code=code).first()
    return _spot(venue, "entrance", door.code, door.name, _known(venue, on)) if door else None


def after(spots: list[Spot], spot: Spot) -> Spot | None:
    """The next place that still has something to answer, going on from this one."""
    places = [(other.kind, other.code) for other in spots]
    at = places.index((spot.kind, spot.code)) if (spot.kind, spot.code) in places else 0
    return next((other for other in (*spots[at + 1 :], *spots[:at]) if not other.is_done), None)


def alike(spots: list[Spot], spot: Spot) -> list[Spot]:
    """The rooms whose answers may be copied to one that has none."""
    if spot.kind != "room" or spot.answered:
        return []
    return [other for other in spots if other.kind == "room" and other.is_answered]


def facts_answered(spots: list[Spot]) -> int:
    """How many of the core facts are answered wherever they are asked."""
    silent = {asked.fact.code for spot in spots if not spot.is_done for asked in spot.asked if not asked.is_answered}
    return len(CORE) - len(silent)


@dataclass(frozen=True)
class Known:
    """What a venue says: its answers, each as a sentence, and what need not be asked of the building."""

    rows: dict[Key, AccessRow]
    words: dict[Key, str]
    not_asked: set[str]


def _known(venue: Venue, on: date) -> Known:
    rows, said = {}, {}
    for claim in files.current_claims(venue):
        row = files.access_row(claim)
        key = (row.fact, row.entrance, row.room)
        rows[key] = row
        told = as_claim(claim)
        said[key] = words.answer_words(Answer(told.about, told.reads, told), on=on)
    return Known(rows, said, not_to_be_asked(rows.values()))


def _building(venue: Venue, known: Known, door: tuple[str, str]) -> Spot:
    """The building together with its only way in, in the order of the core."""
    code, name = door
    own = _spot(venue, "building", "", _("The building and its way in"), known)
    way_in = [replace(asked, door=name) for asked in _spot(venue, "entrance", code, name, known).asked]
    both = sorted((*own.asked, *way_in), key=lambda asked: asked.fact.core or 0)
    return replace(own, asked=tuple(both))


def _spot(venue: Venue, kind: str, code: str, name: str, known: Known) -> Spot:
    asked = []
    for fact in CORE:
        if fact.scope == ASKED_OF[kind]:
            key = (fact.code, code if kind == "entrance" else "", code if kind == "room" else "")
            follows = kind == "building" and fact.code in known.not_asked
            asked.append(Asked(fact, key, known.rows.get(key), known.words.get(key, ""), follows))
    return Spot(venue, kind, code, name, tuple(asked))
