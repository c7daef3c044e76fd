"""A walk round a place: which fact is asked where and when, what is passed over, and which answers are left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, reduce
from itertools import groupby

from venues.access.claims import Answer, Claim
from venues.access.rules import FOLLOWING, RULES, Clash, Consequence, allowed, clashes, consequences
from venues.access.values import Reading, State, Value, Values
from venues.access.vocabulary import CORE, FACTS, Fact

Key = tuple[str, str, str]  # fact, entrance, room
BEARING: frozenset[str] = frozenset(code for rule in RULES for code in rule.asks)


class Leg(StrEnum):
    """One walk of several: the core first, the measures last."""

    CORE = "core"
    MORE = "more"
    MEASURES = "measures"


class Standing(StrEnum):
    """Why something is asked, or passed over."""

    UNASKED = "unasked"
    DUE = "due"  # answered, but out of date, or told to be different
    ANSWERED = "answered"
    NOT_KNOWN = "not known"  # asked, and nobody knew
    FOLLOWS = "follows"  # from other answers, or that it does not apply
    NOT_YOURS = "not yours"  # only the manager may say it


TO_BE_ASKED = (Standing.UNASKED, Standing.DUE)


@dataclass(frozen=True)
class Stop:
    """One question at one place: the code of an entrance or a room, none for the venue."""

    fact: Fact
    leg: Leg
    place: str = ""

    @property
    def key(self) -> Key:
        in_room = self.fact.scope == "room"
        return (self.fact.code, "" if in_room else self.place, self.place if in_room else "")


@dataclass(frozen=True)
class Walk:
    """All that is asked at a place, and how each question stands on a day.

    `doors` and `rooms` are codes, in the order of the walk; `silent` are rooms whose smaller rooms answer for them.
    """

    doors: Sequence[str]
    rooms: Sequence[str]
    said: Mapping[Key, Claim]
    on: date
    by_manager: bool = True
    silent: frozenset[str] = frozenset()

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """In order: within a leg as the facts are, those of one door or one room that follow each other together."""
        found = []
        for leg, facts in LEGS.items():
            for scope, alike in groupby(facts, key=lambda fact: fact.scope):
                here = list(alike)
                found += [Stop(fact, leg, place) for place in self._places(scope) for fact in here]
        return tuple(stop for stop in found if stop.key[2] not in self.silent or stop.key in self.said)

    def stop(self, fact: str, place: str) -> Stop | None:
        """The question of that name at that place, if there is one."""
        return next((stop for stop in self.stops if (stop.fact.code, stop.place) == (fact, place)), None)

    def of(self, leg: Leg) -> list[Stop]:
        return [stop for stop in self.stops if stop.leg is leg]

    def asked(self, leg: Leg) -> list[Stop]:
        """What is still to be asked."""
        return [stop for stop in self.of(leg) if self.standing(stop) in TO_BE_ASKED]

    def after(self, stop: Stop) -> Stop | None:
        """The next question of the same leg that is still to be asked."""
        return next(iter(self.ahead(stop)), None)

    def ahead(self, stop: Stop) -> list[Stop]:
        """All that is still to be asked behind this one in the same leg."""
        leg = self.of(stop.leg)
        behind = leg[leg.index(stop) + 1 :]
        return [other for other in behind if self.standing(other) in TO_BE_ASKED]

    def before(self, stop: Stop) -> Stop | None:
        """The question before, unless it is passed over."""
        leg = self.of(stop.leg)
        passed = (Standing.FOLLOWS, Standing.NOT_YOURS)
        return next(
            (other for other in reversed(leg[: leg.index(stop)]) if self.standing(other) not in passed),
            None,
        )

    def standing(self, stop: Stop) -> Standing:
        claim = self.said.get(stop.key)
        if stop.fact.by_manager and not self.by_manager:
            return Standing.NOT_YOURS
        if claim is not None and claim.stands and not claim.reported_on:
            if self.answer_at(stop).in_date(self.on):
                return Standing.ANSWERED
        elif claim is None and self._each_room_says(stop):
            return Standing.ANSWERED
        if self._is_settled(stop):
            return Standing.FOLLOWS
        if claim is not None and claim.state is State.UNKNOWN:
            return Standing.NOT_KNOWN
        return Standing.UNASKED if claim is None else Standing.DUE

    def answer_at(self, stop: Stop) -> Answer:
        """What is claimed there, by itself."""
        claim = self.said.get(stop.key)
        return Answer(stop.fact, claim.reads if claim else Reading.NOT_KNOWN, claim)

    def offered(self, stop: Stop) -> Values | None:
        """What other answers leave of the answers there are; None where they leave all of them.

        What was answered before may be otherwise now, and the others with it: then nothing is left out.
        """
        if stop.key in self.said and self.said[stop.key].stands:
            return None
        sets = [values for follows in self._following(stop) for values in allowed(follows)]
        return (reduce(Values.but, sets) or None) if sets else None

    def saying(self, stop: Stop, claim: Claim) -> Walk:
        """The walk as it goes on from that answer."""
        return replace(self, said={**self.said, stop.key: claim})

    def passed_over(self, stop: Stop, answer: Value, *, among: Sequence[Stop]) -> list[Stop]:
        """Which of these nobody need ask any more, once the answer is a word of this fact."""
        if stop.fact.code not in BEARING:
            return []
        claim = Claim(stop.fact.code, State.KNOWN, answer, self.on)
        then = self.saying(stop, claim)
        following = (other for other in among if other.fact.code in FOLLOWING)
        return [other for other in following if then.standing(other) not in TO_BE_ASKED]

    def clashes(self, stop: Stop, claim: Claim) -> list[tuple[Clash, frozenset[Key]]]:
        """What else is said that cannot be true beside it, and under which keys."""
        then = self.saying(stop, claim)
        found = {}
        for around in then._arounds(stop):
            for clash in clashes(around.values()):
                others = frozenset(then._key_of(other) for other in clash.both if other is not claim)
                if any(other is claim for other in clash.both):
                    found[others] = clash
        return [(clash, keys) for keys, clash in found.items()]

    def contradictions(self) -> Mapping[frozenset[Key], Clash]:
        """All that is said and cannot be true together by some door and in some room: each once, under its keys."""
        rooms = [room for room in self.rooms if room not in self.silent] or [""]
        arounds = (self._around(door, room) for room in rooms for door in self.doors or [""])
        found: dict[frozenset[Key], Clash] = {}
        for clash in (clash for around in arounds for clash in clashes(around.values())):
            found.setdefault(frozenset(map(self._key_of, clash.both)), clash)
        return found

    def told_at(self, clash: Clash) -> Stop | None:
        """Where the answer was given that others leave no room for."""
        key = self._key_of(clash.told)
        return next((stop for stop in self.stops if stop.key == key), None)

    def _key_of(self, claim: Claim) -> Key:
        return next(key for key, said in self.said.items() if said is claim)

    def _places(self, scope: str) -> Sequence[str]:
        return {"entrance": self.doors, "room": self.rooms}.get(scope, ("",))

    def _each_room_says(self, stop: Stop) -> bool:
        """Whether what is asked of the venue is answered by every room of it."""
        rooms = [room for room in self.rooms if room not in self.silent]
        own = (self.said.get((stop.fact.code, "", room)) for room in rooms)
        return stop.fact.scope == "venue" and bool(rooms) and all(claim and claim.stands for claim in own)

    def _is_settled(self, stop: Stop) -> bool:
        """Whether other answers leave one answer, or that it does not apply, by every door and in every room."""
        found = [allowed(follows) for follows in self._following(stop)]
        return all(len(sets) == 1 and (sets[0].not_applicable or sets[0].single is not None) for sets in found)

    def _following(self, stop: Stop) -> Iterator[list[Consequence]]:
        """What follows about it from all else, for each way through this place."""
        if stop.fact.code not in FOLLOWING:
            yield []
            return
        for around in self._arounds(stop):
            others = (claim for fact, claim in around.items() if fact != stop.fact.code)
            yield consequences(others).get(stop.fact.code, [])

    def _arounds(self, stop: Stop) -> Iterator[dict[str, Claim]]:
        """What is said of the venue, one door and one room, for each pair that this place is part of."""
        rooms = [room for room in self.rooms if room not in self.silent] or [""]
        doors = [stop.place] if stop.fact.scope == "entrance" else self.doors or [""]
        for room in [stop.place] if stop.fact.scope == "room" else rooms:
            for door in doors:
                yield self._around(door, room)

    def _around(self, door: str, room: str) -> dict[str, Claim]:
        by_place = self._by_place
        own = by_place.get(("", room), {}) if room else {}
        return {**by_place.get(("", ""), {}), **(by_place.get((door, ""), {}) if door else {}), **own}

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], dict[str, Claim]]:
        found: dict[tuple[str, str], dict[str, Claim]] = {}
        for (fact, *place), claim in self.said.items():
            found.setdefault((place[0], place[1]), {})[fact] = claim
        return found


def _legs(facts: Iterable[Fact]) -> dict[Leg, tuple[Fact, ...]]:
    others = [fact for fact in facts if not fact.core]
    return {
        Leg.CORE: CORE,
        Leg.MORE: tuple(fact for fact in others if not fact.is_measured),
        Leg.MEASURES: tuple(fact for fact in others if fact.is_measured),
    }


LEGS: Mapping[Leg, tuple[Fact, ...]] = _legs(FACTS.values())
