"""A visitor's word that a fact of the access guide was different: beside the claim, never a change of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models.touched import Touches
from venues.models.access import AccessClaim
from venues.models.room import Entrance, Room
from venues.models.venue import Venue
from venues.models.visitor import FromVisitor


class AccessReportQuerySet(models.QuerySet["AccessReport"]):
    def open(self) -> Self:
        """Those that the venue has not answered by a new check."""
        return self.filter(settled_at=None)

    def standing(self, on: date) -> Self:
        """Those that were made by that day and not answered by then."""
        return self.filter(Q(answered_on=None) | Q(answered_on__gt=on), made_on__lte=on)

    def for_desk(self) -> Self:
        """Those that somebody can still look at, those of hirers first: they count already."""
        rooms_there_are = Q(room=None) | Q(room__retired_on=None)
        rows = self.open().filter(rooms_there_are).select_related("venue", "claim", "entrance", "room")
        return rows.order_by("-by_hirer", "made_at", "pk")

    def to_forget(self, cutoff: datetime, at: datetime) -> Self:
        """Those that still say what somebody wrote, and were settled long enough ago, or made before the cutoff."""
        over = Q(settled_at__lt=at - FromVisitor.KEPT_AFTER) | Q(made_at__lt=cutoff)
        return self.filter(over, forgotten_at=None)


class AccessReport(FromVisitor):
    """About the venue, an entrance or a room, as the claim is; the words go to the venue only.

    A new check settles it, be the answer kept or changed.
    """

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="access_reports")
    claim = models.ForeignKey(AccessClaim, models.CASCADE, related_name="reports")  # what stood there that day
    fact = models.CharField(max_length=40)
    entrance = models.ForeignKey(Entrance, models.CASCADE, null=True, blank=True, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="+")
    by_hirer = models.BooleanField(default=False)  # whose booking there had begun
    made_on = models.DateField()  # as made_at, by the venue's clock
    answer = models.ForeignKey(AccessClaim, models.CASCADE, null=True, blank=True, related_name="settled")
    answered_on = models.DateField(null=True, blank=True)  # as settled_at

    objects = AccessReportQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="an_access_report_touches_its_venue"),
            models.CheckConstraint(
                condition=Q(answer=None, answered_on=None, settled_at=None)
                | Q(answer__isnull=False, answered_on__isnull=False, settled_at__isnull=False),
                name="a_report_is_settled_by_a_claim_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["venue"], name="open_access_reports", condition=Q(settled_at=None))]

    def __str__(self) -> str:
        return f"{self.fact} at {self.venue_id}, {self.made_on}"

    @property
    def was_kept(self) -> bool:
        """Whether the venue looked and found it as it had said."""
        return self.answer is not None and self.answer.says == self.claim.says
