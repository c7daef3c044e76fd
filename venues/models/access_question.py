"""A visitor asks what is not known of getting in and around: to be answered within some working days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q

from venues.models.room import Room
from venues.models.venue import Venue
from venues.models.visitor import FromVisitor


class AccessQuestionQuerySet(models.QuerySet["AccessQuestion"]):
    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def open(self) -> Self:
        """Those that nobody has answered, what is due first at the head."""
        return self.filter(settled_at=None).order_by("due_on", "pk")

    def overdue(self, on: date) -> Self:
        """Those that should have been answered before this day, of the venue's calendar."""
        return self.open().filter(due_on__lt=on)

    def to_forget(self, cutoff: datetime, at: datetime) -> Self:
        """Those that still say who asked, and were answered long enough ago, or asked before the cutoff."""
        over = Q(settled_at__lt=at - FromVisitor.KEPT_AFTER) | Q(made_at__lt=cutoff)
        return self.filter(over, forgotten_at=None)


class AccessQuestion(FromVisitor):
    """About a room and its venue: the codes of the facts, and of the needs that made somebody ask, if any."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="access_questions")
    room = models.ForeignKey(Room, models.CASCADE, related_name="access_questions")
    facts = models.JSONField()
    needs = models.JSONField(default=list, blank=True)  # gone with the address
    due_on = models.DateField()
    told_late_at = models.DateTimeField(null=True, blank=True, editable=False)  # that there is no answer yet

    objects = AccessQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["venue", "settled_at", "due_on"], name="questions_about_access")]

    def __str__(self) -> str:
        return f"{len(self.facts)} facts of {self.room_id}, due {self.due_on}"
