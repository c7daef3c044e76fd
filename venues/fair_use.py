"""Fair use as a venue sets it: how many of its busiest hours one group may have, and hours kept for some. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from venues.opening import stretch_on
from venues.periods import Period

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """Some weekdays (0 Monday) from one minute of the day to another; past 1440 is the next day."""

    days: tuple[int, ...]
    opens: int
    closes: int

    def inside(self, period: Period, zone: ZoneInfo) -> Iterator[tuple[date, Period]]:
        """The parts of a period that lie in them, each with the day whose hours they are."""
        day, last = period.first.astimezone(zone).date() - A_DAY, period.last.astimezone(zone).date()
        while day <= last:
            hours = stretch_on(day, self.opens, self.closes, zone) if day.weekday() in self.days else None
            part = period.clip(hours) if hours else None
            if part:
                yield day, part
            day += A_DAY


@dataclass(frozen=True)
class Cap:
    """At most so many hours a week for each group: `name` says which, as in “evening hours”."""

    name: str
    hours: Hours
    most_hours: int
    all_branches: bool = False  # counts what the group has at any venue of the operator


@dataclass(frozen=True)
class KeptHours:
    """Hours that new groups, or those for young people, have to themselves until some days before."""

    hours: Hours
    days_before: int
    for_new: bool
    for_young: bool
    room: str = ""  # its code; none is the whole place


@dataclass(frozen=True)
class FairUse:
    caps: tuple[Cap, ...] = ()
    kept: tuple[KeptHours, ...] = ()

    @property
    def is_off(self) -> bool:
        return not self.caps and not self.kept


OFF = FairUse()


@dataclass(frozen=True)
class FirstCall:
    """Hours that an affiliated group may have before others, until some days before."""

    hours: Hours
    days_before: int
    room: str = ""  # its code; none is the whole place
    room_name: str = ""  # as it was called when it was agreed


def as_document(rules: FairUse) -> dict[str, Any] | None:
    """As it is kept with the venue; nothing where nothing is set."""
    return None if rules.is_off else {"caps": list(map(asdict, rules.caps)), "kept": list(map(asdict, rules.kept))}


def from_document(document: Mapping[str, Any] | None) -> FairUse:
    if not document:
        return OFF
    return FairUse(
        tuple(Cap(**{**row, "hours": _hours(row)}) for row in document["caps"]),
        tuple(KeptHours(**{**row, "hours": _hours(row)}) for row in document["kept"]),
    )


def first_call(document: Mapping[str, Any]) -> FirstCall:
    """As it is kept with what was agreed with the group."""
    return FirstCall(**{**document, "hours": _hours(document)})


def _hours(row: Mapping[str, Any]) -> Hours:
    return Hours(**{**row["hours"], "days": tuple(row["hours"]["days"])})
