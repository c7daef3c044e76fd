"""The conditions of hire of a venue: numbered versions, none of which ever changes."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import date_words
from venues.models.venue import Venue


class ConditionsQuerySet(models.QuerySet["Conditions"]):
    def current(self, venue: Venue | int) -> Conditions | None:
        """The newest of a venue; None where it has none."""
        return self.filter(venue=venue).order_by("-number").first()

    def at(self, venue: Venue) -> Self:
        """All of a venue, the newest first."""
        return self.filter(venue=venue).order_by("-number")


class Conditions(models.Model):
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="conditions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = ConditionsQuerySet.as_manager()

    class Meta:
        ordering = ["venue", "-number"]
        verbose_name_plural = "conditions"
        constraints = [models.UniqueConstraint(fields=["venue", "number"], name="conditions_of_a_venue_by_number")]

    def __str__(self) -> str:
        return f"conditions {self.number} of {self.venue_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a version of the conditions of hire never changes: publish another")
        super().save(*args, **kwargs)
        Venue.objects.filter(pk=self.venue_id, has_conditions=False).update(has_conditions=True)

    def get_absolute_url(self) -> str:
        return reverse("venues:conditions_version", args=[self.venue.slug, self.number])

    @property
    def words(self) -> str:
        """version 3, 2 May 2026"""
        on = timezone.localdate(self.published_at, self.venue.tz)
        return _("version %(number)d, %(day)s") % {"number": self.number, "day": date_words(on)}
