"""Which cell is taken, from when to when, turnaround included: the guard."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.guard import ONE_AT_A_TIME, NoOverlap
from bookings.models.hold import Hold
from bookings.models.session import Session
from venues.models import Cell, Venue
from venues.periods import Period


class OccupancyQuerySet(models.QuerySet["Occupancy"]):
    def overlapping(self, period: Period) -> Self:
        """None is longer than a day, so that an index on the start need look no further back."""
        reach = period.first - Occupancy.LONGEST
        return self.filter(starts_at__gt=reach, starts_at__lt=period.end, ends_at__gt=period.start)

    def bulk_create(
        self,
        objs: Iterable[Any],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Any]:
        """As Django's, but never `ignore_conflicts`: PostgreSQL would silently leave out what clashes."""
        if ignore_conflicts or update_conflicts or update_fields or unique_fields:
            raise ValueError("an occupancy that clashes is refused, never left out")
        return super().bulk_create(objs, batch_size)

    def lapsed(self, at: datetime) -> Self:
        return self.filter(expires_at__lte=at)


class Occupancy(models.Model):
    """A row exists if and only if its session, or its hold, takes the cell; cancelling deletes it."""

    class Kind(models.TextChoices):
        SESSION = "session", gettext_lazy("Booked")
        UNDECIDED = "undecided", gettext_lazy("Asked, not yet answered")
        PENCILLED = "pencilled", gettext_lazy("Pencilled in")
        OFFERED = "offered", gettext_lazy("Offered to somebody who waits")
        CHANGE = "change", gettext_lazy("Kept for a change that was asked for")
        NEXT_YEAR = "next_year", gettext_lazy("Kept for whoever has it this year")

    LONGEST: ClassVar[timedelta] = timedelta(hours=24)

    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="occupancies")
    hold = models.ForeignKey(Hold, models.CASCADE, null=True, blank=True, related_name="occupancies", db_index=False)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="occupancies")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="occupancies")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.SESSION)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = OccupancyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "occupancies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="occupancy_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__lte=models.F("starts_at") + timedelta(hours=24)),
                name="occupancy_at_most_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(session__isnull=False, hold=None) | models.Q(session=None, hold__isnull=False),
                name="occupancy_is_of_a_session_or_a_hold",
            ),
            NoOverlap(key="cell", start="starts_at", end="ends_at", name=ONE_AT_A_TIME, written_alike=True),
        ]
        indexes = [
            models.Index(fields=["cell", "starts_at"], name="occupancy_of_cell"),
            models.Index(fields=["hold"], name="occupancy_of_hold", condition=models.Q(hold__isnull=False)),
            models.Index(fields=["expires_at"], name="holds_to_lapse", condition=models.Q(expires_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.cell} from {self.starts_at} to {self.ends_at}"

    @property
    def period(self) -> Period:
        """That of the hire, or of what is pencilled in: turnaround is not in it."""
        whose = self.session or self.hold
        assert whose is not None, "the database sees to it"
        return whose.period

    @property
    def whose(self) -> str:
        """Its title and its hirer, for those who may know."""
        if self.hold and (self.hold.kind != Hold.Kind.PENCILLED or self.hold.is_let_go):
            return self.hold.words
        if self.session is None:
            return _("%(title)s, pencilled in") % {"title": self.hold.title if self.hold else ""}
        return self.session.booking.whose
