"""Somebody who waits for hours that somebody else has."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.references import new_reference
from bookings.models.booking import Booking
from bookings.models.hold import Hold
from venues.models import Category, Layout, Room, Venue
from venues.periods import Period


class WaitQuerySet(models.QuerySet["Wait"]):
    def waiting(self) -> Self:
        return self.filter(state=Wait.State.WAITING)

    def offered(self) -> Self:
        return self.filter(state=Wait.State.OFFERED)

    def open(self) -> Self:
        """Those that wait, or have been asked and have not answered."""
        return self.filter(state__in=Wait.OPEN)

    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def in_order(self) -> Self:
        """Who came first is asked first."""
        return self.order_by("made_at", "pk")

    def overlapping(self, period: Period) -> Self:
        return self.filter(starts_at__lt=period.end, ends_at__gt=period.start)

    def locked(self, pk: int) -> Wait:
        """The row, held until the transaction ends; whoever asks for it has the cells of its room already."""
        rows = self.select_for_update(of=("self",), no_key=True)
        return rows.select_related("venue__operator", "hirer", "category", "layout").get(pk=pk)


class Wait(models.Model):
    """One stretch of one room, and all that a booking of it needs to be asked for again (decision 10)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("Offered")
        TAKEN = "taken", _("Taken")
        PASSED = "passed", _("The offer ran out")
        WITHDRAWN = "withdrawn", _("Given up")
        OVER = "over", _("It did not become free")

    OPEN: ClassVar[tuple[str, ...]] = (State.WAITING, State.OFFERED)

    ref = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="waits")
    room = models.ForeignKey(Room, models.PROTECT, related_name="waits")
    hirer = models.ForeignKey(Hirer, models.PROTECT, related_name="waits")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)

    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=10, choices=Booking.Purpose)
    category = models.ForeignKey(Category, models.PROTECT, related_name="waits")
    people = models.PositiveIntegerField()
    layout = models.ForeignKey(Layout, models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.TextField(blank=True, max_length=2000)
    listed = models.BooleanField(default=False)
    open_to_anyone = models.CharField(max_length=16, choices=Booking.Open, blank=True)
    confidential = models.BooleanField(default=False)
    sound = models.CharField(max_length=5, choices=Booking.Sound, blank=True)
    particulars = models.JSONField(null=True, blank=True)  # of a party: see `bookings.particulars`
    asked = models.JSONField(null=True, blank=True)  # what its price depends on: see `bookings.asking.Answers`

    entered = models.CharField(max_length=8, choices=Booking.Entered, default=Booking.Entered.ONLINE)
    token_hash = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )  # of the link of whoever has no account: see `bookings.waiting_keys`
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)  # the order in which they are asked
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stood_until = models.DateTimeField(
        null=True, blank=True
    )  # what `offer_until` was before the desk passed it on, which it can take back
    hold = models.OneToOneField(Hold, models.SET_NULL, null=True, blank=True, related_name="wait")
    became = models.OneToOneField(Booking, models.SET_NULL, null=True, blank=True, related_name="waited")
    beside = models.ForeignKey(
        Booking, models.SET_NULL, null=True, blank=True, related_name="waits"
    )  # the booking that goes without this date
    submission_key = models.CharField(max_length=80, unique=True, null=True, blank=True, editable=False)
    opened_by = ""  # the secret in the address of this page, where nobody signed in

    objects = WaitQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="wait_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="offered") | models.Q(offer_until__isnull=False),
                name="an_offer_has_its_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["venue", "starts_at"],
                name="waits_of_venue",
                condition=models.Q(state__in=["waiting", "offered"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.hirer})"

    def get_absolute_url(self) -> str:
        return reverse("bookings:wait", args=[self.called])

    @property
    def called(self) -> str:
        """What names it in the addresses of its own pages: the secret, for whoever came by it."""
        return self.opened_by or self.ref

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_offered(self) -> bool:
        return self.state == self.State.OFFERED

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def stands(self, at: datetime) -> bool:
        """Whether it is offered and can be taken."""
        return self.is_offered and self.offer_until is not None and self.offer_until > at

    @property
    def is_of_the_desk(self) -> bool:
        return self.entered == Booking.Entered.DESK

    @property
    def is_passed_on(self) -> bool:
        """Whether the desk has said that they do not want it, and the next is not asked yet."""
        return self.is_offered and self.stood_until is not None

    @property
    def whose(self) -> str:
        """Its title and its hirer; once where they are the same."""
        title, who = self.title, str(self.hirer)
        return (
            who if title.casefold() == who.casefold() else str(_("%(title)s, %(who)s") % {"title": title, "who": who})
        )
