"""Equipment that is out of order for a while: a dated record beside the claims, which never changes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from venues.access.values import Fit
from venues.access.vocabulary import FACTS

A_DAY = timedelta(days=1)
NO_WORD_FOR = timedelta(days=14)  # since when nobody said more of it, and nothing is expected


@dataclass(frozen=True)
class Outage:
    """What is out of order: of the venue or one entrance, for some rooms or for all that depend on it."""

    fact: str
    starts_on: date
    updated_on: date
    ends_on: date | None = None  # the last day
    expected_on: date | None = None  # the last day before it is thought to be mended
    entrance: str = ""
    rooms: frozenset[str] = frozenset()
    note: str = ""

    def __post_init__(self) -> None:
        if not FACTS[self.fact].depends:
            raise ValueError(f"{self.fact} depends on no equipment")

    @property
    def turns(self) -> tuple[date, ...]:
        """The days from which it counts for something else than the day before."""
        if self.ends_on:
            return (self.starts_on, self.ends_on + A_DAY)
        return (self.starts_on, (self.expected_on or self.updated_on + NO_WORD_FOR) + A_DAY)

    def touches(self, entrance: str, rooms: Set[str]) -> bool:
        """Whether it is of that way in and of any of these rooms."""
        return self.entrance in ("", entrance) and not (self.rooms and self.rooms.isdisjoint(rooms))

    def counts(self, on: date) -> Fit | None:
        """A no while it lasts; not known once it should have been mended; nothing before and after."""
        if on < self.starts_on or (self.ends_on and on > self.ends_on):
            return None
        expected = self.expected_on or self.updated_on + NO_WORD_FOR
        return Fit.DOES_NOT if self.ends_on or on <= expected else Fit.NOT_KNOWN


@dataclass(frozen=True)
class OutNow:
    """An outage that touches a visit, and what answers that depend on the equipment count for then."""

    outage: Outage
    fit: Fit


def out_then(
    outages: Iterable[Outage], *, on: date, entrance: str = "", rooms: Set[str] = frozenset()
) -> Mapping[str, OutNow]:
    """What is out of order that day for who comes in there, by fact; of several the worst."""
    found: dict[str, OutNow] = {}
    for outage in outages:
        fit = outage.counts(on)
        if fit is None or not outage.touches(entrance, rooms):
            continue
        if outage.fact not in found or fit < found[outage.fact].fit:
            found[outage.fact] = OutNow(outage, fit)
    return found
