"""A paper diary that was brought in as one file, so that it can be taken out again in one step."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from venues.models import Venue


class PaperDiary(models.Model):
    """What one file brought: its bookings name it; the hirers that it made are kept here by their keys."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="paper_diaries")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict, blank=True)  # which column of the file was taken for which of ours
    rows = models.PositiveIntegerField()
    hirers_made = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "paper diaries"

    def __str__(self) -> str:
        return f"{self.file_name} at {self.venue}"


class PaperDiaryDraft(models.Model):
    """A file that was sent and is looked through: as text, and what was said of it. It goes after a day."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="paper_diary_drafts")
    file_name = models.CharField(max_length=200)
    sheets = models.JSONField()  # see `bookings.diaries.sheets.Workbook`
    said = models.JSONField(default=dict, blank=True)  # see `bookings.diaries.said.Said`
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    became = models.ForeignKey(PaperDiary, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} for {self.venue}"
