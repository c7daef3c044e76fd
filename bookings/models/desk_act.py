"""An answer of the desk that can still be taken back, with what stood before it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from bookings.models.booking import Booking
from venues.models import Venue


class ToTheMicrosecond(DjangoJSONEncoder):
    """Moments go back exactly as they stood."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class DeskActQuerySet(models.QuerySet["DeskAct"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(booking__venue=venue)

    def open(self, at: datetime) -> Self:
        """Those for which there is still time."""
        return self.filter(until__gt=at, closed_at=None)

    def over(self, at: datetime) -> Self:
        """Those that stand for good, and whose time nobody has closed yet."""
        return self.filter(until__lte=at, closed_at=None)


class DeskAct(models.Model):
    """`before` is what the act changed, as `bookings.as_it_was` writes it; it goes as soon as the act stands.

    Of a booking that the desk made it is what it was made of: see `bookings.unmaking`.
    """

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("Booked")
        MADE = "made", _("Booked for somebody")
        PARTLY = "partly", _("Some dates booked, others refused")
        DECLINED = "declined", _("Refused")
        CANCELLED = "cancelled", _("Cancelled by the hall")
        ENDED = "ended", _("Ended earlier")
        WAIVED = "waived", _("Let off a charge")
        CHANGED = "changed", _("Changed")
        PRICED = "priced", _("Price sent")
        GAVE_UP = "gave_up", _("Given up for next year")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="desk_acts")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # since when it stands, or stands no more
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=dict, encoder=ToTheMicrosecond)
    letters = models.JSONField(default=list)  # the keys of those that wait for its time to be over
    entry = models.PositiveBigIntegerField(default=0)  # of the journal: what is later was done since

    objects = DeskActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["until"], name="desk_acts_to_close", condition=models.Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.booking_id} at {self.at}"
