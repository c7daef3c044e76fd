"""Who did what, when and why: written with the act, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class JournalEntry(models.Model):
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30)
    subject_ref = models.CharField(max_length=80)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_ref", "-at"], name="journal_of_subject")]
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_ref}"
