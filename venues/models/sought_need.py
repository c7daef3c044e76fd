"""What people searched for and nobody could tell them: a number for each need and month, and no person."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from venues.models.venue import Venue


class SoughtNeedQuerySet(models.QuerySet["SoughtNeed"]):
    def since(self, month: date) -> Self:
        return self.filter(month__gte=month)


class SoughtNeed(models.Model):
    """How many searches of a month asked for a need of which some room of the venue tells nothing."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="sought_needs")
    need = models.CharField(max_length=40)
    month = models.DateField()  # its first day
    count = models.PositiveIntegerField(default=0)

    objects = SoughtNeedQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "month", "need"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "need", "month"], name="one_count_of_a_need_in_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.need} at {self.venue_id}, {self.month:%Y-%m}: {self.count}"
