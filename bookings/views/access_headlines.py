"""What is known of the twelve facts that are asked first, a line each: what stands in sight above a folded guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bookings.views.guides import ICONS, AccessStage
from venues.access.clauses import OneFact, Visit
from venues.access.guide import Guide
from venues.access.matching import Day
from venues.access.outages import out_then
from venues.access.values import Fit, Reading, Values
from venues.access.vocabulary import CORE, Fact
from venues.access.words import headline_words, label, out_words
from venues.models import Room

LESS_THAN_YES = {ICONS[Reading.PARTLY], "warning"}


@dataclass(frozen=True)
class Headline:
    """How a fact of the core stands; `rooms` where it differs from room to room."""

    icon: str
    label: str
    words: str
    rooms: str = ""


@dataclass(frozen=True)
class Headlines:
    """The lines in sight, and how much is folded away below them: answers, and those of them that are no plain yes."""

    lines: tuple[Headline, ...]
    answers: int
    less_than_yes: int
    unknown: int


def access_headlines(
    rooms: Sequence[Room], guides: Mapping[int, Guide], stages: Sequence[AccessStage], days: Mapping[int, Day]
) -> Headlines:
    """From the stages as they are told in full, so that the numbers are those of what can be unfolded.

    `days` tells by room what is out of order on the day of which it is told.
    """
    facts = [fact for stage in stages for fact in stage.facts]
    less = (fact for fact in facts if any(line.icon in LESS_THAN_YES for line in fact.lines))
    return Headlines(
        lines=tuple(line for fact in CORE for line in _lines(fact, rooms, guides, days)),
        answers=len(facts),
        less_than_yes=sum(1 for _fact in less),
        unknown=sum(len(stage.unknown) for stage in stages),
    )


def not_now(fact: Fact, guide: Guide, day: Day) -> tuple[Reading, str] | None:
    """How a fact reads, and in which words, while what it depends on is out of order; None where nothing is."""
    way = guide.ways[0]
    out = out_then(day.outages, on=day.on, entrance=way.entrance, rooms=day.rooms)
    if not out:
        return None
    plain = OneFact(fact, fact.reads.get(Reading.YES, Values()), fact.reads.get(Reading.PARTLY, Values()))
    verdict = plain.judge(Visit(way.answers, {}, out))
    outage = next((ground.outage for ground in verdict.grounds if ground.outage), None)
    if outage is None:
        return None
    reads = Reading.NO if verdict.fit is Fit.DOES_NOT else Reading.NOT_KNOWN
    words = _("not now. %(out)s") if reads is Reading.NO else _("not known. %(out)s")
    return reads, words % {"out": out_words(outage, on=day.on)}


def _lines(fact: Fact, rooms: Sequence[Room], guides: Mapping[int, Guide], days: Mapping[int, Day]) -> list[Headline]:
    alike: dict[tuple[Reading, str], list[Room]] = {}
    for room in rooms:
        guide = guides[room.pk]
        alike.setdefault(not_now(fact, guide, days[room.pk]) or (guide[fact.code].reads, ""), []).append(room)
    lines = []
    for (reads, out), told in alike.items():
        answers = [guides[room.pk][fact.code] for room in told]
        doubted = any(answer.claim and answer.claim.reported_on for answer in answers)
        icon = ICONS[Reading.PARTLY] if doubted and reads is Reading.YES else ICONS.get(reads, "warning")
        words = out or headline_words(answers, on=days[told[0].pk].on)
        names = "" if len(alike) == 1 else ", ".join(room.name for room in told)
        lines.append(Headline(icon, label(fact), words, names))
    return lines
