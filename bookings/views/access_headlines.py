"""What is known of the twelve facts that are asked first, a line each: what stands in sight above a folded guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bookings.views.guides import ICONS, AccessStage
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.values import Reading
from venues.access.vocabulary import CORE, Fact
from venues.access.words import headline_words, label
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
    rooms: Sequence[Room], guides: Mapping[int, Guide], stages: Sequence[AccessStage], *, on: date
) -> Headlines:
    """From the stages as they are told in full, so that the numbers are those of what can be unfolded."""
    facts = [fact for stage in stages for fact in stage.facts]
    less = (fact for fact in facts if any(line.icon in LESS_THAN_YES for line in fact.lines))
    return Headlines(
        lines=tuple(line for fact in CORE for line in _lines(fact, rooms, guides, on)),
        answers=len(facts),
        less_than_yes=sum(1 for _fact in less),
        unknown=sum(len(stage.unknown) for stage in stages),
    )


def _lines(fact: Fact, rooms: Sequence[Room], guides: Mapping[int, Guide], on: date) -> list[Headline]:
    alike: dict[Reading, list[tuple[Room, Answer]]] = {}
    for room in rooms:
        answer = guides[room.pk][fact.code]
        alike.setdefault(answer.reads, []).append((room, answer))
    return [
        Headline(
            ICONS.get(reads, "warning"),
            label(fact),
            headline_words([answer for _room, answer in told], on=on),
            "" if len(alike) == 1 else ", ".join(room.name for room, _answer in told),
        )
        for reads, told in alike.items()
    ]
