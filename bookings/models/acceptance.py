"""Which conditions of hire were accepted with a booking, when and by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from bookings.models.booking import Booking
from venues.models import Conditions


class Acceptance(models.Model):
    """Kept with the booking, whatever is published later; nobody's name stands here where they have no account.

    Of newer conditions there is another row, where the booking was changed or went on once they were published.
    """

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="acceptances")
    conditions = models.ForeignKey(Conditions, models.PROTECT, related_name="acceptances")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    was_told = models.BooleanField(default=False)  # the desk told them, and entered the booking for them

    class Meta:
        ordering = ["booking_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["booking", "conditions"], name="conditions_accepted_once")]

    def __str__(self) -> str:
        return f"conditions {self.conditions_id} with booking {self.booking_id}"
