"""The desk's report as a PDF that one person asked for: first waited for, then kept for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from venues.models import Venue


class ReportPdfQuerySet(models.QuerySet["ReportPdf"]):
    def waiting(self) -> Self:
        return self.filter(made_at=None)

    def over(self, cutoff: datetime, at: datetime) -> Self:
        """Those that were made before the cutoff, or asked for before it and never made."""
        return self.filter(models.Q(made_at__lt=cutoff) | models.Q(made_at=None, asked_at__lt=cutoff))


class ReportPdf(models.Model):
    """One for each person, venue and choice of days and figures; `made_at` is None while it is waited for."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_pdfs")
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="report_pdfs")
    query = models.CharField(max_length=300)  # see `settled` of bookings.forms.report.SpanForm
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(default=bytes, blank=True)

    objects = ReportPdfQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "venue", "query"], name="a_pdf_is_asked_for_once")]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.venue_id}: {self.query}"
