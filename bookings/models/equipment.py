"""What a session uses beside its room: the extras asked for, and which of the things that are few."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models

from bookings.guard import ONE_USE_AT_A_TIME, NoOverlap
from bookings.models.hold import Hold
from bookings.models.session import Session
from venues.models import Venue
from venues.periods import Period


class SessionExtra(models.Model):
    """So many of an extra of the price list, for one session. Minutes: for how long, where not for all of it."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="extras")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)  # as the price list called it
    quantity = models.PositiveIntegerField(default=1)
    minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "code"], name="an_extra_once_per_session")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.name}"


class Equipment(models.Model):
    """A kind of thing that a venue has a number of: projectors, urns, folding tables."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="equipment")
    code = models.SlugField(max_length=60)  # of the extra in its price lists

    class Meta:
        verbose_name_plural = "equipment"
        constraints = [models.UniqueConstraint(fields=["venue", "code"], name="one_kind_of_equipment_per_code")]

    def __str__(self) -> str:
        return f"{self.code} of {self.venue}"


class EquipmentUseQuerySet(models.QuerySet["EquipmentUse"]):
    def overlapping(self, period: Period) -> Self:
        return self.filter(starts_at__lt=period.end, ends_at__gt=period.start)

    def its_own(self) -> Self:
        """Not those that are kept where it was a moment ago."""
        return self.filter(hold=None)

    def lapsed(self, at: datetime) -> Self:
        return self.filter(expires_at__lte=at)


class EquipmentUse(models.Model):
    """Which of the things, numbered from 1, a session takes, from when to when. Cancelling deletes it.

    None is longer than a day: a longer use is cut. The things of one kind are all alike, so their
    numbers may be dealt out anew whenever that makes room.
    """

    LONGEST: ClassVar[timedelta] = timedelta(hours=24)

    session = models.ForeignKey(Session, models.CASCADE, related_name="equipment_uses")
    hold = models.ForeignKey(
        Hold, models.CASCADE, null=True, blank=True, related_name="equipment_uses", db_index=False
    )  # that keeps them for the session, which the desk moved away a moment ago
    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="uses")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="equipment_uses")
    first_unit = models.PositiveIntegerField()
    last_unit = models.PositiveIntegerField()
    stock = models.PositiveIntegerField()  # how many there were when it was taken
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # of a request that waits for its answer

    objects = EquipmentUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="equipment_use_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__lte=models.F("starts_at") + timedelta(hours=24)),
                name="equipment_use_at_most_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    first_unit__gte=1, last_unit__gte=models.F("first_unit"), last_unit__lte=models.F("stock")
                ),
                name="equipment_use_within_the_stock",
            ),
            NoOverlap(
                key="equipment",
                start="starts_at",
                end="ends_at",
                units=("first_unit", "last_unit"),
                name=ONE_USE_AT_A_TIME,
                written_alike=True,
            ),
        ]
        indexes = [
            models.Index(fields=["equipment", "ends_at"], name="uses_of_equipment"),
            models.Index(
                fields=["expires_at"], name="equipment_to_lapse", condition=models.Q(expires_at__isnull=False)
            ),
            models.Index(fields=["hold"], name="equipment_of_a_hold", condition=models.Q(hold__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.equipment} {self.first_unit} to {self.last_unit} from {self.starts_at}"
