"""Two hirers that were one: what was moved from the one to the other, so that it can go back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Hirer
from venues.models import Venue


class Merge(models.Model):
    """`moved` names the rows that changed hands by their keys: bookings, memberships, invitations, standings …"""

    kept = models.ForeignKey(Hirer, models.PROTECT, related_name="merges_kept")
    given_up = models.ForeignKey(Hirer, models.PROTECT, related_name="merges_given_up")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="merges")  # whose desk did it
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(kept=models.F("given_up")), name="a_merge_joins_two")]

    def __str__(self) -> str:
        return f"{self.given_up_id} into {self.kept_id}"
