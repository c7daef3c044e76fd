"""A link that a hall gave a funder: to some of its issued reports, with agreed figures, until a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from bookings.models.issued import IssuedReport
from venues.models import Project, Venue


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    def over(self, cutoff: datetime, at: datetime) -> Self:
        """Revoked, or past their last day, before then."""
        return self.filter(Q(ended_at__lt=cutoff) | Q(until__lt=cutoff.date()))


class ReportLink(models.Model):
    """The address holds a token of which only the hash is kept; it shows the figures that were agreed and no other."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="report_links")
    funder = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)  # to the funder
    reports = models.ManyToManyField(IssuedReport, related_name="links")
    projects = models.ManyToManyField(Project, related_name="links", blank=True)
    figures = models.JSONField()  # the ids of those that were agreed
    until = models.DateField()  # the last day on which it opens
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    opened_on = models.DateField(null=True, blank=True, editable=False)  # last; never by whom or from where
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "-made_at", "-pk"]

    def __str__(self) -> str:
        return f"report link of {self.venue_id}, until {self.until}"

    def opens_on(self, day: date) -> bool:
        return self.ended_at is None and day <= self.until
