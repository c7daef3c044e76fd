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


class ToldApart(models.Model):
    """Two groups that looked like one, and that the desk says are two: the one with the smaller key first."""

    one = models.ForeignKey(Hirer, models.CASCADE, related_name="+")
    other = models.ForeignKey(Hirer, models.CASCADE, related_name="+")
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="+")  # whose desk said so
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["one_id", "other_id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "venue"], name="two_groups_are_told_apart_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="of_two_told_apart_the_smaller_key_is_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
