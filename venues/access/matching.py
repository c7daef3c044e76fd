"""Whether a room has what somebody needs; how long ago anybody looked changes no answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from venues.access.claims import Answer
from venues.access.clauses import Ground, Visit
from venues.access.guide import Guide, Way
from venues.access.needs import Need
from venues.access.outages import Outage, out_then
from venues.access.values import Fit, Reading, Value

NOTHING: Mapping[str, int] = {}
MOST_JUDGED = 20_000
_JUDGED: dict[object, tuple[Fit, tuple[str, ...]]] = {}


@dataclass(frozen=True)
class Match:
    """The answer to one need, the answers that decided it, and by which entrance, where there are several."""

    need: Need
    fit: Fit
    way: Way
    entrance: str = ""
    decided: tuple[str, ...] = ()  # the facts, where every one of them is as its answer says
    found: tuple[Ground, ...] = ()  # told apart where parts of a room or something out of order had a say

    @property
    def grounds(self) -> tuple[Ground, ...]:
        return self.found or tuple(Ground(self.way.answers[code], self.fit) for code in self.decided)

    @property
    def better(self) -> tuple[Answer, ...]:
        """What makes it better still."""
        return tuple(self.way.answers[code] for code in self.need.better)

    @property
    def told(self) -> tuple[Answer, ...]:
        """What is told with it whatever it says."""
        return tuple(self.way.answers[code] for code in self.need.told)

    @property
    def checked_on(self) -> date | None:
        """The oldest check among what decided it."""
        return min((day for ground in self.grounds if (day := ground.answer.checked_on)), default=None)

    @property
    def betters(self) -> int:
        """How much of what makes it better is there."""
        return sum(answer.reads is Reading.YES for answer in self.better)


@dataclass(frozen=True)
class Matches:
    """The answers to all that was asked; `by_several_doors` where no single entrance serves all of it as well."""

    fit: Fit
    each: tuple[Match, ...] = ()
    by_several_doors: bool = False
    on: date | None = None  # the day of which it tells, where something is out of order then or later

    @property
    def betters(self) -> int:
        return sum(match.betters for match in self.each)


@dataclass(frozen=True)
class Day:
    """When somebody comes, and what is then out of order; `rooms` are the room itself and those inside it."""

    on: date
    outages: Sequence[Outage] = ()
    rooms: Set[str] = frozenset()


def match(guide: Guide, need: Need, said: Mapping[str, int] = NOTHING, day: Day | None = None) -> Match:
    """How a room meets a need by whichever entrance serves best."""
    return max((_match(way, need, said, day, guide) for way in guide.ways), key=_goodness)


def match_all(
    guide: Guide, needs: Iterable[Need], said: Mapping[str, int] = NOTHING, day: Day | None = None
) -> Matches:
    """All that was asked, by one entrance where one serves all of it; else no more than in part."""
    needs, on = tuple(needs), day.on if day else None
    by_way = [tuple(_match(way, need, said, day, guide) for need in needs) for way in guide.ways]
    if len(by_way) == 1:
        return Matches(_lowest(by_way[0]), by_way[0], on=on)
    best = tuple(max(matches, key=_goodness) for matches in zip(*by_way, strict=True))
    one = max(by_way, key=lambda matches: ([_lowest(matches)], [each.fit for each in matches]))
    if [each.fit for each in one] == [each.fit for each in best]:
        return Matches(_lowest(one), one, on=on)
    together = max(_lowest(one), min(_lowest(best), Fit.IN_PART))
    return Matches(together, best, by_several_doors=True, on=on)


def _match(way: Way, need: Need, said: Mapping[str, int], day: Day | None, guide: Guide) -> Match:
    named = way.entrance if need.is_by_entrance and len(guide.ways) > 1 else ""
    out = out_then(day.outages, on=day.on, entrance=way.entrance, rooms=day.rooms) if day else {}
    told = None if out else way.answers.said(need.bearing)
    if told is None:
        verdict = need.judge(Visit(way.answers, said, out))
        return Match(need, verdict.fit, way, named, found=verdict.grounds)
    fit, decided = _judged(need, way, said, told)
    return Match(need, fit, way, named, decided)


def _judged(
    need: Need, way: Way, said: Mapping[str, int], told: tuple[Value | None, ...]
) -> tuple[Fit, tuple[str, ...]]:
    """Worked out once for all rooms that say the same: a district of them says little that differs."""
    key = (need.code, said.get(need.asks.name) if need.asks else None, told)
    if key not in _JUDGED:
        if len(_JUDGED) >= MOST_JUDGED:
            _JUDGED.clear()
        verdict = need.judge(Visit(way.answers, said))
        _JUDGED[key] = (verdict.fit, tuple(ground.answer.fact.code for ground in verdict.grounds))
    return _JUDGED[key]


def _lowest(matches: Iterable[Match]) -> Fit:
    return min((each.fit for each in matches), default=Fit.MEETS)


def _goodness(found: Match) -> tuple[Fit, int]:
    return (found.fit, found.betters)
