"""Equipment for access that is out of order for a while: beside what is known, never a change of it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from venues.models.room import Entrance, Room
from venues.models.venue import Venue


class OutageQuerySet(models.QuerySet["Outage"]):
    def since(self, day: date) -> Self:
        """Those that last on that day or later, or nobody knows how long."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class Outage(models.Model):
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="outages")
    fact = models.CharField(max_length=40)
    entrance = models.ForeignKey(Entrance, models.CASCADE, null=True, blank=True, related_name="+")
    rooms = models.ManyToManyField(Room, blank=True, related_name="+")  # none: all that depend on it
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "starts_on", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="an_outage_touches_its_venue"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="an_outage_ends_after_it_began",
                violation_error_message=_("It cannot have been mended before it broke."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} since {self.starts_on}"
