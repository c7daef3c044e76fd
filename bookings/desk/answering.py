"""The places of a venue that access is asked about: the building with its way in, each room; and what is known of each.

The only way in is asked about with the building; where there are several, each is a place of its own. The core facts
come first; all others are asked by the stages of a visitor's journey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from venues import files
from venues.access import words
from venues.access.claims import Answer, Claim
from venues.access.reports import with_reports
from venues.access.rules import allowed, consequences
from venues.access.values import Values
from venues.access.vocabulary import CORE, FACTS, GROUPS, Fact
from venues.access_reports import reports_at
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
class Stage:
    """The facts of one stage of a visitor's journey that are not of the core; `needless` follow from other answers."""

    code: str
    name: str
    asked: tuple[Asked, ...]
    needless: tuple[Fact, ...] = ()

    @property
    def answered(self) -> int:
        return sum(asked.is_answered for asked in self.asked)


@dataclass(frozen=True)
class Spot:
    """Somewhere that facts are asked about: `kind` is building, entrance or room; a building has no code.

    `asked` are the core facts, unless it is at a stage. `around` is all that is claimed here, by fact.
    """

    venue: Venue
    kind: str
    code: str
    name: str
    asked: tuple[Asked, ...]
    may_stay_silent: bool = False  # smaller rooms make up the whole of it, and answer for it
    stages: tuple[Stage, ...] = ()
    stage: str = ""
    around: Mapping[str, Claim] = field(default_factory=dict)

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
        return reverse(f"place:access_{self.kind}", args=args) + (f"?stage={self.stage}" if self.stage else "")

    @property
    def more_answered(self) -> int:
        return sum(stage.answered for stage in self.stages)

    @property
    def more_asked(self) -> int:
        return sum(len(stage.asked) for stage in self.stages)

    def at(self, code: str) -> Spot | None:
        """The same place with what is asked at one stage, if anything is."""
        stage = next((stage for stage in self.stages if stage.code == code), None)
        return replace(self, asked=stage.asked, stage=code) if stage else None

    @property
    def new_door(self) -> EntranceRow | None:
        """The way in that an answer here would be the first to speak of."""
        asked = next((asked for asked in self.asked if asked.door), None)
        is_there = asked is None or self.venue.entrances.filter(code=asked.key[1]).exists()
        return None if asked is None or is_there else EntranceRow(asked.key[1], asked.door)


def spots_of(venue: Venue, *, on: date) -> list[Spot]:
    """The building, the ways in if there are several, the rooms on offer; in a fixed number of questions."""
    known = known_of(venue, on)
    doors = [(door.code, door.name) for door in venue.entrances.all()] or [(FIRST_DOOR, _("Main entrance"))]
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    cells = {room.pk: {cell.pk for cell in room.cells.all()} for room in rooms}
    way_in = doors[0][0] if len(doors) == 1 else ""
    if way_in:
        spots = [_building(venue, known, doors[0])]
    else:
        spots = [_spot(venue, "building", "", _("The building"), known)]
        spots += [_spot(venue, "entrance", code, name, known) for code, name in doors]
    for room in rooms:
        silent = made_of(cells[room.pk], cells.values())
        spot = _spot(venue, "room", room.code, room.name, known, way_in)
        spots.append(replace(spot, may_stay_silent=silent))
    return spots


def the_way_in(venue: Venue, code: str, *, on: date) -> Spot | None:
    """A way in by itself, be it the only one."""
    door = venue.entrances.filter(code=code).first()
    return _spot(venue, "entrance", door.code, door.name, known_of(venue, on)) if door else None


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
    """What a venue says: its answers, each as a claim and as a sentence, and what need not be asked of the building."""

    rows: dict[Key, AccessRow]
    claims: dict[Key, Claim]
    words: dict[Key, str]
    not_asked: set[str]

    def around(self, entrance: str = "", room: str = "") -> dict[str, Claim]:
        """What is claimed of the venue, one way in and one room."""
        places = (("", ""), (entrance, ""), ("", room))
        return {fact: claim for at in places for (fact, *place), claim in self.claims.items() if tuple(place) == at}


def known_of(venue: Venue, on: date) -> Known:
    """All that is known now, in a fixed number of questions."""
    rows, claims, said = {}, {}, {}
    reports = reports_at([venue.pk])[venue.pk]
    for claim in files.current_claims(venue):
        row = files.access_row(claim)
        key = (row.fact, row.entrance, row.room)
        rows[key] = row
        for_us = replace(as_claim(claim), is_for_the_house=True)
        [told] = with_reports([for_us], reports[claim.entrance_id, claim.room_id], on=on)
        claims[key] = told
        said[key] = words.answer_words(Answer(told.about, told.reads, told), on=on)
    return Known(rows, claims, said, not_to_be_asked(rows.values()))


def _building(venue: Venue, known: Known, door: tuple[str, str]) -> Spot:
    """The building together with its only way in, in the order of the core."""
    code, name = door
    around = known.around(code)
    own = _asked(known, "building", "")
    way_in = [replace(asked, door=name) for asked in _asked(known, "entrance", code)]
    return _spot_of(venue, "building", "", _("The building and its way in"), (*own, *way_in), around)


def _spot(venue: Venue, kind: str, code: str, name: str, known: Known, way_in: str = "") -> Spot:
    around = known.around(code) if kind == "entrance" else known.around(way_in, code)
    return _spot_of(venue, kind, code, name, _asked(known, kind, code), around)


def _spot_of(
    venue: Venue, kind: str, code: str, name: str, asked: Sequence[Asked], around: Mapping[str, Claim]
) -> Spot:
    core = sorted((each for each in asked if each.fact.core), key=lambda each: each.fact.core or 0)
    follows = consequences(around.values())
    settled = {fact for fact, found in follows.items() if fact not in around and _is_settled(allowed(found))}
    more = [each for each in asked if not each.fact.core]
    stages = tuple(
        Stage(
            group,
            words.group_words(group),
            tuple(each for each in here if each.fact.code not in settled),
            tuple(each.fact for each in here if each.fact.code in settled),
        )
        for group in GROUPS
        if (here := [each for each in more if each.fact.group == group])
    )
    stages = tuple(stage for stage in stages if stage.asked)
    return Spot(venue, kind, code, name, tuple(core), stages=stages, around=around)


def _is_settled(sets: Sequence[Values]) -> bool:
    """Whether there is but one answer left, be it that it does not apply."""
    return len(sets) == 1 and (sets[0].not_applicable or sets[0].single is not None)


def _asked(known: Known, kind: str, code: str) -> list[Asked]:
    """In the order of the vocabulary."""
    asked = []
    for fact in FACTS.values():
        if fact.scope == ASKED_OF[kind]:
            key = (fact.code, code if kind == "entrance" else "", code if kind == "room" else "")
            follows = kind == "building" and fact.code in known.not_asked
            asked.append(Asked(fact, key, known.rows.get(key), known.words.get(key, ""), follows))
    return asked
