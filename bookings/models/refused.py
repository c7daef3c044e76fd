"""A date that a series asked for and could not have, with the reason."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bookings.models.booking import Booking
from venues.models import Room


class RefusedDate(models.Model):
    class Reason(models.TextChoices):
        TAKEN = "taken", _("Somebody else has the room")
        THINGS = "things_taken", _("Too few of a thing are free")
        CLOSED = "closed", _("The hall is shut")
        OUTSIDE_HOURS = "outside_hours", _("Outside opening hours")
        NO_SUCH_TIME = "no_such_time", _("That time does not exist: the clocks go forward")
        TOO_SOON = "too_soon", _("Too soon, or already past")
        TOO_FAR = "too_far", _("Too far ahead to book yet")
        TOO_SHORT = "too_short", _("Shorter than the hall lets its rooms for")
        TOO_LONG = "too_long", _("Longer than the hall lets its rooms for")
        OVER_CAP = "over_cap", _("More of the busiest hours than one group may have")
        KEPT = "kept", _("Kept for others until nearer the date")
        NO_PRICE = "no_price", _("There is no price for that time")
        OTHER = "refused", _("Refused by the hall")
        LEFT_OUT = "left_out", _("Left out by whoever asked")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="refused_dates")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()
    from_time = models.TimeField()
    to_time = models.TimeField()
    minutes = models.PositiveIntegerField()
    reason = models.CharField(max_length=13, choices=Reason)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "from_time", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_reason_display()}"

    @property
    def was_left_out(self) -> bool:
        """Whoever asked did not want this date of the series; the hall refused nothing."""
        return self.reason == self.Reason.LEFT_OUT
