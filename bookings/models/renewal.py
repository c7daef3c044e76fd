"""Next year's hours, offered first to those who have them this year."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.clock import day_words, time_words
from accounts.references import new_reference
from bookings.models.booking import Booking
from bookings.recurrence import Pattern, from_document
from bookings.room_names import room_names
from venues.models import Room, Venue


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def open(self) -> Self:
        """Those whose hours are still kept."""
        return self.filter(closed_at=None)


class Renewal(models.Model):
    """A year, or part of one, for which the regulars of a venue are asked: keep, change or give up."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="renewals")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    answer_by = models.DateField(_("answers until"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ends_early_at = models.DateTimeField(null=True, blank=True)  # once the desk has said that it shall
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RenewalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="renewal_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["venue"], condition=models.Q(closed_at=None), name="one_open_renewal_per_venue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} from {self.starts_on} to {self.ends_on}"

    @property
    def ends_at(self) -> datetime:
        """When the day of the last answers is over, or when the desk lets it end before."""
        usual = datetime.combine(self.answer_by + timedelta(days=1), time(), self.venue.tz)
        return min(self.ends_early_at or usual, usual)

    @property
    def answers_until(self) -> str:
        """In words: a day, or a time of today once the desk lets it end."""
        if not self.is_ending:
            return day_words(self.answer_by)
        return time_words(self.ends_at.astimezone(self.venue.tz).time())

    @property
    def is_ending(self) -> bool:
        """Whether the desk has said that it shall end before its time."""
        return self.ends_early_at is not None

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None and at < self.ends_at


class SlotQuerySet(models.QuerySet["Slot"]):
    def unanswered(self) -> Self:
        return self.filter(answer="")


class Slot(models.Model):
    """The hours of one series of this year, as they would be in the next; its holds keep them until the answer."""

    class Answer(models.TextChoices):
        KEEP = "keep", _("Kept")
        CHANGE = "change", _("Changed")
        GIVE_UP = "give_up", _("Given up")

    ref = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="slots")
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="slots")  # this year's
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    beside = models.ManyToManyField(Room, related_name="+", blank=True)  # hired with it, as one hire
    document = models.JSONField()  # next year's pattern: see `bookings.recurrence`
    dates = models.PositiveSmallIntegerField()  # of the pattern
    clashes = models.PositiveSmallIntegerField(default=0)  # of these, those that could not be kept for them
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    became = models.ForeignKey(Booking, models.SET_NULL, null=True, blank=True, related_name="renews")

    at_the_desk = False  # set on the one that the desk answers for a group

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["renewal", "pk"]
        constraints = [models.UniqueConstraint(fields=["renewal", "booking"], name="a_series_once_per_renewal")]

    def __str__(self) -> str:
        return f"{self.booking} in {self.renewal}"

    def get_absolute_url(self) -> str:
        return reverse("bookings:next_year", args=[self.ref])

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Where they are: the room, and those that are hired with it."""
        return (self.room, *self.beside.all())

    @property
    def room_names(self) -> str:
        return room_names(self.rooms)

    @property
    def pattern(self) -> Pattern:
        return from_document(self.document)

    @property
    def is_as_this_year(self) -> bool:
        """Whether it is their own season a year on, and not all the days that are asked about."""
        return self.pattern.until != self.renewal.ends_on or bool(self.pattern.skip)
