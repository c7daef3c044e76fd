"""What those who come need, what the hall does about it, and whether it worked; all of it is forgotten (1.9)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bookings.models.booking import Booking
from bookings.models.session import Session
from venues.models import Venue


class StatedNeed(models.Model):
    """One need of the list, with the number or the dog that is said to it; or, without a code, their own words.

    Beside it what the hall answers: what it does, or that it cannot, why, and which other room or time would do.
    """

    class Answer(models.TextChoices):
        AS_IT_IS = "as_it_is", _("It is there as it is")
        ARRANGED = "arranged", _("We see to it")
        CANNOT = "cannot", _("We cannot")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="stated_needs")
    need = models.CharField(max_length=40, blank=True)
    said = models.PositiveIntegerField(null=True, blank=True)
    words = models.CharField(_("in your own words"), max_length=500, blank=True)
    stated_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    told = models.CharField(max_length=300, blank=True)
    instead = models.CharField(max_length=300, blank=True)
    leans_on = models.CharField(max_length=40, blank=True)  # the fact of the equipment without which it is not so
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["booking_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["booking", "need"], name="a_need_is_stated_once")]

    def __str__(self) -> str:
        return f"a need stated with {self.booking_id}"


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(stated__booking__venue=venue)

    def in_force(self) -> Self:
        """Of bookings that are booked."""
        return self.filter(stated__booking__status=Booking.Status.CONFIRMED)


class Adjustment(models.Model):
    """Something to do before each date that begins after it was agreed, until it is agreed otherwise.

    `what` and `where` are all that whoever does it reads: never why, or for whom.
    """

    MOST_BEFORE: ClassVar[int] = 24 * 60

    stated = models.ForeignKey(StatedNeed, models.CASCADE, related_name="adjustments")
    what = models.CharField(max_length=200)
    where = models.CharField(max_length=120, blank=True)
    minutes_before = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # dates that began by then had it

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what}, {self.where}"

    def due_for(self, session: Session) -> datetime:
        """By when it is to be done for this date of its booking."""
        return session.starts_at - timedelta(minutes=self.minutes_before)

    def ticks_from(self, session: Session) -> datetime:
        """From when it can be ticked: the day before it is due, when a ramp may be laid out the evening before."""
        day = self.due_for(session).astimezone(session.venue.tz).date() - timedelta(days=1)
        return datetime.combine(day, time(), session.venue.tz)

    def is_for(self, session: Session) -> bool:
        """Whether it is to be done for this date of its booking."""
        begins = session.starts_at
        still = self.ended_at is None or begins <= self.ended_at
        return session.status == Session.Status.PLANNED and self.made_at < begins and still


class TaskTick(models.Model):
    """That it was done for a date, when and by whom; or that the desk was told that nobody had ticked it.

    It counts for the moment by which it was due: where the date moves, it is to be done again.
    """

    adjustment = models.ForeignKey(Adjustment, models.CASCADE, related_name="ticks")
    session = models.ForeignKey(Session, models.CASCADE, related_name="task_ticks")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    told_late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "session", "due_at"], name="a_task_is_ticked_once")
        ]

    def __str__(self) -> str:
        return f"{self.adjustment_id} for {self.session_id}"


class DidItWork(models.Model):
    """One question to the hirer after a date, and the answer; of several the last one that was answered counts."""

    class Outcome(models.TextChoices):
        MET = "met", _("Yes")
        IN_PART = "in_part", _("In part")
        NOT_MET = "not_met", _("No")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="asked_whether_it_worked")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    counted_at = models.DateTimeField(null=True, blank=True)  # since then an outcome stands for it

    class Meta:
        ordering = ["booking_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["session"], name="it_is_asked_once_whether_it_worked")]

    def __str__(self) -> str:
        return f"asked about {self.session_id}"


class AccessOutcome(models.Model):
    """How many bookings with a stated need ended how, by month: a number, and nothing that leads back to any."""

    class Outcome(models.TextChoices):
        MET = "met", _("Met")
        IN_PART = "in_part", _("Met in part")
        NOT_MET = "not_met", _("Not met")
        UNKNOWN = "unknown", _("Not known")

    class Reason(models.TextChoices):
        ANSWERED = "answered", _("The hirer said so")
        NO_ANSWER = "no_answer", _("Nobody said")
        DECLINED = "declined", _("Declined for want of access")
        GIVEN_UP = "given_up", _("Given up once the hall could not")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="access_outcomes")
    month = models.DateField()  # its first day
    outcome = models.CharField(max_length=7, choices=Outcome)
    reason = models.CharField(max_length=9, choices=Reason)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["venue_id", "month", "outcome", "reason"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "month", "outcome", "reason"], name="one_count_of_an_outcome_in_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} at {self.venue_id}, {self.month:%Y-%m}: {self.count}"


class SavedNeeds(models.Model):
    """What somebody keeps in their own account, so that they need not say it with every booking."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_needs")
    needs = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    words = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"needs of {self.user_id}"
