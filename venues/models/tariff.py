"""A dated version of a venue's price list: data, immutable once published."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone

from accounts.models.touched import Touches
from venues.models.venue import Venue


class TariffQuerySet(models.QuerySet["Tariff"]):
    def in_force(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day))


class Tariff(models.Model):
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="tariffs")
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    document = models.JSONField()

    objects = TariffQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "valid_from", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="a_price_list_touches_its_venue"),
            models.UniqueConstraint(fields=["venue", "valid_from"], name="one_tariff_per_venue_and_first_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="tariff_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue}: {self.name}"
