"""What a venue is and was, asked once for all the spans that a report sets side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter

from accounts.areas import Point
from accounts.models import DeprivationIndex, LivingWage
from bookings.availability import Hours
from bookings.counting import USUAL, Counting
from bookings.models import HowWeCount, WhomServed
from bookings.reports.load import deprived, served, typed
from bookings.reports.rows import Catchment, ClosureRow
from bookings.reports.span import Span
from bookings.reports.typed import FaultRow, TypedRow
from bookings.reports.wages import Wage, of_region
from venues import outages
from venues.access.outages import Outage
from venues.at_one_go import Asked, Row, Told, at_one_go, objects_of, rows_of
from venues.models import AccessClaim, Category, Cell, Entitlement, Entrance, Room, Tariff, Venue
from venues.periods import Period
from venues.points import points_question, points_read


@dataclass(frozen=True)
class Shut:
    """A closure and the keys of its cells; without any it is of the whole venue."""

    row: ClosureRow
    cells: frozenset[int]


@dataclass(frozen=True)
class Ground:
    """Of these spans, the earliest last; the venue comes with its operator. Five questions, and one for areas."""

    venue: Venue
    spans: tuple[Span, ...]
    is_beside_others: bool = False  # several halls side by side are counted alike

    @cached_property
    def rooms(self) -> Sequence[Room]:
        return list(self.venue.rooms.prefetch_related("cells", "layouts"))

    @cached_property
    def cells(self) -> Sequence[Cell]:
        return sorted(self._told["cells"], key=attrgetter("position", "pk"))

    @cached_property
    def hours(self) -> Hours:
        return Hours.read(self._told)

    @cached_property
    def closures(self) -> Sequence[Shut]:
        """In the order in which they were made."""
        found = sorted(self._told["shut"], key=itemgetter(0))
        return [
            Shut(ClosureRow(Period(start, end), cause, made_at, key), frozenset(row[-1] for row in same) - {None})
            for (key, start, end, cause, made_at), same in groupby(found, key=lambda row: tuple(row[:-1]))
        ]

    @cached_property
    def claims(self) -> Sequence[AccessClaim]:
        """Every one there ever was, the newest last."""
        places = {room.pk: room for room in self.rooms}, {entrance.pk: entrance for entrance in self.entrances}
        found = sorted(self._told["claims"], key=attrgetter("pk"))
        for claim in found:
            claim.room, claim.entrance = places[0].get(claim.room_id), places[1].get(claim.entrance_id)
        return found

    @cached_property
    def entrances(self) -> Sequence[Entrance]:
        return sorted(self._told["entrances"], key=attrgetter("position", "pk"))

    @cached_property
    def outages(self) -> Sequence[Outage]:
        return outages.outages_read([self.venue], self._told)[self.venue.pk]

    @cached_property
    def tariffs(self) -> Sequence[Tariff]:
        """The newest first."""
        return sorted(self._told["tariffs"], key=attrgetter("valid_from", "pk"), reverse=True)

    @cached_property
    def extras(self) -> Mapping[str, str]:
        """What each thing beside the rooms is called by its code, the newest list's name first."""
        oldest_first = (extra for row in reversed(self.tariffs) for extra in row.document.get("extras", ()))
        return {extra["code"]: extra["name"] for extra in oldest_first}

    @cached_property
    def categories(self) -> Sequence[Category]:
        return sorted(self._told["categories"], key=attrgetter("position", "pk"))

    @cached_property
    def entitlements(self) -> Sequence[Entitlement]:
        """Claims to another price than the standard one, refused ones too."""
        return self._told["entitlements"]

    @cached_property
    def faults(self) -> tuple[FaultRow, ...]:
        return typed.faults_read(self._told)

    @cached_property
    def typed(self) -> tuple[TypedRow, ...]:
        return typed.typed_read(self._told)

    @cached_property
    def served(self) -> Sequence[WhomServed]:
        """All that was said by the end of the last span, the newest last."""
        return sorted(self._told["served"], key=attrgetter("said_on", "pk"))

    @cached_property
    def near(self) -> Mapping[str, bool]:
        """Whether an area that a group named lies in the venue's."""
        if self.counting.areas:
            return served.among(self.venue, self.areas, self.counting.areas)
        return served.near(self.venue, self.here, self.areas)

    @cached_property
    def areas(self) -> set[str]:
        return {row.area for row in self.served if row.area}

    @cached_property
    def here(self) -> Point | None:
        return points_read([self.venue], self._told).get(self.venue.pk)

    @cached_property
    def index(self) -> DeprivationIndex | None:
        """Of deprivation: one for all the spans, so that last year's areas are told by this year's."""
        return deprived.newest(self._told["indices"])

    @cached_property
    def catchment(self) -> Catchment | None:
        return deprived.catchment(self.here, self.index, self.counting.areas) if self.index else None

    @cached_property
    def fifths(self) -> Mapping[str, int]:
        """Of the areas that groups named."""
        return deprived.fifths(self.index, self.areas)

    @cached_property
    def wages(self) -> tuple[Wage, ...]:
        return of_region(
            self.counting.region, [wage for region, wage in self._told["wages"] if region == self.counting.region]
        )

    @cached_property
    def counting(self) -> Counting:
        """By what this venue set; beside others, as every hall is counted there."""
        own = next((row.counting for row in self._told["counting"]), USUAL)
        return own.beside_others if self.is_beside_others else own

    @cached_property
    def _told(self) -> Told:
        return at_one_go(self._questions())

    def _questions(self) -> Asked:
        venue, last, since = self.venue, self.spans[0], self.spans[-1]
        entitled = Entitlement.objects.filter(operator=venue.operator_id, declared_at__lt=last.end)
        closed = venue.closures.filter(starts_at__lt=last.end, ends_at__gt=since.start)
        return {
            "cells": objects_of(venue.cells.all()),
            "shut": rows_of(closed, "pk", "starts_at", "ends_at", "cause", "made_at", "cells"),
            "claims": objects_of(venue.access_claims.all()),
            "entrances": objects_of(venue.entrances.all()),
            "tariffs": objects_of(Tariff.objects.filter(venue=venue)),
            "categories": objects_of(Category.objects.filter(operator=venue.operator_id)),
            "entitlements": objects_of(
                entitled.exclude(category__is_standard=True),
                *("id", "hirer_id", "operator_id", "category_id", "declared_at", "ended_at"),
            ),
            "indices": deprived.indices_of(venue, last.as_at.date()),
            "wages": rows_of(LivingWage.objects.all(), "region", "payable_by", "pence", "source", made=_wage),
            "counting": objects_of(HowWeCount.objects.filter(venue=venue)),
            "served": objects_of(served.said(venue, last)),
            "postcodes": points_question([venue]),
            **Hours.questions({venue.pk}),
            **outages.questions({venue.pk}, since=since.first),
            **typed.questions(venue),
        }


def _wage(row: Row) -> tuple[str, Wage]:
    region, payable_by, pence, source = row
    return region, Wage(payable_by, Fraction(pence, 100), source)
