"""Where django-scheduler's calendar carries a booking: one Event per rule-shaped stretch in one room."""

from __future__ import annotations

from django.db import models
from schedule.models import Calendar, Event, Rule

from bookings.models.booking import Booking
from venues.models import Room


class RoomCalendar(models.Model):
    room = models.OneToOneField(Room, models.PROTECT, related_name="room_calendar")
    calendar = models.OneToOneField(Calendar, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.room)


class Stretch(models.Model):
    """A run of dates with one rule (or a single date) of a booking, in one room."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="stretches")
    room = models.ForeignKey(Room, models.PROTECT, related_name="stretches")
    event = models.OneToOneField(Event, models.PROTECT, related_name="+")
    # The library would turn a series into one date when its rule is deleted; this refuses.
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "stretches"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.booking_id} in {self.room}"
