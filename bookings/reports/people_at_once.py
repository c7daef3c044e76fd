"""The most people in the whole place at once, by day, beside what the law on the protection of premises asks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bookings.models import Session
from bookings.reports.at_once import Known, Peak, Present, best_known, peaks
from bookings.reports.load.sessions import WAS_CONFIRMED
from bookings.reports.span import midnight
from venues.models import Venue
from venues.periods import Period

LAW_FILE = Path(__file__).with_name("martyns_law.toml")


@dataclass(frozen=True)
class Tier:
    """From how many people on, and what that means."""

    name: str
    least: int
    words: str


@dataclass(frozen=True)
class Law:
    """What it is called and asks, by which source as of when; the tiers begin with the lowest."""

    act: str
    called: str
    in_force: str
    asks: str
    source: str
    source_name: str
    as_of: date
    tiers: tuple[Tier, ...]

    def tier_of(self, people: int) -> Tier:
        return max((tier for tier in self.tiers if tier.least <= people), key=lambda tier: tier.least)


@dataclass(frozen=True)
class Day:
    """One day: from which moment most were there, how many, and how well it is known; staff are in the sum."""

    day: date
    since: datetime
    people: int
    counted: int
    typical: int
    expected: int
    staff: int


@dataclass(frozen=True)
class AtOnce:
    """The days with the most people first; `unknown` sessions have no number at all."""

    days: tuple[Day, ...]
    unknown: int
    law: Law

    @property
    def most(self) -> Day | None:
        return self.days[0] if self.days else None

    @property
    def tier(self) -> Tier:
        return self.law.tier_of(self.most.people if self.most else 0)

    @property
    def dates(self) -> list[tuple[Tier, int]]:
        """Of each tier that asks something, on how many days there are as many as it begins with."""
        return [(tier, sum(day.people >= tier.least for day in self.days)) for tier in self.law.tiers if tier.least]


def people_at_once(venue: Venue, first: date, until: date, *, staff: int) -> AtOnce:
    """Over all rooms, of sessions that took place or are booked, from a day up to another; one question."""
    span = Period(midnight(first, venue.tz), midnight(until, venue.tz))
    found = Session.objects.at(venue).overlapping(span)
    found = found.filter(booking__status__in=WAS_CONFIRMED, status=Session.Status.PLANNED)
    present: list[Present] = []
    unknown = 0
    for session in found.only("starts_at", "ends_at", "counted", "typical", "expected"):
        known, period = best_known(session), Period(session.starts_at, session.ends_at).clip(span)
        if known and period:
            present.append((period, *known))
        else:
            unknown += 1
    days = [_day(day, peak, staff) for day, peak in peaks(present, venue.tz).items()]
    return AtOnce(tuple(sorted(days, key=lambda day: (-day.people, day.day))), unknown, law())


def _day(day: date, peak: Peak, staff: int) -> Day:
    counted, typical, expected = (peak.by.get(each, 0) for each in Known)
    return Day(day, peak.since, peak.people + staff, counted, typical, expected, staff)


def law() -> Law:
    """As the file beside this one says it."""
    told = tomllib.loads(LAW_FILE.read_text(encoding="utf-8"))
    return Law(**{**told, "tiers": tuple(Tier(**tier) for tier in told["tiers"])})
