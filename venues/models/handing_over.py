"""What whoever comes next must know of a place: who has which key, and what nobody wrote down elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from venues.models.venue import Venue


class HallKeyQuerySet(models.QuerySet["HallKey"]):
    def out(self) -> Self:
        """Those that somebody has."""
        return self.filter(returned_on=None, lost_on=None)

    def lost(self) -> Self:
        return self.filter(returned_on=None, lost_on__isnull=False)

    def not_back(self) -> Self:
        return self.filter(returned_on=None)

    def back(self) -> Self:
        return self.filter(returned_on__isnull=False)


class HallKey(models.Model):
    """A key while one holder has it: given, then returned or lost. The same number given again is another row."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="keys")
    number = models.CharField(_("number"), max_length=20)
    holder = models.CharField(_("who has it"), max_length=120)
    deposit_pence = models.PositiveIntegerField(null=True, blank=True)
    given_on = models.DateField(_("given on"))
    returned_on = models.DateField(null=True, blank=True)
    lost_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = HallKeyQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "number", "-given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "number"],
                condition=models.Q(returned_on=None),
                name="a_key_has_one_holder_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(returned_on=None) | models.Q(returned_on__gte=models.F("given_on")),
                name="a_key_comes_back_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=models.Q(lost_on=None) | models.Q(lost_on__gte=models.F("given_on")),
                name="a_key_is_lost_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.number} of {self.venue_id}"

    @property
    def is_lost(self) -> bool:
        return self.lost_on is not None and self.returned_on is None

    @property
    def ended_on(self) -> date | None:
        return self.returned_on or self.lost_on


class VenueNote(models.Model):
    """An unwritten rule, written down: where the bins go, whom to ring about the boiler. Never an entry code."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="notes")
    title = models.CharField(_("what it is about"), max_length=120)
    text = models.TextField(_("what to know"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["venue_id", "title", "pk"]

    def __str__(self) -> str:
        return self.title
