"""Whether a room has what somebody needs; how long ago anybody looked changes no answer."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import IntEnum

from venues.access.claims import Answer
from venues.access.guide import Guide, Way
from venues.access.rules import bearing_on
from venues.access.values import Reading
from venues.access.vocabulary import CORE, FACTS

STEP_FREE_WITH_TOILET = frozenset(
    {"arr_street", "ent_step_free", "mov_step_free", "mov_lift", "wc_accessible", "wc_open"}
)


class Fit(IntEnum):
    """How far a room has what was asked, the worst first."""

    DOES_NOT = 0
    NOT_KNOWN = 1
    IN_PART = 2
    MEETS = 3


FITS = {
    Reading.YES: Fit.MEETS,
    Reading.PARTLY: Fit.IN_PART,
    Reading.NOT_KNOWN: Fit.NOT_KNOWN,
    Reading.NO: Fit.DOES_NOT,
    Reading.DOES_NOT_APPLY: Fit.DOES_NOT,
}


@dataclass(frozen=True)
class Match:
    """The answer for all that was asked, and the answers that decided it."""

    fit: Fit
    decided_by: tuple[Answer, ...] = ()


def match(guide: Guide, wanted: Set[str]) -> Match:
    """How a room meets these core facts by whichever entrance serves best."""
    return best_way(guide, wanted)[0]


def best_way(guide: Guide, wanted: Set[str]) -> tuple[Match, Way]:
    """The same, with all the answers for those who come in by that entrance."""
    return max(((_match(way, wanted), way) for way in guide.ways), key=lambda pair: pair[0].fit)


def deciding(wanted: Set[str]) -> frozenset[str]:
    """All facts that decide how a room meets these: what they follow from, and what makes an entrance the best."""
    return bearing_on(wanted | {code for code, fact in FACTS.items() if fact.scope == "entrance"})


def _match(way: Way, wanted: Set[str]) -> Match:
    """All of it must hold, so the lowest answer is the answer."""
    asked = [way.answers[fact.code] for fact in CORE if fact.code in wanted]
    fit = min((FITS[answer.reads] for answer in asked), default=Fit.MEETS)
    return Match(fit, tuple(answer for answer in asked if FITS[answer.reads] is fit))
