"""A question about access as the people of a place answer it: what of it is asked, and where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bookings.desk.answering import Asked, Spot, spots_of
from venues.access.claims import Claim
from venues.access.values import State
from venues.models import AccessQuestion


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
