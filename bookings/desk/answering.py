"""The places of a venue that access is asked about: the building, each way in, each room; and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from venues import files
from venues.access import words
from venues.access.claims import Answer
from venues.access.vocabulary import FACTS, Fact
from venues.files.contents import AccessRow
from venues.guides import as_claim
from venues.models import Venue

Key = tuple[str, str, str]  # fact, entrance, room
ASKED_OF = {"building": "venue", "entrance": "entrance", "room": "room"}


@dataclass(frozen=True)
class Asked:
    """One fact at one place, with the answer there is."""

    fact: Fact
    row: AccessRow | None
    words: str


@dataclass(frozen=True)
class Spot:
    """Somewhere that facts are asked about: `kind` is building, entrance or room; a building has no code."""

    venue: Venue
    kind: str
    code: str
    name: str
    asked: tuple[Asked, ...]

    @property
    def answered(self) -> int:
        """How many facts somebody answered, be it with "I do not know"."""
        return sum(asked.row is not None for asked in self.asked)

    @property
    def is_answered(self) -> bool:
        return self.answered == len(self.asked)

    @property
    def address(self) -> str:
        args = [self.venue.slug, self.code] if self.code else [self.venue.slug]
        return reverse(f"place:access_{self.kind}", args=args)

    def key(self, fact: str) -> Key:
        return fact, self.code if self.kind == "entrance" else "", self.code if self.kind == "room" else ""


def spots_of(venue: Venue, *, on: date) -> list[Spot]:
    """The building first, then the ways in, then the rooms on offer; in a fixed number of questions."""
    rows, said = _known(venue, on)
    places = [("building", "", _("The building"))]
    places += [("entrance", door.code, door.name) for door in venue.entrances.all()]
    places += [("room", room.code, room.name) for room in venue.rooms.filter(retired_on=None)]
    return [_spot(venue, kind, code, name, rows, said) for kind, code, name in places]


def after(spots: list[Spot], spot: Spot) -> Spot | None:
    """The next place that still has something to answer, going on from this one."""
    at = [(other.kind, other.code) for other in spots].index((spot.kind, spot.code))
    return next((other for other in (*spots[at + 1 :], *spots[:at]) if not other.is_answered), None)


def unanswered(venue: Venue, *, on: date) -> int:
    """How many core facts nobody has answered at some place; a venue without a way in lacks that answer too."""
    spots = spots_of(venue, on=on)
    lacking = sum(len(spot.asked) - spot.answered for spot in spots)
    return lacking + (0 if any(spot.kind == "entrance" for spot in spots) else 1)


def _known(venue: Venue, on: date) -> tuple[dict[Key, AccessRow], dict[Key, str]]:
    rows, said = {}, {}
    for claim in files.current_claims(venue):
        row = files.access_row(claim)
        key = (row.fact, row.entrance, row.room)
        rows[key] = row
        told = as_claim(claim)
        said[key] = words.answer_words(Answer(told.about, told.reads, told), on=on)
    return rows, said


def _spot(venue: Venue, kind: str, code: str, name: str, rows: dict[Key, AccessRow], said: dict[Key, str]) -> Spot:
    bare = Spot(venue, kind, code, name, ())
    facts = [fact for fact in FACTS.values() if fact.core and fact.scope == ASKED_OF[kind]]
    facts.sort(key=lambda fact: fact.core or 0)
    asked = tuple(Asked(fact, rows.get(bare.key(fact.code)), said.get(bare.key(fact.code), "")) for fact in facts)
    return Spot(venue, kind, code, name, asked)
