"""Figures that were worked out once for a venue and a span that is over; what tells some together; who waits."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from venues.models import Venue


class KeptFigures(models.Model):
    """The public figures of a venue over some days, as they would come out today; empty where they must be made anew.

    Whatever is written to the rows that they were made of empties them (`actions/keep_figures.py`). Each time `turn`
    goes on, so that who worked them out meanwhile from older rows does not put them back.
    """

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="kept_figures")
    first = models.DateField()
    until = models.DateField()  # the day after the last
    turn = models.PositiveIntegerField(default=0)
    figures = models.JSONField(null=True, blank=True)  # see `bookings.reports.together.folding`
    made_by = models.CharField(max_length=40, blank=True)  # which code, in which language

    class Meta:
        ordering = ["venue_id", "first", "until"]
        verbose_name_plural = "kept figures"
        constraints = [models.UniqueConstraint(fields=["venue", "first", "until"], name="figures_are_kept_once_a_span")]

    def __str__(self) -> str:
        return f"{self.venue_id}, {self.first} to {self.until}"


class PooledHall(models.Model):
    """A hall of few groups that tells something of these days together with others, always with the same ones."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="pooled")
    first = models.DateField()
    until = models.DateField()
    pool = models.BigIntegerField()  # the least key among its halls
    halls = models.PositiveSmallIntegerField()  # that it was made of: where one is gone it tells nothing any more

    class Meta:
        ordering = ["first", "until", "pool", "venue_id"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "first", "until"], name="a_hall_is_in_one_pool_of_a_span")
        ]

    def __str__(self) -> str:
        return f"{self.venue_id} in {self.pool}, {self.first} to {self.until}"


class FiguresAsked(models.Model):
    """Somebody waits for the figures of their venues over some days, and is written to when they are made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="figures_asked")
    first = models.DateField()
    until = models.DateField()
    code = models.CharField(max_length=6)  # of these days on the page: 2026-3, or 2025
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "first", "until"], name="figures_are_asked_for_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.first} to {self.until}"
