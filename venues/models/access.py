"""What is known about getting in and around: dated claims, never overwritten."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from venues.models.picture import Picture
from venues.models.room import Entrance, Room
from venues.models.unchanging import NeverChanges, NeverReplaced
from venues.models.venue import Post, Venue

WRITTEN = (  # what a claim says; a new one stands in front of it
    *("venue", "entrance", "room", "fact", "state", "value", "evidence", "method", "note", "source_url"),
    *("checked_on", "checked_by_post", "made_at"),
)


class AccessClaimQuerySet(models.QuerySet["AccessClaim"]):
    def current(self) -> Self:
        """The newest claim of each fact: those that no other supersedes."""
        return self.filter(superseded_by=None)


class AccessClaim(models.Model):
    class State(models.TextChoices):
        KNOWN = "known", _("Known")
        UNKNOWN = "unknown", _("Not known")
        NOT_APPLICABLE = "not_applicable", _("Does not apply")

    class Evidence(models.TextChoices):
        MEASURED = "measured", _("measured")
        SURVEYED = "surveyed", _("surveyed by an access auditor")
        PHOTOGRAPHED = "photographed", _("photographed")
        STATED = "stated", _("stated by the venue")
        REPORTED = "reported", _("reported by a hirer")
        IMPORTED = "imported", _("imported")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="access_claims")
    entrance = models.ForeignKey(Entrance, models.CASCADE, null=True, blank=True, related_name="access_claims")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="access_claims")
    fact = models.CharField(max_length=40)
    state = models.CharField(max_length=14, choices=State)
    value = models.CharField(max_length=40, blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence, blank=True)
    method = models.CharField(max_length=120, blank=True, db_default="", default="")
    note = models.CharField(max_length=300, blank=True)
    picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    source_url = models.URLField(max_length=300, blank=True, db_default="", default="")
    checked_on = models.DateField(null=True, blank=True)
    checked_by_post = models.CharField(max_length=10, choices=Post.Kind, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    submission_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    objects = AccessClaimQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="a_claim_touches_its_venue"),
            NeverChanges(name="a_claim_is_never_changed", fields=WRITTEN),
            NeverReplaced(name="a_claim_is_never_replaced"),
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {self.value or self.state}"

    @property
    def says(self) -> tuple[str, str]:
        """The answer alone, whoever looked and when."""
        return self.state, self.value
