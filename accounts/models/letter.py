"""The outbox: a letter is a row, written in the transaction of what it tells."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, at: datetime) -> Self:
        return self.filter(sent_at=None, send_after__lte=at, tries__lt=Letter.MOST_TRIES)


class Letter(models.Model):
    MOST_TRIES = 12  # about a fortnight, see the outbox

    key = models.CharField(max_length=120, unique=True, help_text="the same event never writes two letters")
    kind = models.CharField(max_length=40)
    to = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    send_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["send_after", "pk"]
        indexes = [
            models.Index(fields=["send_after"], name="letters_to_send", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
