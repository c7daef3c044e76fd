"""Reports as PDF: the desk's that one person asked for, and what a link shows; first waited for, then kept a while."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from bookings.models.issued import IssuedReport
from bookings.models.report_link import ReportLink
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


class LinkedPdfQuerySet(models.QuerySet["LinkedPdf"]):
    def waiting(self) -> Self:
        return self.filter(made_at=None)

    def showing(self, shows: str) -> Self:
        """Those that show this, or will once they are drawn."""
        return self.filter(models.Q(made_at=None) | models.Q(shows=shows))

    def over(self, cutoff: datetime, at: datetime) -> Self:
        """Those whose link was ended, or opened for the last time, before the cutoff."""
        return self.filter(models.Q(link__ended_at__lt=cutoff) | models.Q(link__until__lt=cutoff.date()))


class LinkedPdf(models.Model):
    """One for each report of a link, whoever asks; drawn anew where what it shows is otherwise."""

    link = models.ForeignKey(ReportLink, models.CASCADE, related_name="pdfs")
    report = models.ForeignKey(IssuedReport, models.CASCADE, related_name="+")
    shows = models.CharField(max_length=64, blank=True)  # when made: the key of bookings.reports.by_link.Shown
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(default=bytes, blank=True)

    objects = LinkedPdfQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["link", "report"], name="a_link_has_one_pdf_of_each_report")]

    def __str__(self) -> str:
        return f"report {self.report_id} by link {self.link_id}"
