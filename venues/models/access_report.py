"""A visitor's word that a fact of the access guide was different: beside the claim, never a change of it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from venues.models.access import AccessClaim
from venues.models.room import Entrance, Room
from venues.models.venue import Venue


class AccessReportQuerySet(models.QuerySet["AccessReport"]):
    def open(self) -> Self:
        """Those that the venue has not answered by a new check."""
        return self.filter(answer=None)

    def standing(self, on: date) -> Self:
        """Those that were made by that day and not answered by then."""
        return self.filter(models.Q(answered_on=None) | models.Q(answered_on__gt=on), made_on__lte=on)

    def about(self, claim: AccessClaim) -> Self:
        """Of the same fact at the same place."""
        return self.filter(venue=claim.venue_id, fact=claim.fact, entrance=claim.entrance_id, room=claim.room_id)

    def for_desk(self) -> Self:
        return self.select_related("claim", "entrance", "room").order_by("made_at", "pk")


class AccessReport(models.Model):
    """About the venue, an entrance or a room, as the claim is; the words go to the venue only."""

    LONGEST = 1000
    KEPT_DAYS, KEPT_MONTHS = 30, 6  # what the visitor wrote: after the answer; at most

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="access_reports")
    claim = models.ForeignKey(AccessClaim, models.CASCADE, related_name="reports")  # what stood there that day
    fact = models.CharField(max_length=40)
    entrance = models.ForeignKey(Entrance, models.CASCADE, null=True, blank=True, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="+")
    words = models.TextField(_("what was different"), max_length=LONGEST, blank=True)
    email = models.EmailField(_("your e-mail address"), blank=True)
    by_hirer = models.BooleanField(default=False)  # whose booking there had begun
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_on = models.DateField()  # as made_at, by the venue's clock
    answer = models.ForeignKey(AccessClaim, models.CASCADE, null=True, blank=True, related_name="settled")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AccessReportQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=None, answered_on=None)
                | models.Q(answer__isnull=False, answered_on__isnull=False),
                name="a_report_is_answered_by_a_claim_on_a_day",
            )
        ]
        indexes = [models.Index(fields=["venue"], name="open_access_reports", condition=models.Q(answer=None))]

    def __str__(self) -> str:
        return f"{self.fact} at {self.venue_id}, {self.made_on}"

    @property
    def was_kept(self) -> bool:
        """Whether the venue looked and found it as it had said."""
        return self.answer is not None and self.answer.says == self.claim.says
