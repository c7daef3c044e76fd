"""What was asked for and refused, day by day, with nothing that leads to a request or to a person for long."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from bookings.models.booking import Booking
from venues.models import Venue


class RefusedAskQuerySet(models.QuerySet["RefusedAsk"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def decided_on(self, first: date, until: date) -> Self:
        """From the first day up to, not including, the other."""
        return self.filter(decided_on__gte=first, decided_on__lt=until)


class RefusedAsk(models.Model):
    """Hours of one local day that somebody asked for and did not get, and on which day that was settled.

    Its key is drawn by lot and it knows no moment, so that neither the order of rows nor a time leads to a request.
    Which part of the week it was follows from the day and the minutes.
    """

    class How(models.TextChoices):
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Unanswered until its first date")
        WITHDRAWN = "withdrawn", _("Withdrawn after our reply")
        DATE = "date", _("A date of a series")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="refused_asks")
    on = models.DateField()
    start = models.PositiveSmallIntegerField()  # minutes gone by since its midnight
    minutes = models.PositiveIntegerField()
    how = models.CharField(max_length=9, choices=How)
    reason = models.CharField(max_length=10, choices=Booking.Reason, blank=True)
    decided_on = models.DateField()
    asker = models.CharField(max_length=64, editable=False)  # keyed, of the day: see `bookings.refused_asks`

    objects = RefusedAskQuerySet.as_manager()

    class Meta:
        ordering = ["on", "start", "pk"]
        indexes = [models.Index(fields=["venue", "decided_on"], name="refused_asks_by_decision")]
        constraints = [Touches(what="days", key="venue", since=("decided_on",), name="a_refused_ask_touches_its_venue")]

    def __str__(self) -> str:
        return f"{self.minutes} minutes at {self.venue_id}, {self.on}"


class AskerKeyQuerySet(models.QuerySet["AskerKey"]):
    def before(self, cutoff: datetime) -> Self:
        """Those of months that were over by then."""
        return self.filter(month__lt=month_of(cutoff))


class AskerKey(models.Model):
    """With it whoever asks again for hours of that month is known again. It is destroyed, and is in no backup."""

    month = models.DateField(primary_key=True)  # its first day
    secret = models.CharField(max_length=64, editable=False)

    objects = AskerKeyQuerySet.as_manager()

    class Meta:
        ordering = ["month"]

    def __str__(self) -> str:
        return f"the key of {self.month:%Y-%m}"


def month_of(moment: datetime) -> date:
    """The first day of the month that it lies in."""
    return moment.astimezone(UTC).date().replace(day=1)
