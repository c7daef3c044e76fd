"""The access guide of a room: one answer to every fact, from what the venue, its entrances and the room say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from venues.access.claims import Answer, Claim
from venues.access.rules import FOLLOWING, Consequence, allowed, consequences
from venues.access.values import Reading, State, Value
from venues.access.vocabulary import CORE, FACTS, Fact


@dataclass(frozen=True)
class Way:
    """All the answers for somebody who comes in by one entrance."""

    entrance: str
    answers: Answers


@dataclass(frozen=True)
class Guide:
    """A room's answers by each entrance, the best entrance first."""

    ways: tuple[Way, ...]

    def __getitem__(self, code: str) -> Answer:
        return self.ways[0].answers[code]

    @property
    def core(self) -> tuple[Answer, ...]:
        """The answers to the twelve facts that are asked first, in their order."""
        return tuple(self[fact.code] for fact in CORE)

    def by(self, entrance: str) -> Way:
        """The answers for somebody who comes in there."""
        return next(way for way in self.ways if way.entrance == entrance)


@dataclass(frozen=True)
class RoomClaims:
    """A room as an access guide sees it: its name, the cells it is made of, and its own claims."""

    name: str
    cells: Set[Hashable]
    claims: tuple[Claim, ...] = ()


def venue_guides(
    venue: Iterable[Claim],
    entrances: Mapping[str, Iterable[Claim]],
    rooms: Mapping[str, RoomClaims],
) -> dict[str, Guide]:
    """The guide of every room of a venue; a room that holds smaller ones takes the weakest of them."""
    venue = tuple(venue)
    entrances = {name: tuple(claims) for name, claims in entrances.items()}
    guides: dict[str, Guide] = {}

    for code, room in sorted(rooms.items(), key=lambda item: len(item[1].cells)):
        inside = {other: part for other, part in rooms.items() if part.cells < room.cells}
        parts = [(part.name, guides[other]) for other, part in inside.items()]
        if parts and room.cells - set().union(*(part.cells for part in inside.values())):
            parts.append(("", room_answers(venue, entrances, ())))
        guides[code] = room_answers(venue, entrances, room.claims, parts)

    return {code: guides[code] for code in rooms}


def room_answers(
    venue: Iterable[Claim],
    entrances: Mapping[str, Iterable[Claim]],
    room: Iterable[Claim],
    parts: Iterable[tuple[str, Guide]] = (),
) -> Guide:
    """One room's guide, from the current claims and, for a room of several cells, its parts by name."""
    told, own, parts = _told(venue, "venue"), _told(room, "room"), tuple(parts)
    ways = []

    for entrance, claims in (entrances or {"": ()}).items():
        borrowed = _borrowed([(name, guide.by(entrance)) for name, guide in parts], own) if parts else {}
        here = {**told, **_told(claims, "entrance"), **own}
        standing = {code: claim for code, claim in here.items() if code not in borrowed}
        ways.append(Way(entrance, Answers(standing, borrowed)))

    return Guide(tuple(sorted(ways, key=_welcome, reverse=True) if len(ways) > 1 else ways))


def _borrowed(parts: Sequence[tuple[str, Way]], own: Mapping[str, Claim]) -> dict[str, tuple[tuple[str, Way], ...]]:
    """Of every fact that is not of an entrance and of which the room says nothing itself, what its parts say."""
    ways = tuple(parts)
    return {code: ways for code, fact in FACTS.items() if code not in own and fact.scope != "entrance"}


