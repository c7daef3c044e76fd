"""What people looked for and did not find: a number for each venue, month, part of the week and reason; no person."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from venues.models import Venue


class UnmetSearchQuerySet(models.QuerySet["UnmetSearch"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def in_months(self, first: date, until: date) -> Self:
        """Of every month that begins on the first day or later, and before the other."""
        return self.filter(month__gte=first, month__lt=until)


class UnmetSearch(models.Model):
    """How many searches of a month found no room at all, and what the venue lacked that came nearest to it."""

    class Lack(models.TextChoices):
        """What came nearest to a room that fits stands first."""

        PRICE = "price", _("No price, or above what they can pay")
        TAKEN = "taken", _("No room free")
        HOURS = "hours", _("Not open or not bookable then")
        OTHER = "other", _("Something else that they wanted")
        UNKNOWN = "unknown", _("Not known whether it has what they need")
        NEED = "need", _("No room with what they need")
        SIZE = "size", _("No room large enough")
        DISTANCE = "distance", _("A little too far away")

    class Part(models.TextChoices):
        DAY = "day", _("weekday daytime")
        EVENING = "evening", _("weekday evening")
        WEEKEND = "weekend", _("weekend")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="unmet_searches")
    month = models.DateField()  # its first day, of the search
    lack = models.CharField(max_length=8, choices=Lack)
    part = models.CharField(max_length=7, choices=Part)  # of the week that they looked for
    count = models.PositiveIntegerField(default=0)

    objects = UnmetSearchQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "month", "lack", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "month", "lack", "part"], name="one_count_of_a_lack_in_a_month_and_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lack} at {self.venue_id}, {self.month:%Y-%m}: {self.count}"
