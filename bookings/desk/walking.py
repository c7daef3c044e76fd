"""A walk round a venue to answer what visitors ask: what is asked next, where, and who could know the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from bookings.desk.answering import FIRST_DOOR, Known, known_of
from venues.access import words
from venues.access.vocabulary import FACTS, Fact
from venues.access.walk import Leg, Standing, Stop, Walk
from venues.files.contents import AccessRow, EntranceRow
from venues.models import Post, Venue
from venues.readiness import made_of

LEGS: dict[Leg, Promise] = {
    Leg.CORE: gettext_lazy("The twelve that come first"),
    Leg.MORE: gettext_lazy("The others"),
    Leg.MEASURES: gettext_lazy("The measures"),
}
MIND: dict[str, str] = {"S": Post.Kind.CARETAKER, "E": Post.Kind.CARETAKER, "P": Post.Kind.SECRETARY}  # who knows it


@dataclass(frozen=True)
class LegLine:
    """One leg: how much of it is done, and where it goes on."""

    leg: Leg
    name: Promise
    done: int
    all: int
    next: Stop | None
    address: str

    @property
    def left(self) -> int:
        return self.all - self.done

    @property
    def is_begun(self) -> bool:
        return 0 < self.done < self.all


@dataclass(frozen=True)
class Unknown:
    """What nobody here knows yet, where, and who could find out."""

    label: str
    place: str
    who: str
    address: str


@dataclass(frozen=True)
class Said:
    """What somebody answered today, and where to say otherwise."""

    label: str
    place: str
    words: str
    address: str


@dataclass(frozen=True)
class WalkRound:
    """The walk with all that its pages say; `names` are those of doors and rooms by their codes."""

    venue: Venue
    walk: Walk
    known: Known
    doors: Mapping[str, str]
    rooms: Mapping[str, str]

    @property
    def address(self) -> str:
        return reverse("place:access_walk", args=[self.venue.slug])

    def address_of(self, stop: Stop) -> str:
        place = [stop.place] if stop.place else []
        return reverse("place:access_walk_ask", args=[self.venue.slug, stop.fact.code, *place])

    def name_of(self, stop: Stop) -> str:
        """The door or the room; nothing for the venue."""
        return {"entrance": self.doors, "room": self.rooms}.get(stop.fact.scope, {}).get(stop.place, "")

    def row_of(self, stop: Stop) -> AccessRow | None:
        return self.known.rows.get(stop.key)

    def new_door(self, stop: Stop) -> EntranceRow | None:
        """The way in that an answer here may be the first to speak of."""
        return EntranceRow(stop.place, self.doors[stop.place]) if stop.fact.scope == "entrance" else None

    def lines(self) -> list[LegLine]:
        return [self._line(leg) for leg in LEGS]

    def unknown(self, posts: Mapping[str, list[str]]) -> list[Unknown]:
        """The core first, then as one walks; what was not asked yet is not among them."""
        found = [
            stop for stop in self.walk.stops if self.walk.standing(stop) in (Standing.NOT_KNOWN, Standing.NOT_YOURS)
        ]
        open_ = [stop for stop in found if stop.key not in self.walk.said or not self.walk.said[stop.key].stands]
        return [
            Unknown(words.label(stop.fact), self.name_of(stop), who_knows(stop.fact, posts), self.address_of(stop))
            for stop in open_
        ]

    def said_today(self, by: User) -> list[Said]:
        """What this person answered today and still stands, in their order; one question."""
        now = datetime.combine(self.walk.on, time(), self.venue.tz)
        rows = self.venue.access_claims.current().filter(made_by=by, made_at__gte=now, fact__in=list(FACTS))
        places = rows.order_by("pk").values_list("fact", "entrance__code", "room__code")
        stops = {stop.key: stop for stop in self.walk.stops}
        found = (stops.get((fact, door or "", room or "")) for fact, door, room in places)
        return [self._said(stop) for stop in found if stop]

    def _said(self, stop: Stop) -> Said:
        claim = self.walk.said[stop.key]
        answer = words.claim_words(claim) if claim.stands else words.reading_words(self.walk.answer_at(stop))
        return Said(words.label(stop.fact), self.name_of(stop), answer.lower(), self.address_of(stop))

    def _line(self, leg: Leg) -> LegLine:
        asked = self.walk.asked(leg)
        count = len(self.walk.of(leg))
        first = asked[0] if asked else None
        address = self.address_of(first) if first else ""
        return LegLine(leg, LEGS[leg], count - len(asked), count, first, address)


def walk_round(venue: Venue, *, on: date, by_manager: bool) -> WalkRound:
    """In a fixed number of questions, however many doors and rooms there are."""
    known = known_of(venue, on)
    doors = {door.code: door.name for door in venue.entrances.all()} or {FIRST_DOOR: _("Main entrance")}
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    cells = {room.code: {cell.pk for cell in room.cells.all()} for room in rooms}
    silent = frozenset(code for code, inside in cells.items() if made_of(inside, cells.values()))
    names = {room.code: room.name for room in rooms}
    walk = Walk([*doors], [*names], known.claims, on, by_manager, silent)
    return WalkRound(venue, walk, known, doors, names)


def who_knows(fact: Fact, posts: Mapping[str, list[str]]) -> str:
    """Who of the house is likeliest to know it, by name where somebody has that post."""
    kind = Post.Kind.MANAGER if fact.by_manager else Post.Kind(MIND[fact.refresh])
    if not posts.get(kind) and not fact.by_manager:
        kind = next((each for each in (Post.Kind.MANAGER, Post.Kind.SECRETARY) if posts.get(each)), kind)
    names = _(" or ").join(posts.get(kind, []))
    said = {"post": str(kind.label).lower(), "names": names}
    return _("the %(post)s, %(names)s") % said if names else _("the %(post)s") % said


def people_by_post(venue: Venue, on: date) -> dict[str, list[str]]:
    """Who holds which post that day, by name; one question."""
    found: dict[str, list[str]] = {}
    for post in Post.objects.filter(venue=venue).held_on(on).select_related("user").order_by("pk"):
        found.setdefault(post.kind, []).append(str(post.user))
    return found
