"""A change of dates that a hirer has asked for, and the hall is still to answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bookings.models.booking import Booking
from venues.models import Venue
from venues.money import Money


class AskedChangeQuerySet(models.QuerySet["AskedChange"]):
    def waiting(self) -> Self:
        """Not yet answered, the oldest first."""
        return self.filter(state=AskedChange.State.WAITING).order_by("asked_at", "pk")

    def at(self, venue: Venue) -> Self:
        return self.filter(booking__venue=venue)

    def of_dates(self, sessions: Iterable[int]) -> Self:
        """Those that would change any of these."""
        keys = set(sessions)
        return self.filter(pk__in=[each.pk for each in self if keys & set(each.wish.get("only", ()))])


class AskedChange(models.Model):
    """The dates stay as they are meanwhile; holds of its own keep the new hours until they expire."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Taken back")
        OVER = "over", _("Its dates have come, or were given up")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="asked_changes")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    wish = models.JSONField()  # see `bookings.changing.Wish`
    told: models.JSONField[Any, Any] = models.JSONField()  # each date before and after, with its prices, as was shown
    shown_dates = models.CharField(max_length=64)  # the fingerprints of what was shown
    shown_prices = models.CharField(max_length=64)
    why = models.CharField(max_length=300)  # the hall decides
    lacks_a_price = models.BooleanField(default=False)  # the hall has to send one, and they accept it
    price_pence = models.PositiveIntegerField(null=True, blank=True)  # that it sent, of each date without one
    price_told_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    hold_until = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("why not"), max_length=500, blank=True)

    objects = AskedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=models.Q(state="waiting"), name="one_change_of_a_booking_waits"
            )
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="changes_that_wait", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.state} change of {self.booking_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def price(self) -> Money | None:
        """What the hall asks for each date for which the list tells none; None where it has sent nothing."""
        return None if self.price_pence is None else Money(self.price_pence, self.booking.venue.operator.currency)

    @property
    def price_waits(self) -> bool:
        """Whether its hirer was sent a price and has not accepted it yet."""
        return self.is_waiting and self.price_told_at is not None

    def is_held(self, at: datetime) -> bool:
        """Whether the new hours are still kept."""
        return self.is_waiting and self.hold_until > at
