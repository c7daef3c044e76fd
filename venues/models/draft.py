"""A price list that is not in force yet: worked on, tried out, and perhaps shown as proposed."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from venues.models.tariff import Tariff
from venues.models.venue import Venue


class PriceDraftQuerySet(models.QuerySet["PriceDraft"]):
    def open(self) -> Self:
        """Neither published nor given up."""
        return self.filter(published_as=None, given_up_at=None)

    def proposed(self, today: date) -> Self:
        """Those that everybody may read, and say something about."""
        return self.open().filter(proposed_at__isnull=False, comments_until__gte=today)


class PriceDraft(models.Model):
    """What it says stands in `document`, as in a price list that is published.

    One that was shown as proposed stays when it is given up, so that its page can say what came of it.
    """

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="price_drafts")
    name = models.CharField(_("name"), max_length=120)
    valid_from = models.DateField(_("from"))
    document = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    proposed_at = models.DateTimeField(null=True, blank=True)
    comments_until = models.DateField(_("tell us by"), null=True, blank=True)
    proposal_words = models.TextField(_("why the prices are to change"), blank=True, max_length=2000)
    published_as = models.ForeignKey(Tariff, models.SET_NULL, null=True, blank=True, related_name="drafts")
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = PriceDraftQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proposed_at=None) | models.Q(comments_until__isnull=False),
                name="proposed_prices_say_by_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.venue}: {self.name}"

    @property
    def is_open(self) -> bool:
        return self.published_as_id is None and self.given_up_at is None

    def is_proposed(self, today: date) -> bool:
        by = self.comments_until
        return self.is_open and self.proposed_at is not None and by is not None and by >= today


class PriceCommentQuerySet(models.QuerySet["PriceComment"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class PriceComment(models.Model):
    """What somebody says about proposed prices; only the desk reads it."""

    draft = models.ForeignKey(PriceDraft, models.CASCADE, related_name="comments")
    name = models.CharField(_("name or group"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    text = models.TextField(_("what you think"), max_length=2000)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PriceCommentQuerySet.as_manager()

    class Meta:
        ordering = ["draft_id", "made_at", "pk"]

    def __str__(self) -> str:
        return f"on {self.draft}, {self.made_at:%Y-%m-%d}"
