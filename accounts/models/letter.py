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
    place = models.CharField(max_length=60, blank=True)  # the slug of the venue that it is from or to, if any
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
            models.Index(fields=["place"], name="letters_of_a_place_not_sent", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Unwanted(models.Model):
    """A kind of letter that an address asked not to get; `about` is the slug of the place that writes it."""

    email = models.EmailField()
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["email", "kind", "pk"]
        verbose_name_plural = "unwanted letters"
        constraints = [
            models.UniqueConstraint(fields=["email", "kind", "about"], name="a_kind_of_letter_unwanted_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.about}"
