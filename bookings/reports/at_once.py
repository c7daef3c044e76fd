"""How many people are in the whole place at once, day by day; no database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from venues.periods import Period


class Known(StrEnum):
    """How well the number of those who come to a session is known, the best first."""

    COUNTED = "counted"
    TYPICAL = "typical"
    EXPECTED = "expected"


class Attended(Protocol):
    """A session, with what is known of who came."""

    @property
    def counted(self) -> int | None: ...

    @property
    def typical(self) -> int | None: ...

    @property
    def expected(self) -> int | None: ...


def best_known(session: Attended) -> tuple[Known, int] | None:
    """The best that is known of who came; a count of 0 is a count."""
    states = (
        (Known.COUNTED, session.counted),
        (Known.TYPICAL, session.typical),
        (Known.EXPECTED, session.expected),
    )
    return next(((state, people) for state, people in states if people is not None), None)


@dataclass(frozen=True)
class Peak:
    """The moment of a day from which most are there together, and how well each part of the number is known."""

    since: datetime
    by: Mapping[Known, int]

    @property
    def people(self) -> int:
        return sum(self.by.values())


Present = tuple[Period, Known, int]  # so many people, all that time


def peaks(present: Iterable[Present], zone: ZoneInfo) -> dict[date, Peak]:
    """Of each local day on which anybody is there; who leaves as another comes is not there with them."""
    turns: dict[date, list[tuple[datetime, int, Known, int]]] = defaultdict(list)
    for period, known, people in present:
        for day, piece in period.by_local_day(zone):
            turns[day] += [(piece.first, 1, known, people), (piece.last, 0, known, -people)]
    return {day: _peak(turns[day]) for day in sorted(turns)}


def _peak(turns: list[tuple[datetime, int, Known, int]]) -> Peak:
    """Those who leave go first."""
    in_order = sorted(turns, key=lambda turn: turn[:2])
    there, most = Counter[Known](), Peak(in_order[0][0], {})
    for moment, comes, known, people in in_order:
        there[known] += people
        if comes and there.total() > most.people:
            most = Peak(moment, dict(there))
    return most
