"""The outbox: a letter is a row, written in the transaction of what it tells."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.hirer import Hirer


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, at: datetime) -> Self:
        return self.filter(sent_at=None, send_after__lte=at, tries__lt=Letter.MOST_TRIES).exclude(to="")

    def of_place(self, slug: str) -> Self:
        """Those from or to a venue that have not gone yet."""
        return self.filter(place=slug, sent_at=None)

    def stuck(self) -> Self:
        """Those that somebody ought to hear of: some hours of tries were in vain, or all of them."""
        return self.filter(sent_at=None, tries__gte=Letter.TRIES_BEFORE_TOLD).exclude(to="")

    def on_paper(self) -> Self:
        """Those to hirers who have no address for letters, and that nobody has printed."""
        return self.filter(sent_at=None, to="", hirer__isnull=False)

    def to_print(self, at: datetime) -> Self:
        """Of these what may go by now: not before whatever it tells of can no longer be undone."""
        return self.on_paper().filter(send_after__lte=at)


class Letter(models.Model):
    class Went(models.TextChoices):
        MAILED = "mailed", _("by e-mail")
        PRINTED = "printed", _("on paper")
        TOLD = "told", _("told by the hall itself")

    MOST_TRIES = 12  # about a fortnight, see the outbox
    TRIES_BEFORE_TOLD = 5  # two and a half hours

    key = models.CharField(max_length=120, unique=True, help_text="the same event never writes two letters")
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=60, blank=True)  # the slug of the venue that it is from or to, if any
    hirer = models.ForeignKey(
        Hirer, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # that it is to
    about = models.CharField(max_length=10, blank=True)  # the reference of what it tells of
    to = models.EmailField(blank=True)  # nothing: it waits to be printed
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True)  # the calendar file beside it, its lines whole
    stop_link = models.TextField(blank=True)  # where to stop letters of its kind, which nobody has to get
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    send_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    went = models.CharField(max_length=7, choices=Went, default=Went.MAILED)  # once it is sent
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["send_after", "pk"]
        indexes = [
            models.Index(fields=["send_after"], name="letters_to_send", condition=models.Q(sent_at=None)),
            models.Index(fields=["place"], name="letters_of_a_place_not_sent", condition=models.Q(sent_at=None)),
            models.Index(fields=["hirer"], name="letters_to_a_hirer", condition=models.Q(hirer__isnull=False)),
            models.Index(fields=["about"], name="letters_about_a_booking", condition=~models.Q(about="")),
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
