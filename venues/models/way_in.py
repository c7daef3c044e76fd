"""How one gets into a place: the code of its key safe or its door, from which day on. It is a secret of the hall."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from venues.models.venue import Venue


class WayInQuerySet(models.QuerySet["WayIn"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue).order_by("valid_from")

    def on(self, venue: Venue, day: date) -> WayIn | None:
        """The one that holds on this day; None where nothing was written down."""
        return self.filter(venue=venue, valid_from__lte=day).order_by("-valid_from").first()


class WayIn(models.Model):
    """In no file of the venue, no feed, no export, no letter: only on the page of a booking, some days before it."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="ways_in")
    words = models.CharField(max_length=500)
    valid_from = models.DateField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = WayInQuerySet.as_manager()

    class Meta:
        ordering = ["venue", "valid_from"]
        verbose_name_plural = "ways in"
        constraints = [models.UniqueConstraint(fields=["venue", "valid_from"], name="one_way_in_from_a_day_on")]

    def __str__(self) -> str:
        return f"way into {self.venue_id} from {self.valid_from}"
