"""A call for which nothing was free: the day of the call, and how long and in which part of the week; no person."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from bookings.models.unmet_search import UnmetSearch
from venues.models import Venue


class PhonedFullQuerySet(models.QuerySet["PhonedFull"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def on_days(self, first: date, until: date) -> Self:
        """From the first day up to, not including, the other."""
        return self.filter(on__gte=first, on__lt=until)


class PhonedFull(models.Model):
    """Counted at the desk with one button."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="phoned_full")
    on = models.DateField()  # of the call
    minutes = models.PositiveIntegerField()  # that were asked for
    part = models.CharField(max_length=7, choices=UnmetSearch.Part)  # of the week that was asked for
    mark = models.CharField(max_length=40)  # of the page that the button stood on: pressed twice, it counts once

    objects = PhonedFullQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "on", "pk"]
        constraints = [models.UniqueConstraint(fields=["venue", "mark"], name="each_call_counts_once")]
        indexes = [models.Index(fields=["venue", "on"], name="calls_by_day")]

    def __str__(self) -> str:
        return f"{self.minutes} minutes at {self.venue_id}, {self.on}"
