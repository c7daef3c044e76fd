"""What a venue is and was, asked once for all the spans that a report sets side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bookings.availability import Hours
from bookings.reports.load import typed
from bookings.reports.span import Span
from bookings.reports.typed import FaultRow, TypedRow
from venues.access.outages import Outage
from venues.models import AccessClaim, Category, Cell, Closure, Entitlement, Entrance, Room, Tariff, Venue
from venues.outages import outages_at


@dataclass(frozen=True)
class Ground:
    """Of these spans, the earliest last; the venue comes with its operator."""

    venue: Venue
    spans: tuple[Span, ...]

    @cached_property
    def rooms(self) -> Sequence[Room]:
        return list(self.venue.rooms.prefetch_related("cells", "layouts"))

    @cached_property
    def cells(self) -> Sequence[Cell]:
        return list(self.venue.cells.all())

    @cached_property
    def hours(self) -> Hours:
        return Hours.without_closures([self.venue])

    @cached_property
    def closures(self) -> Sequence[Closure]:
        """In the order in which they were made."""
        some = self.venue.closures.filter(starts_at__lt=self.spans[0].end, ends_at__gt=self.spans[-1].start)
        return list(some.prefetch_related("cells").order_by("pk"))

    @cached_property
    def claims(self) -> Sequence[AccessClaim]:
        """Every one there ever was, the newest last."""
        return list(self.venue.access_claims.select_related("entrance", "room").order_by("pk"))

    @cached_property
    def entrances(self) -> Sequence[Entrance]:
        return list(self.venue.entrances.all())

    @cached_property
    def outages(self) -> Sequence[Outage]:
        return outages_at([self.venue], since=self.spans[-1].first)[self.venue.pk]

    @cached_property
    def tariffs(self) -> Sequence[Tariff]:
        return list(Tariff.objects.filter(venue=self.venue).order_by("-valid_from"))

    @cached_property
    def categories(self) -> Sequence[Category]:
        return list(Category.objects.filter(operator=self.venue.operator_id).order_by("position", "pk"))

    @cached_property
    def entitlements(self) -> Sequence[Entitlement]:
        """Claims to another price than the standard one, refused ones too."""
        rows = Entitlement.objects.filter(operator=self.venue.operator_id, declared_at__lt=self.spans[0].end)
        fields = ("hirer", "operator", "category", "declared_at", "ended_at")
        return list(rows.exclude(category__is_standard=True).only(*fields).order_by())

    @cached_property
    def faults(self) -> tuple[FaultRow, ...]:
        return typed.faults(self.venue)

    @cached_property
    def typed(self) -> tuple[TypedRow, ...]:
        return typed.typed(self.venue)
