"""What about access waits for a look: found different, contradictory, out of order for longer than was thought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from bookings.desk.answering import Key, known_of
from bookings.desk.reported import Reported, reported
from venues.access.claims import Answer, Claim
from venues.access.outages import Outage
from venues.access.values import Fit
from venues.access.vocabulary import FACTS, Fact
from venues.access.words import answer_words, equipment
from venues.guides import guides_of
from venues.models import Venue
from venues.outages import as_outage


@dataclass(frozen=True)
class Contradiction:
    """Two answers that cannot both be true, as an import may bring them; until one is changed the lower counts."""

    fact: Fact
    words: str
    address: str


@dataclass(frozen=True)
class Overdue:
    """Something out of order that should work again by now; nobody has said so, and visitors read that nobody knows."""

    outage: Outage
    address: str

    @property
    def what(self) -> str:
        return equipment(FACTS[self.outage.fact])

    @property
    def since(self) -> date:
        """The first day on which nobody knows."""
        return self.outage.turns[-1]


@dataclass(frozen=True)
class AccessWaits:
    reported: Sequence[Reported]
    contradictions: Sequence[Contradiction]
    overdue: Sequence[Overdue]

    @property
    def count(self) -> int:
        return len(self.reported) + len(self.contradictions) + len(self.overdue)


def access_waits(venue: Venue, *, on: date) -> AccessWaits:
    """All of it, in a fixed number of questions."""
    return AccessWaits(reported(venue, on=on), contradictions(venue, on=on), overdue(venue, on=on))


def overdue(venue: Venue, *, on: date) -> list[Overdue]:
    """One question, two where something is out of order."""
    rows = venue.outages.filter(ends_on=None, fact__in=list(FACTS)).select_related("entrance").prefetch_related("rooms")
    found = [(row, as_outage(row, row.updated_at.astimezone(venue.tz).date())) for row in rows]
    return [
        Overdue(outage, reverse("place:access_out_change", args=[venue.slug, row.pk]))
        for row, outage in found
        if outage.counts(on) is Fit.NOT_KNOWN
    ]


def contradictions(venue: Venue, *, on: date) -> list[Contradiction]:
    """Each once, however many rooms it is told of, with the page on which one of its answers is changed."""
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    guides = guides_of(rooms, {room.pk: frozenset(cell.pk for cell in room.cells.all()) for room in rooms}, on=on)
    ways = (way for guide in guides.values() for way in guide.ways)
    disputed = (answer for way in ways for told in way.answers.values() for answer in _disputed(told))
    told = {frozenset(map(_about, answer.grounds)): answer for answer in disputed}
    keys = {_about(claim): key for key, claim in known_of(venue, on).claims.items()} if told else {}
    return [
        Contradiction(answer.fact, answer_words(answer, on=on), _address(venue, keys[_about(answer.claim)]))
        for answer in told.values()
        if answer.claim
    ]


def _disputed(answer: Answer) -> Iterator[Answer]:
    """Itself, or the parts of the room of which it is true."""
    return (each for each in (answer.parts or (answer,)) if each.is_disputed)


def _about(claim: Claim) -> tuple[str, str]:
    return claim.fact, claim.place


def _address(venue: Venue, key: Key) -> str:
    code, entrance, room = key
    kind = "room" if room else "entrance" if entrance else "building"
    stage = "" if FACTS[code].core else f"?stage={FACTS[code].group}"
    return reverse(f"place:access_{kind}", args=[venue.slug, *filter(None, [entrance or room])]) + stage
