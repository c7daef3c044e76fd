"""Who hires once, without an account: what they typed before they open the letter, and the link to come back by."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from bookings.models.booking import Booking
from bookings.models.wait import Wait
from venues.models import Room


class GuestAsk(models.Model):
    """Nothing is asked of the hall yet; the letter holds the only copy of the token, and here is its hash."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="guest_asks")
    email = models.EmailField()
    typed = models.TextField()  # the form, as a browser sends it
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    to_wait = models.BooleanField(default=False)  # whether somebody else had the hours when it was typed
    booking = models.OneToOneField(Booking, models.CASCADE, null=True, blank=True, related_name="guest_ask")
    wait = models.ForeignKey(
        Wait, models.CASCADE, null=True, blank=True, related_name="guest_asks"
    )  # one place on the list may have been asked for by several links

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["made_at"], name="guest_asks_by_age")]

    def __str__(self) -> str:
        return f"what was typed for room {self.room_id}"


class BookingKeyQuerySet(models.QuerySet["BookingKey"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class BookingKey(models.Model):
    """A secret address that shows, changes and cancels one booking; see `bookings.keys` for what it is made of."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="key")
    number = models.PositiveIntegerField(default=1)  # the next one makes the address another
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BookingKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"the link of booking {self.booking_id}"
