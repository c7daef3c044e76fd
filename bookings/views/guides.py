"""The access guide as pages tell it: each fact by a visitor's journey, each need of a search, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.matching import Match
from venues.access.outages import Outage
from venues.access.values import Fit, Reading
from venues.access.vocabulary import FACTS, GROUPS, Fact
from venues.access.words import (
    answer_words,
    checked_words,
    found_different,
    group_words,
    label,
    match_words,
    measure_words,
    need_label,
    outage_words,
    told_words,
)
from venues.models import Picture, Room, Venue

ICONS = {
    Reading.YES: "tick",
    Reading.SAID: "dot",
    **dict.fromkeys((Reading.PARTLY, Reading.DOES_NOT_APPLY), "info"),
    Reading.NOT_KNOWN: "question",
}
FIT_ICONS = {Fit.MEETS: "tick", Fit.IN_PART: "info", Fit.NOT_KNOWN: "question"}


@dataclass(frozen=True)
class AccessLine:
    """What is known of one fact; `rooms` where it differs from room to room."""

    icon: str
    words: str
    rooms: str = ""
    picture: Picture | None = None
    source: str = ""


@dataclass(frozen=True)
class AccessFact:
    """A fact with its answers; `measure` is what guidance asks for, where it is measured."""

    label: str
    lines: tuple[AccessLine, ...]
    measure: str = ""


@dataclass(frozen=True)
class AccessStage:
    """What is known at one stage of a visitor's journey, and what of it nobody has told us yet."""

    code: str
    name: str
    facts: tuple[AccessFact, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class NeedLine:
    """How a room meets one need, in words."""

    icon: str
    label: str
    words: str
    to_venue: str  # as the hall reads it, and whoever has its answer
    checked: str
    told: tuple[str, ...]


def need_line(match: Match) -> NeedLine:
    is_doubted = match.fit is Fit.MEETS and found_different(match)
    return NeedLine(
        "info" if is_doubted else FIT_ICONS.get(match.fit, "warning"),
        need_label(match.need),
        match_words(match),
        match_words(match, to_venue=True),
        checked_words(match),
        tuple(told_words(match)),
    )


@dataclass(frozen=True)
class _Told:
    """What is told: the rooms shown with their guides, and the pictures of the venue by their keys."""

    rooms: Sequence[Room]
    guides: Mapping[int, Guide]
    pictures: Mapping[int, Picture]
    on: date


def access_stages(
    rooms: Sequence[Room], guides: Mapping[int, Guide], pictures: Mapping[int, Picture], *, on: date
) -> list[AccessStage]:
    """All that is known, the core facts known or not; rooms with the same answer are told together."""
    told = _Told(rooms, guides, pictures, on)
    return [_stage(group, told) for group in GROUPS]


def _stage(group: str, told: _Told) -> AccessStage:
    here = [fact for fact in FACTS.values() if fact.group == group]
    answers = {fact.code: [told.guides[room.pk][fact.code] for room in told.rooms] for fact in here}
    shown = [fact for fact in here if fact.core or any(says_something(answer) for answer in answers[fact.code])]
    shown.sort(key=lambda fact: not fact.core)
    unknown = (fact for fact in here if not fact.core and not any(answer.is_known for answer in answers[fact.code]))
    facts = (_fact(fact, told) for fact in shown)
    return AccessStage(group, group_words(group), tuple(facts), tuple(label(fact) for fact in unknown))


def says_something(answer: Answer) -> bool:
    """Whether a visitor learns more from it than from what it follows from."""
    if answer.claim:
        return True
    return any(values.single is not None or values.is_span for values in answer.allows) and answer.is_known


def outages_told(
    rooms: Sequence[Room], guides: Mapping[int, Guide], outages: Sequence[Outage], *, on: date
) -> list[str]:
    """What is out of order that day, where some of these rooms may depend on it; of several, which they are."""
    found = []
    for outage in outages:
        touched = [room.name for room in rooms if depends(guides[room.pk], room, outage)]
        if outage.counts(on) is not None and touched:
            found.append(outage_words(outage, rooms=touched if len(rooms) > 1 else ()))
    return found


def depends(guide: Guide, room: Room, outage: Outage) -> bool:
    """A room that needs no lift has none out of order; where nobody knows, it may."""
    answers = [way.answers[outage.fact] for way in guide.ways if outage.touches(way.entrance, {str(room.pk)})]
    return any(not answer.is_known or answer.depends_on_equipment for answer in answers)


def rooms_to_ask_about(rooms: Sequence[Room], guides: Mapping[int, Guide]) -> list[Room]:
    """Those of which some of the core is not known: each has a page on which to ask."""
    return [room for room in rooms if any(not answer.is_known for answer in guides[room.pk].core)]


def ask_address(venue: Venue, about: str, questions: Sequence[str]) -> str:
    """A letter to the venue, begun: what is not known, one on each line."""
    body = _("Hello,\n\nPlease could you tell us about %(about)s:\n\n%(questions)s\n\nThank you.") % {
        "about": about,
        "questions": "\n".join(f"- {question}" for question in questions),
    }
    subject = _("A question about %(about)s") % {"about": about}
    return f"mailto:{quote(venue.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _fact(fact: Fact, told: _Told) -> AccessFact:
    lines: dict[AccessLine, list[str]] = {}
    for room in told.rooms:
        lines.setdefault(_line(told.guides[room.pk][fact.code], told), []).append(room.name)
    together = len(lines) == 1
    named = (line if together else replace(line, rooms=", ".join(names)) for line, names in lines.items())
    return AccessFact(label(fact), tuple(named), measure_words(fact) if fact.is_number else "")


def icon_of(answer: Answer) -> str:
    """A tick is a yes; what hinders somebody has a warning, and a measure no more than a dot. The words say it too.

    A yes that a visitor found otherwise is no longer a plain one.
    """
    if answer.claim and answer.claim.reported_on and answer.reads is Reading.YES:
        return ICONS[Reading.PARTLY]
    return "warning" if answer.stands_in_the_way else ICONS.get(answer.reads, "warning")


def _line(answer: Answer, told: _Told) -> AccessLine:
    claim = answer.claim if answer.claim and not answer.claim.is_private else None
    return AccessLine(
        icon_of(answer),
        answer_words(answer, on=told.on),
        picture=told.pictures.get(claim.picture) if claim and claim.picture else None,
        source=claim.source if claim else "",
    )
