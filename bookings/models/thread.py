"""What a hall and somebody who books, or may book, write to each other."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from bookings.models.booking import Booking
from venues.models import Room, Venue
from venues.periods import Period


class ThreadQuerySet(models.QuerySet["Thread"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue, forgotten_at=None)

    def on_the_desk(self) -> Self:
        """Open; of those about a booking the ones that still wait for a word of either side."""
        decided = models.Q(booking__status=Booking.Status.REQUESTED) | models.Q(
            last_from_desk=False, last_at__gt=models.F("booking__decided_at")
        )
        return self.filter(models.Q(booking=None) | decided, closed_at=None)

    def waiting_for_the_desk(self) -> Self:
        """Those whose last word was not the desk's."""
        return self.on_the_desk().filter(last_from_desk=False)

    def before_a_booking(self) -> Self:
        return self.exclude(kind=Thread.Kind.BOOKING)

    def looking_round(self, span: Period) -> Self:
        """Agreed to come and look in this time."""
        return self.filter(look_agreed=True, look_at__gte=span.start, look_at__lt=span.end).order_by("look_at", "pk")

    def not_free(self) -> Self:
        """Asked for a time that could not be had, and no booking came of it."""
        return self.filter(became=None).exclude(when_asked__in=("", Thread.Found.FREE))

    def locked(self, pk: int) -> Thread:
        """The row, held until the transaction ends: two people may write at once."""
        rows = self.select_for_update(of=("self",), no_key=True)
        return rows.select_related("venue", "room", "booking__hirer", "hirer", "user").get(pk=pk)


class Thread(models.Model):
    """About a booking, or before any: a question, or the wish to look round. Nothing is held by it."""

    KEPT_MONTHS = 6  # after the last word, of what came before a booking

    class Kind(models.TextChoices):
        BOOKING = "booking", _("About a booking")
        QUESTION = "question", _("A question")
        VIEWING = "viewing", _("To look round")

    class Found(models.TextChoices):
        """How the room was at the time asked for, when it was asked for."""

        FREE = "free", _("free")
        TAKEN = "taken", _("taken")
        CLOSED = "closed", _("shut")
        OUTSIDE_HOURS = "outside_hours", _("outside opening hours")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=8, choices=Kind)
    booking = models.OneToOneField(Booking, models.CASCADE, null=True, blank=True, related_name="thread")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="threads"
    )  # who asked before a booking, signed in
    hirer = models.ForeignKey(Hirer, models.SET_NULL, null=True, blank=True, related_name="threads")
    name = models.CharField(_("your name"), max_length=120, blank=True)
    email = models.EmailField(_("your e-mail address"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)  # of their link
    title = models.CharField(_("what it would be"), max_length=120, blank=True)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)  # of what they would like to book
    ends_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    when_asked = models.CharField(max_length=13, choices=Found, blank=True)
    look_at = models.DateTimeField(null=True, blank=True)  # when to look round, as the last message about it says
    look_agreed = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    last_at = models.DateTimeField(default=timezone.now)
    last_from_desk = models.BooleanField(default=False)  # or theirs that needs no answer: “yes, I will come”
    closed_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey(Booking, models.SET_NULL, null=True, blank=True, related_name="began_as")
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="booking", booking__isnull=False)
                | ~models.Q(kind="booking") & models.Q(booking=None),
                name="a_thread_about_a_booking_has_one",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="a_time_asked_about_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["venue", "closed_at", "last_at"], name="threads_of_the_desk"),
            models.Index(fields=["venue", "look_at"], name="looks_round", condition=models.Q(look_agreed=True)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.venue_id}"

    @property
    def is_about_a_booking(self) -> bool:
        return self.kind == self.Kind.BOOKING

    @property
    def who(self) -> str:
        """Whom the desk writes with."""
        return self.booking.hirer.name if self.booking else self.name

    @property
    def period(self) -> Period | None:
        return Period(self.starts_at, self.ends_at) if self.starts_at and self.ends_at else None

    def may_still_look(self, at: datetime) -> bool:
        return self.look_at is not None and self.look_at > at


class Message(models.Model):
    """One letter of a thread; about a time to look round its words may be missing."""

    class Look(models.TextChoices):
        OFFERED = "offered", _("offered")
        AGREED = "agreed", _("agreed")
        OFF = "off", _("called off")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    at = models.DateTimeField(default=timezone.now, editable=False)
    from_desk = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=4000, blank=True)
    look = models.CharField(max_length=7, choices=Look, blank=True)
    look_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(look="", look_at=None) | ~models.Q(look="") & models.Q(look_at__isnull=False),
                name="a_look_round_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} at {self.at:%Y-%m-%d %H:%M}"
