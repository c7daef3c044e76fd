"""What people looked for and did not find: a number for each venue, day, part of the week and reason; no person."""

from __future__ import annotations

from datetime import date, time
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from venues.models import Venue

SATURDAY, EVENING = 5, time(17)  # from when the report counts evenings


class UnmetSearchQuerySet(models.QuerySet["UnmetSearch"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def on_days(self, first: date, until: date) -> Self:
        """From the first day up to, not including, the other."""
        return self.filter(on__gte=first, on__lt=until)


class UnmetSearch(models.Model):
    """How many searches of a day found no room at all, and what the venue lacked that came nearest to it."""

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

        @classmethod
        def of(cls, day: date, start: time) -> UnmetSearch.Part:
            """Where something begins, by the clock of the place."""
            if day.weekday() >= SATURDAY:
                return cls.WEEKEND
            return cls.EVENING if start >= EVENING else cls.DAY

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="unmet_searches")
    on = models.DateField()  # the day of the search
    lack = models.CharField(max_length=8, choices=Lack)
    part = models.CharField(max_length=7, choices=Part)  # of the week that they looked for
    count = models.PositiveIntegerField(default=0)

    objects = UnmetSearchQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "on", "lack", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "on", "lack", "part"], name="one_count_of_a_lack_on_a_day_and_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lack} at {self.venue_id}, {self.on}: {self.count}"
