"""When a venue is open, and when it is shut all the same."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from venues.models.room import Cell
from venues.models.venue import Venue


class OpeningHours(models.Model):
    """Open on a weekday from one minute of the day to another; past 1440 is the next day."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="opening_hours")
    cells = models.ManyToManyField(
        Cell, blank=True, related_name="opening_hours", help_text=_("None: the whole venue.")
    )
    weekday = models.PositiveSmallIntegerField(help_text=_("0 is Monday."))
    opens_minute = models.PositiveSmallIntegerField()
    closes_minute = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["venue_id", "pk"]
        verbose_name_plural = "opening hours"
        constraints = [
            Touches(what="venue", key="venue", name="hours_touch_their_venue"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_is_of_the_week"),
            models.CheckConstraint(
                condition=models.Q(
                    closes_minute__gt=models.F("opens_minute"), opens_minute__lt=1440, closes_minute__lte=2880
                ),
                name="closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue}: {self.weekday} {self.opens_minute}–{self.closes_minute}"


class Closure(models.Model):
    """A dated time when a venue, or some of its cells, are shut; closures may overlap."""

    class Cause(models.TextChoices):
        WORKS = "works", _("Repairs or works")
        HOLIDAY = "holiday", _("Holiday")
        POLL = "poll", _("Polling day")
        EVENT = "event", _("The hall's own event")
        OTHER = "other", _("Other")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="closures")
    cells = models.ManyToManyField(Cell, blank=True, related_name="closures", help_text=_("None: the whole venue."))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cause = models.CharField(max_length=10, choices=Cause)
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["venue_id", "starts_at", "pk"]
        constraints = [
            Touches(what="days", key="venue", since=("starts_at",), name="a_closure_touches_its_venue"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="closure_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["venue", "ends_at"], name="closures_of_venue")]

    def __str__(self) -> str:
        return f"{self.venue} shut from {self.starts_at}"
