"""A closing that can still be taken back as a whole, with what stood before it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from bookings.models.desk_act import ToTheMicrosecond
from venues.models import Closure


class ClosingActQuerySet(models.QuerySet["ClosingAct"]):
    def open(self, at: datetime) -> Self:
        """Those for which there is still time."""
        return self.filter(until__gt=at)


class ClosingAct(models.Model):
    """`before` is, by booking, what the closing changed, as `bookings.as_it_was` writes it; `holds` what it let go."""

    closure = models.OneToOneField(Closure, models.CASCADE, related_name="act")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    before = models.JSONField(default=dict, encoder=ToTheMicrosecond)
    entries = models.JSONField(default=dict)  # by booking, the last of its journal: what is later was done since
    holds = models.JSONField(default=list, encoder=ToTheMicrosecond)
    letters = models.JSONField(default=list)  # the keys of those that wait for its time to be over

    objects = ClosingActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["until"], name="closings_to_forget")]

    def __str__(self) -> str:
        return f"closing of {self.closure_id} at {self.at}"
