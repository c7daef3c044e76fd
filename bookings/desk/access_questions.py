"""Questions about access as the people of a place see them: which wait, and what of one is to be answered where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bookings.access_letters import labels_of
from bookings.desk.answering import Asked, Spot, spots_of
from venues.access.claims import Claim
from venues.access.values import State
from venues.models import AccessQuestion, Venue

LISTED = 100


@dataclass(frozen=True)
class QuestionLine:
    """One that waits, what it is about, and whether its day is over."""

    question: AccessQuestion
    labels: list[str]
    is_overdue: bool


def questions_waiting(venue: Venue, *, on: date) -> list[QuestionLine]:
    """What was due first stands at the head; one question."""
    found = AccessQuestion.objects.at(venue).open().select_related("room")[:LISTED]
    return [QuestionLine(question, labels_of(question), question.due_on < on) for question in found]


def spot_of(question: AccessQuestion, *, on: date) -> Spot:
    """What is asked, each fact once, at the first place of the room's where nobody knows it."""
    asked: list[Asked] = []
    around: dict[str, Claim] = {}
    spots = [spot for spot in spots_of(question.venue, on=on) if spot.kind != "room" or spot.code == question.room.code]
    for code in question.facts:
        found = [(spot, each) for spot in spots for each in _all_asked(spot) if each.fact.code == code]
        if found:
            spot, first = min(found, key=lambda pair: not _is_open(pair[1]))
            asked.append(first)
            around.update(spot.around)
    return Spot(question.venue, "room", question.room.code, question.room.name, tuple(asked), around=around)


def _all_asked(spot: Spot) -> Iterator[Asked]:
    yield from spot.asked
    for stage in spot.stages:
        yield from stage.asked


def _is_open(asked: Asked) -> bool:
    return asked.row is None or asked.row.answer == State.UNKNOWN
