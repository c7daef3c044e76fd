"""Which hours a venue keeps for some: asked for many venues at once, in one statement or in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings.fair_use import words
from bookings.fair_use.rules import Keeping, keeping_from
from bookings.models import Booking
from venues.at_one_go import Asked, Question, Told, at_one_go, rows_of
from venues.fair_use import OFF, FairUse, FirstCall, KeptHours, first_call, from_document
from venues.models import Room, SpecialTerms, Venue
from venues.periods import Period

A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=365)


@dataclass(frozen=True)
class Call:
    """Hours of first call, whose they are, and whose in words that others may read."""

    hours: FirstCall
    hirer: int
    since: date
    until: date | None
    whom: str


@dataclass(frozen=True)
class KeptAt:
    """What some venues keep, loaded at one go; every question afterwards is arithmetic."""

    rules: dict[int, FairUse]  # by venue
    calls: dict[int, list[Call]]  # by venue
    cells: dict[tuple[int, str], frozenset[int]]  # by venue and code of room

    @classmethod
    def load(cls, venues: Collection[Venue], periods: Sequence[Period]) -> KeptAt:
        """No question where none of the venues has set anything."""
        if not periods:
            return cls.read(venues, at_one_go({}))
        span = Period(min(period.first for period in periods), max(period.last for period in periods))
        return cls.read(venues, at_one_go(cls.questions(venues, span)))

    @staticmethod
    def questions(venues: Iterable[Venue], span: Period) -> Asked:
        """What `read` reads: the hours of first call agreed for these days, and of which cells rooms are."""
        ruled = [venue for venue in venues if venue.fair_use or venue.has_first_calls]
        calling = [venue.pk for venue in ruled if venue.has_first_calls]
        named = [venue.pk for venue in ruled if any(kept.room for kept in from_document(venue.fair_use).kept)]
        cells = Room.cells.through.objects.filter(room__venue__in={*calling, *named}, cell__shared=False)
        return {
            "first_calls": _first_calls(calling, span),
            "kept_cells": rows_of(cells, "room__venue_id", "room__code", "cell_id"),
        }

    @classmethod
    def read(cls, venues: Iterable[Venue], told: Told) -> KeptAt:
        ruled = (venue for venue in venues if venue.fair_use or venue.has_first_calls)
        calls, cells = defaultdict[int, list[Call]](list), defaultdict[tuple[int, str], set[int]](set)
        for _key, venue, *row in sorted(told["first_calls"], key=itemgetter(0)):
            calls[venue].append(_call(*row))
        for venue, room, cell in told["kept_cells"]:
            cells[venue, room].add(cell)
        rules = {venue.pk: from_document(venue.fair_use) for venue in ruled}
        return cls(rules, calls, {room: frozenset(some) for room, some in cells.items()})

    def of(self, venue: Venue, hirer: Hirer | None, *, new: bool = False) -> list[Keeping]:
        """As they are for this hirer; for somebody of whom nothing is known, where there is none."""
        rules = self.rules.get(venue.pk)
        if rules is None:
            return []
        young = hirer is not None and hirer.serves_young
        return [
            *(
                Keeping(
                    kept.hours,
                    kept.days_before,
                    words.whom_words(kept),
                    (kept.for_new and new) or (kept.for_young and young),
                    self._inside(venue, kept.room),
                )
                for kept in rules.kept
            ),
            *(
                Keeping(
                    call.hours.hours,
                    call.hours.days_before,
                    call.whom,
                    hirer is not None and hirer.pk == call.hirer,
                    self._inside(venue, call.hours.room),
                    call.since,
                    call.until,
                )
                for call in self.calls.get(venue.pk, ())
            ),
        ]

    def told(self, venue: Venue, cells: Collection[int], periods: Sequence[Period], *, at: datetime) -> list[str]:
        """The rules that touch these dates in some cells, for somebody of whom nothing is known."""
        if venue.pk not in self.rules:
            return []
        keepings, today = self.of(venue, None), at.astimezone(venue.tz).date()

        def said(period: Period) -> Iterator[str]:
            found = keeping_from(keepings, period, cells, zone=venue.tz, today=today)
            if found:
                yield words.kept_from_most_words(*found)
            for cap in self.rules[venue.pk].caps:
                if any(cap.hours.inside(period, venue.tz)):
                    yield words.cap_words(cap)

        return list(dict.fromkeys(each for period in periods for each in said(period)))

    def is_kept_in(self, venue: Venue, room: str, cells: Collection[int]) -> bool:
        """Whether what is kept in a room, or everywhere, is kept in these cells."""
        inside = self._inside(venue, room)
        return inside is None or not inside.isdisjoint(cells)

    def _inside(self, venue: Venue, room: str) -> frozenset[int] | None:
        """None for the whole place; nothing for a room that is gone."""
        return self.cells.get((venue.pk, room), frozenset()) if room else None


def rules_told(room: Room, *, at: datetime) -> list[str]:
    """What holds in a room within the year to come, in words, for its page."""
    venue = room.venue
    held = KeptAt.load([venue], [Period(at, at + A_YEAR)])
    rules, here = held.rules.get(venue.pk, OFF), {cell.pk for cell in room.cells.all()}
    kept: list[tuple[KeptHours | FirstCall, str]] = [(row, words.whom_words(row)) for row in rules.kept]
    kept += [(call.hours, call.whom) for call in held.calls.get(venue.pk, ())]
    told = [words.kept_told(row, whom) for row, whom in kept if held.is_kept_in(venue, row.room, here)]
    return [words.cap_told(cap) for cap in rules.caps] + told


def _first_calls(venues: Collection[int], span: Period) -> Question:
    """Those agreed for these days; whether a group may be named: only where a booking of its own is public."""
    public = Booking.objects.filter(
        venue=OuterRef("venue"), hirer=OuterRef("hirer"), status=Booking.Status.CONFIRMED, listed=True
    ).exclude(Q(confidential=True) | Q(hirer__kind=Hirer.Kind.HOUSEHOLD))
    found = SpecialTerms.objects.filter(venue__in=venues, first_call__isnull=False)
    found = found.filter(since__lte=(span.last + A_WEEK).date())
    found = found.filter(Q(until=None) | Q(until__gte=(span.first - A_WEEK).date()))
    whom = ("hirer_id", "since", "until", "first_call", "hirer__name", Exists(public))
    return rows_of(found, "pk", "venue_id", *whom)


def _call(hirer: int, since: date, until: date | None, document: dict[str, Any], name: str, is_named: bool) -> Call:
    return Call(first_call(document), hirer, since, until, name if is_named else _("an affiliated group"))
