"""Hours kept for a while without a booking: pencilled in by the desk, or offered to somebody who waits."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.clock import time_words
from bookings.models.booking import Booking
from venues.models import Room, Venue
from venues.periods import Period


class HoldQuerySet(models.QuerySet["Hold"]):
    def pencilled(self) -> Self:
        """Those of the desk."""
        return self.filter(kind=Hold.Kind.PENCILLED)

    def let_go(self, at: datetime) -> Self:
        """Those of the desk that it let go of, while it can take that back."""
        return self.pencilled().standing(at).exclude(stood_until=None)

    def kept_of(self, booking: Booking) -> Self:
        """Of dates of a booking that the desk refused, or moved away, a moment ago."""
        return self.filter(kind=Hold.Kind.KEPT, venue=booking.venue_id, title=booking.ref)

    def standing(self, at: datetime) -> Self:
        """Those that still keep their hours."""
        return self.filter(expires_at__gt=at)

    def lapsed(self, at: datetime) -> Self:
        return self.filter(expires_at__lte=at)

    def overlapping(self, period: Period) -> Self:
        return self.filter(starts_at__lt=period.end, ends_at__gt=period.start)


class Hold(models.Model):
    """One stretch of one room, kept until it expires (decision 10).

    Let go, lapsed or booked, it is deleted, with what it takes: its title may name a person.
    """

    class Kind(models.TextChoices):
        PENCILLED = "pencilled", _("Pencilled in")
        OFFERED = "offered", _("Offered to somebody who waits")
        KEPT = "kept", _("Refused a moment ago")  # while that can be taken back; the title is the booking's number
        CHANGE = "change", _("Kept for a change that was asked for")
        NEXT_YEAR = "next_year", _("Kept for whoever has it this year")

    kind = models.CharField(max_length=9, choices=Kind, default=Kind.PENCILLED)
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="holds")
    room = models.ForeignKey(Room, models.PROTECT, related_name="holds")
    title = models.CharField(_("for whom, or for what"), max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    slot = models.ForeignKey(
        "bookings.Slot", models.CASCADE, null=True, blank=True, related_name="holds", db_index=False
    )  # of next year
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    change = models.ForeignKey(
        "bookings.AskedChange", models.CASCADE, null=True, blank=True, related_name="holds", db_index=False
    )  # that it keeps its hours for
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    let_go_at = models.DateTimeField(null=True, blank=True)
    let_go_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    stood_until = models.DateTimeField(
        null=True, blank=True
    )  # what `expires_at` was before the desk let go of it, which it can take back

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="hold_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["venue", "starts_at"], name="holds_of_venue"),
            models.Index(fields=["expires_at"], name="holds_to_end"),
            models.Index(fields=["change"], name="holds_of_a_change", condition=models.Q(change__isnull=False)),
            models.Index(fields=["slot"], name="holds_of_next_year", condition=models.Q(slot__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.title} in {self.room} from {self.starts_at}"

    @property
    def words(self) -> str:
        """For those who may know whose hours are; who was offered them stands on the waiting list only."""
        if self.kind == self.Kind.NEXT_YEAR and self.title:
            return str(_("Kept for next year: %(title)s") % {"title": self.title})
        if self.kind == self.Kind.KEPT:
            return str(_("Let go of a moment ago: the desk can still take that back"))
        if self.kind != self.Kind.PENCILLED:
            return str(self.Kind(self.kind).label)
        if self.is_let_go:
            return str(_("Let go: %(title)s, free at %(time)s") % {"title": self.title, "time": self.free_at})
        return str(_("Pencilled in: %(title)s") % {"title": self.title})

    @property
    def is_let_go(self) -> bool:
        """Whether the desk let go of it a moment ago, which it can still take back."""
        return self.stood_until is not None

    @property
    def free_at(self) -> str:
        """The time of day, in the venue's zone, at which its hours are anybody's."""
        return time_words(self.expires_at.astimezone(self.venue.tz).time())

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)
