"""What speaks against a date: too many of the busiest hours in its week, or hours kept for others. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from venues.fair_use import Cap, Hours
from venues.periods import Period

Week = tuple[int, int]  # the year and the number, as ISO counts them


@dataclass(frozen=True)
class Had:
    """What a group has already, or asks for with the same request; `elsewhere` names another branch."""

    period: Period
    elsewhere: str = ""


@dataclass(frozen=True)
class Keeping:
    """Hours kept until some days before, in some cells (None: everywhere), between two days.

    `whom` says for whom, in words; `admits` whether whoever asks is one of them.
    """

    hours: Hours
    days_before: int
    whom: str
    admits: bool
    cells: frozenset[int] | None = None
    since: date | None = None
    until: date | None = None

    def opens_to_all(self, day: date) -> date:
        """From which day others may ask for the hours of a day."""
        return day - timedelta(days=self.days_before)

    def parts(self, period: Period, cells: Collection[int], zone: ZoneInfo) -> list[tuple[date, Period]]:
        """What of a stretch in these cells is kept, with the day whose hours they are."""
        if self.cells is not None and self.cells.isdisjoint(cells):
            return []
        return [
            (day, part)
            for day, part in self.hours.inside(period, zone)
            if (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
        ]


def over_the_cap(cap: Cap, wanted: Period, had: Iterable[Had], zone: ZoneInfo) -> list[Had] | None:
    """What is counted in a week that would have too much, in order; None where every week has room for it."""
    new = _minutes(cap, wanted, zone)
    if not new:
        return None
    used = [(each, _minutes(cap, each.period, zone)) for each in had]
    for week, minutes in sorted(new.items()):
        counted = [(each, there[week]) for each, there in used if there[week]]
        if minutes + sum(there for _each, there in counted) > cap.most_hours * 60:
            return sorted((each for each, _there in counted), key=lambda each: each.period.first)
    return None


def keeping_from(
    keepings: Sequence[Keeping], period: Period, cells: Collection[int], *, zone: ZoneInfo, today: date
) -> tuple[Keeping, date] | None:
    """What keeps the stretch from whoever asks today, and the first day on which they may; None where nothing does.

    Hours that are kept for several at once are open to each of them.
    """
    parts = [(keeping, keeping.parts(period, cells, zone)) for keeping in keepings]
    theirs = [part for keeping, found in parts if keeping.admits for _day, part in found]
    found = [
        (keeping, keeping.opens_to_all(day))
        for keeping, kept in parts
        if not keeping.admits
        for day, part in kept
        if keeping.opens_to_all(day) > today and not any(own.clip(part) == part for own in theirs)
    ]
    return max(found, key=lambda one: one[1], default=None)


def is_new(first: date | None, today: date) -> bool:
    """No session here yet, or the first within twelve months."""
    return first is None or (first.year + 1, first.month, first.day) > (today.year, today.month, today.day)


def _minutes(cap: Cap, period: Period, zone: ZoneInfo) -> Counter[Week]:
    """How much of a stretch falls into the hours of the cap, week by week."""
    found: Counter[Week] = Counter()
    for day, part in cap.hours.inside(period, zone):
        found[day.isocalendar()[:2]] += part.minutes
    return found
