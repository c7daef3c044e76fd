"""Something that is broken, as whoever met it told the hall: without an account, with a picture if they took one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from venues.models.opening import Closure
from venues.models.outage import Outage
from venues.models.room import Room
from venues.models.venue import Venue

KEPT_DAYS = 90


class FaultQuerySet(models.QuerySet["Fault"]):
    def without_pictures(self) -> Self:
        """The pictures are large; `has_picture` says whether there is one."""
        there = models.ExpressionWrapper(Q(picture__isnull=False), models.BooleanField())
        return self.defer("picture").annotate(has_picture=there)

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def shown(self) -> Self:
        """Those that the hall tells on its public pages."""
        return self.open().exclude(public_words="").order_by("made_at", "pk")

    def counted(self) -> Self:
        """Each that was one, once: neither what was told twice nor what was none."""
        return self.filter(outcome__in=["", Fault.Outcome.MENDED])

    def addresses_over(self, cutoff: datetime, at: datetime) -> Self:
        return self.filter(made_at__lt=cutoff).exclude(email="")

    def words_over(self, cutoff: datetime, at: datetime) -> Self:
        """Settled before, where what somebody wrote or photographed is still there."""
        return self.filter(ended_at__lt=cutoff).exclude(words="", picture=None)


class Fault(models.Model):
    """The words and the picture are for the hall; the public reads `public_words`, once a person has written them."""

    class Kind(models.TextChoices):
        LIGHT = "light", _("A light")
        HEATING = "heating", _("The heating")
        HOT_WATER = "hot_water", _("Hot water")
        WATER = "water", _("A tap, a drain or a leak")
        TOILET = "toilet", _("A toilet")
        DOOR = "door", _("A door, a lock or a window")
        LIFT = "lift", _("The lift")
        LOOP = "loop", _("The hearing loop or a microphone")
        KITCHEN = "kitchen", _("Something in the kitchen")
        FURNITURE = "furniture", _("A table or a chair")
        FLOOR = "floor", _("A floor, the stairs or a path")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        MENDED = "mended", _("Mended")
        NONE = "none", _("Not a fault")
        SAME = "same", _("Told before")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="faults")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="+")  # None: elsewhere there
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=500, blank=True)
    picture = models.BinaryField(null=True, blank=True)  # a JPEG, made anew from what was sent
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_on = models.DateField(editable=False)  # as made_at, by the venue's clock
    due_on = models.DateField(null=True, blank=True)
    public_words = models.CharField(max_length=80, blank=True)
    outage = models.ForeignKey(Outage, models.SET_NULL, null=True, blank=True, related_name="faults")
    closure = models.ForeignKey(Closure, models.SET_NULL, null=True, blank=True, related_name="faults")
    outcome = models.CharField(max_length=6, choices=Outcome, blank=True)
    answer = models.CharField(max_length=200, blank=True)  # the hall's own, to whoever told it
    mended_on = models.DateField(null=True, blank=True)
    same_as = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="again")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = FaultQuerySet.as_manager()
    has_picture: bool  # told by `without_pictures`

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | ~Q(outcome="") & Q(ended_at__isnull=False),
                name="a_fault_is_open_or_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="mended", mended_on__gte=models.F("made_on"))
                | ~Q(outcome="mended") & Q(mended_on=None),
                name="a_fault_is_mended_after_it_was_told",
                violation_error_message=_("It cannot have been mended before it was told."),
            ),
        ]
        indexes = [models.Index(fields=["venue"], name="open_faults", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.kind} at {self.venue_id}, {self.made_on}"

    @property
    def what(self) -> str:
        return str(self.Kind(self.kind).label)

    @property
    def where(self) -> str:
        return self.room.name if self.room else str(_("elsewhere at the place"))

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today