class Answers(Mapping[str, Answer]):
    """The answer to every fact, each worked out when it is first asked: a search asks two or three of a thousand rooms.

    What is borrowed comes from the smaller rooms inside, by name: the weakest of them.
    """

    def __init__(self, claims: Mapping[str, Claim], borrowed: Mapping[str, tuple[tuple[str, Way], ...]]) -> None:
        self._claims, self._borrowed = claims, borrowed
        self._known: dict[str, Answer] = {}

    def __getitem__(self, code: str) -> Answer:
        if code not in self._known:
            self._known[code] = self._answer(FACTS[code])
        return self._known[code]

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)

    def said(self, codes: Iterable[str]) -> tuple[Value | None, ...] | None:
        """What is claimed of these, as far as it stands; None where smaller rooms inside have a say."""
        if self._borrowed:
            return None
        claims = self._claims
        return tuple(claims[code].answer if code in claims and claims[code].stands else None for code in codes)

    @cached_property
    def _follows(self) -> Mapping[str, list[Consequence]]:
        return consequences(self._claims.values())

    def _answer(self, fact: Fact) -> Answer:
        parts = self._borrowed.get(fact.code)
        told = _weakest([(name, way.answers[fact.code]) for name, way in parts]) if parts else None
        follows = self._follows.get(fact.code, []) if fact.code in FOLLOWING else []
        return _answer(fact, told or _claimed(fact, self._claims), follows)


def _told(claims: Iterable[Claim], place: str) -> dict[str, Claim]:
    """The claims that may be made of such a place, by fact."""
    return {claim.fact: claim for claim in claims if place in claim.about.places}


def _claimed(fact: Fact, claims: Mapping[str, Claim]) -> Answer:
    claim = claims.get(fact.code)
    if claim is None or claim.state is State.UNKNOWN:
        return Answer(fact, Reading.NOT_KNOWN)
    return Answer(fact, claim.reads, claim)


def _answer(fact: Fact, told: Answer, follows: list[Consequence]) -> Answer:
    """What was told; or what follows; or, where these cannot both be true, the lower of the two."""
    if not told.is_known:
        return _followed(fact, follows) or told

    for consequence in follows:
        values = consequence.rule.values
        told_values = told.claim.values if told.claim else None
        if told_values and told_values.meets(values):
            continue
        best = fact.best(values)
        if told_values or best.rank < told.reads.rank:
            told = replace(
                told,
                reads=min(told.reads, best, key=lambda reading: reading.rank),
                follows_from=(*told.follows_from, *consequence.claims),
                because=consequence.rule.because,
                allows=(*told.allows, values),
            )
    return told


def _followed(fact: Fact, follows: list[Consequence]) -> Answer | None:
    """What follows where nothing is claimed; of several that disagree, the lowest; None where nothing does."""
    sets = allowed(follows)
    if not sets:
        return None
    reads = min((fact.reading(values) for values in sets), key=lambda reading: reading.rank)
    if reads is Reading.NOT_KNOWN:
        return Answer(fact, reads, allows=sets)
    if len(sets) > 1:
        firm = min(follows, key=lambda consequence: fact.best(consequence.rule.values).rank)
    else:
        firm = next((c for c in follows if c.rule.values.within(sets[0])), follows[0])
    return Answer(fact, reads, follows_from=firm.claims, because=firm.rule.because, allows=sets)


def _weakest(parts: list[tuple[str, Answer]]) -> Answer:
    """The worst answer among the parts, and among equals the one that is out of date first."""
    name, weakest = min(parts, key=lambda part: _strength(part[1]))
    if all(answer.grounds == weakest.grounds for _name, answer in parts):
        return weakest
    inside = tuple(replace(answer, part=answer.part or name) for name, answer in parts)
    return replace(weakest, part=weakest.part or name, parts=inside)


def _strength(answer: Answer) -> tuple[int, bool, int, date]:
    does_not_apply = answer.reads is Reading.DOES_NOT_APPLY
    worth = answer.fact.worth(answer.value) if answer.reads is Reading.SAID and answer.value is not None else 0
    return (answer.reads.rank, does_not_apply, worth, answer.lasts_until)


def _welcome(way: Way) -> tuple[list[int], list[date]]:
    """How good an entrance is: what it offers first, then how lately somebody looked."""
    about = [answer for answer in way.answers.values() if answer.fact.scope == "entrance"]
    return ([answer.reads.rank for answer in about], [answer.lasts_until for answer in about])
