"""Before and after a day, week by week and tick by tick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.bookings.reports.by_hand.clock import Clock, hours, tick, wall
from tests.bookings.reports.by_hand.hours import taken_of
from tests.bookings.reports.by_hand.people import LONG_AGO, MANY, three_months_running
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.set_here import set_here
from tests.bookings.reports.by_hand.told import NOT_KNOWN, NOTHING, Told, half_up, number, of_count, percent
from tests.bookings.reports.by_hand.uses import Use, Uses
from venues.models import Venue

WEEK = timedelta(days=7)
Sides = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Asked:
    """So many weeks before a day and from it on, on these weekdays from one hour of the clock to another."""

    on: date
    weeks: int
    weekdays: frozenset[int]
    since: int
    until: int


class Weeks:
    """What is on record around the day, and the ticks on either side of it that count."""

    def __init__(self, venue: Venue, asked: Asked, as_at: datetime) -> None:
        reach = asked.weeks * WEEK
        self.asked, self.clock = asked, Clock(venue.tz, asked.on - reach, asked.on + reach, as_at, set_here(venue))
        self.place, self.uses = Place(venue, self.clock), Uses(venue, self.clock)
        open_ = set[int]().union(*self.place.bookable.values())
        firsts = [(asked.on - (n + 1) * WEEK, asked.on + n * WEEK) for n in range(asked.weeks)]
        self.over = [pair for pair in firsts if self.clock.midnight(pair[1] + WEEK) <= self.clock.end]
        slots = [(self._slots(before), self._slots(after)) for before, after in self.over]
        self.kept = [pair for pair in slots if pair[0] & open_ and pair[1] & open_]
        self.before, self.after = (set[int]().union(*(pair[side] for pair in self.kept)) for side in (0, 1))

    def _slots(self, first: date) -> set[int]:
        week = range(tick(self.clock.midnight(first)), tick(self.clock.midnight(first + WEEK)))
        shown = {at: wall(at, self.clock.zone) for at in week}
        return {
            at
            for at, moment in shown.items()
            if moment.weekday() in self.asked.weekdays and self.asked.since <= moment.hour < self.asked.until
        }

    def sessions(self, side: set[int]) -> list[Use]:
        return [use for use in self.uses.used if tick(use.start) in side]

    def groups(self, side: set[int]) -> list[Use]:
        return [use for use in self.sessions(side) if use.group]


def figures(venue: Venue, asked: Asked, as_at: datetime) -> Iterator[Told]:
    weeks = Weeks(venue, asked, as_at)
    yield number("E14", len(weeks.kept))
    yield number("E14.weeks_asked", asked.weeks)
    yield number("E14.weeks_shut", len(weeks.over) - len(weeks.kept))
    yield number("E14.weeks_not_over", asked.weeks - len(weeks.over))
    if not weeks.kept:
        return  # nothing can be compared
    taken = taken_of(weeks.place, weeks.uses, weeks.clock, own=True)
    used = {cell: ticks & weeks.place.bookable[cell] for cell, ticks in taken.items()}
    for name, by_cell in (("bookable", weeks.place.bookable), ("used", used)):
        before, after = (hours(sum(len(t & side) for t in by_cell.values())) for side in _sides(weeks))
        yield from _both(name, before, after, unit="h")
    sessions = [weeks.sessions(side) for side in _sides(weeks)]
    yield from _both("sessions", *map(Fraction, map(len, sessions)))
    counts = [[u.session.counted for u in some if u.session.counted is not None] for some in sessions]
    yield from _both("counted", *(Fraction(sum(some)) for some in counts))
    for name, some, among in zip(("before", "after"), counts, sessions, strict=True):
        yield of_count(f"E14.coverage_{name}", len(some), len(among))
    yield from _groups(weeks)


def flags(told: dict[tuple[str, str], Told]) -> set[tuple[str, str]]:
    """Where what was on offer is a tenth or more apart."""
    if ("E14.bookable_before", "h") not in told:
        return set()
    before, after = (told[f"E14.bookable_{side}", "h"].top or 0 for side in ("before", "after"))
    return {("E14", "hours")} if before and 10 * abs(after - before) >= before else set()


def _sides(weeks: Weeks) -> tuple[set[int], set[int]]:
    return weeks.before, weeks.after


def _both(name: str, before: Fraction, after: Fraction, unit: str = "n") -> Iterator[Told]:
    places = 1 if unit == "h" else 0
    for side, amount in (("before", before), ("after", after), ("change", after - before)):
        yield Told(f"E14.{name}_{side}", unit, amount, None, half_up(amount, places))
    if before:
        yield percent(f"E14.{name}_percent", after - before, before)
    else:
        yield Told(f"E14.{name}_percent", "%", None, None, NOTHING)


def _groups(weeks: Weeks) -> Iterator[Told]:
    groups = [weeks.groups(side) for side in _sides(weeks)]
    yield from _both("groups", *(Fraction(len({use.hirer.pk for use in some})) for some in groups))
    yield from _both("regular", *(Fraction(_regular(some, weeks.clock)) for some in groups))
    change = weeks.clock.midnight(weeks.asked.on)
    if not weeks.uses.knows_hirers_from(weeks.clock.first):
        for name in ("new_groups", "new_activities"):
            for side in ("before", "after", "change"):
                yield Told(f"E14.{name}_{side}", "n", None, None, NOT_KNOWN)
            yield Told(f"E14.{name}_percent", "%", None, None, NOT_KNOWN)
        return
    past = [
        [use for use in weeks.uses.before(weeks.clock.as_at, LONG_AGO) if use.start < since]
        for since in (weeks.clock.begin, change)
    ]
    news = [{u.hirer.pk for u in some} - {u.hirer.pk for u in known} for some, known in zip(groups, past, strict=True)]
    yield from _both("new_groups", *(Fraction(len(some)) for some in news))
    yield from _both("new_activities", *(_activities(some, known) for some, known in zip(groups, past, strict=True)))


def _regular(some: list[Use], clock: Clock) -> int:
    by_group = {use.hirer.pk: [each for each in some if each.hirer == use.hirer] for use in some}
    return len([mine for mine in by_group.values() if len(mine) >= MANY or three_months_running(mine, clock)])


def _activities(some: list[Use], past: list[Use]) -> Fraction:
    known = {(use.hirer.pk, use.booking.purpose) for use in past}
    nothing_said = {hirer for hirer, _ in known} - {hirer for hirer, purpose in known if purpose}
    times = Counter((use.hirer.pk, use.booking.purpose) for use in some if use.booking.purpose)
    return Fraction(len([p for p, n in times.items() if n >= 3 and p not in known and p[0] not in nothing_said]))
