"""What a hall did with somebody's money, such as toilets and a ramp: photos and receipts, for its funder alone."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from venues.models.venue import Venue
from venues.money import Money

MOST_EVIDENCE = 24  # of one project: its document takes all of the pictures


class Project(models.Model):
    """Something that was paid for, by the name that the hall gave it."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="projects")
    name = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["venue_id", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="one_project_of_a_name_at_a_venue"),
        ]

    def __str__(self) -> str:
        return self.name


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def without_pictures(self) -> Self:
        """The pictures are large; `has_picture` says whether there is one."""
        there = models.ExpressionWrapper(Q(picture__isnull=False), models.BooleanField())
        return self.defer("picture").annotate(has_picture=there)

    def over(self, cutoff: datetime, at: datetime) -> Self:
        return self.filter(made_at__lt=cutoff)


class Evidence(models.Model):
    """A photo with what it shows, or a receipt: what was bought, and as far as it was typed when and from whom.

    It stands in the copies of those to whom the hall gave a link with this project, and nowhere in public.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        RECEIPT = "receipt", _("Receipt")

    project = models.ForeignKey(Project, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=7, choices=Kind)
    words = models.CharField(max_length=250)
    on = models.DateField(null=True, blank=True)
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    paid_to = models.CharField(max_length=120, blank=True)
    picture = models.BinaryField(null=True, blank=True)  # a JPEG, made anew from what was sent
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()
    has_picture: bool  # told by `without_pictures`

    class Meta:
        ordering = ["project_id", "kind", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=False)
                | Q(kind="receipt", on__isnull=False, pence__isnull=False) & ~Q(paid_to=""),
                name="evidence_is_a_picture_or_a_receipt_that_was_typed",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def pounds(self) -> Money | None:
        """What was paid, where it was typed."""
        return None if self.pence is None else Money(self.pence, self.project.venue.operator.currency)

    @property
    def is_photo(self) -> bool:
        return self.kind == self.Kind.PHOTO
