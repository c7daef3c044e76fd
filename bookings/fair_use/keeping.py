"""Which hours a venue keeps for some: asked for many venues at once, in two questions or in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings.fair_use import words
from bookings.fair_use.rules import Keeping, keeping_from
from bookings.models import Booking
from venues.fair_use import OFF, FairUse, FirstCall, KeptHours, first_call, from_document
from venues.models import Room, SpecialTerms, Venue
from venues.periods import Period

A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=365)


@dataclass(frozen=True)
class Call:
    """Hours of first call, whose they are, and whose in words that others may read."""

    hours: FirstCall
    terms: SpecialTerms
    whom: str


@dataclass(frozen=True)
class KeptAt:
    """What some venues keep, loaded at one go; every question afterwards is arithmetic."""

    rules: dict[int, FairUse]  # by venue
    calls: dict[int, list[Call]]  # by venue
    cells: dict[tuple[int, str], frozenset[int]]  # by venue and code of room

    @classmethod
    def load(cls, venues: Iterable[Venue], periods: Sequence[Period]) -> KeptAt:
        """No question where none of the venues has set anything."""
        ruled = {venue.pk: venue for venue in venues if venue.fair_use or venue.has_first_calls}
        rules = {pk: from_document(venue.fair_use) for pk, venue in ruled.items()}
        calling = [venue for venue in ruled.values() if venue.has_first_calls]
        calls: dict[int, list[Call]] = defaultdict(list)
        for call in _first_calls(calling, periods) if calling and periods else ():
            calls[call.terms.venue_id].append(call)
        named = {(pk, kept.room) for pk, each in rules.items() for kept in each.kept if kept.room}
        named |= {(pk, call.hours.room) for pk, each in calls.items() for call in each if call.hours.room}
        return cls(rules, calls, _cells_of(named))

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
                    hirer is not None and hirer.pk == call.terms.hirer_id,
                    self._inside(venue, call.hours.room),
                    call.terms.since,
                    call.terms.until,
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


def _first_calls(venues: Sequence[Venue], periods: Sequence[Period]) -> list[Call]:
    """Those agreed for these days; a group is named only where a booking of its own is public."""
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    public = Booking.objects.filter(
        venue=OuterRef("venue"), hirer=OuterRef("hirer"), status=Booking.Status.CONFIRMED, listed=True
    ).exclude(Q(confidential=True) | Q(hirer__kind=Hirer.Kind.HOUSEHOLD))
    found = SpecialTerms.objects.filter(venue__in=venues, first_call__isnull=False)
    found = found.filter(since__lte=(last + A_WEEK).date())
    found = found.filter(Q(until=None) | Q(until__gte=(first - A_WEEK).date()))
    rows = found.select_related("hirer").annotate(is_named=Exists(public)).order_by("pk")
    unnamed = _("an affiliated group")
    return [Call(first_call(row.first_call or {}), row, row.hirer.name if row.is_named else unnamed) for row in rows]


def _cells_of(rooms: Collection[tuple[int, str]]) -> dict[tuple[int, str], frozenset[int]]:
    """By the venue and the code of a room, the cells that are not shared."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    if rooms:
        links = Room.cells.through.objects.filter(
            room__venue__in={venue for venue, _code in rooms},
            room__code__in={code for _venue, code in rooms},
            cell__shared=False,
        )
        for venue, code, cell in links.values_list("room__venue_id", "room__code", "cell_id"):
            found[venue, code].add(cell)
    return {room: frozenset(cells) for room, cells in found.items()}
