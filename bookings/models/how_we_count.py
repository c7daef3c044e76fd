"""How the report of a venue counts, where the venue set it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import LivingWage
from accounts.models.touched import Touches
from bookings.counting import A_DAY, A_HEAD, FEWEST_PERSONS, PAY_PERCENT, SMALL_INCOME, USUAL, Counting, Hours
from venues.models import Venue

OF_A_DAY = ("evening", "weekday_peak", "weekend_peak")
PLAIN = ("pay_percent", "a_head", "region", "small_income", "fewest_persons")


def _within(name: str) -> Q:
    """From one minute of the day to a later one."""
    since, until = f"{name}_since", f"{name}_until"
    return Q(**{f"{since}__gte": 0, f"{until}__gt": F(since), f"{until}__lte": A_DAY})


class HowWeCount(models.Model):
    """All of it at once: what a venue left as it is usual stands here too. One that never set any has no row."""

    venue = models.OneToOneField(Venue, models.CASCADE, related_name="how_we_count")
    evening_since = models.PositiveSmallIntegerField(default=USUAL.evening.since)  # minutes of the clock on the wall
    evening_until = models.PositiveSmallIntegerField(default=USUAL.evening.until)
    weekday_peak_since = models.PositiveSmallIntegerField(default=USUAL.weekday_peak.since)
    weekday_peak_until = models.PositiveSmallIntegerField(default=USUAL.weekday_peak.until)
    weekend_peak_since = models.PositiveSmallIntegerField(default=USUAL.weekend_peak.since)
    weekend_peak_until = models.PositiveSmallIntegerField(default=USUAL.weekend_peak.until)
    pay_percent = models.PositiveSmallIntegerField(default=USUAL.pay_percent)
    a_head = models.PositiveIntegerField(default=USUAL.a_head)  # pence
    region = models.CharField(max_length=6, choices=LivingWage.Region, default=USUAL.region)
    small_income = models.PositiveIntegerField(default=USUAL.small_income)  # pounds a year
    fewest_persons = models.PositiveSmallIntegerField(default=USUAL.fewest_persons)
    areas = models.JSONField(default=list, blank=True)  # codes
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_within("evening") & _within("weekday_peak") & _within("weekend_peak"),
                name="hours_that_a_report_counts_by_are_of_one_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    pay_percent__range=PAY_PERCENT, a_head__range=A_HEAD, small_income__range=SMALL_INCOME,
                    fewest_persons__range=FEWEST_PERSONS,
                ),
                name="what_a_report_counts_by_keeps_its_bounds",
            ),
            Touches(what="venue", key="venue", name="how_a_venue_counts_touches_it"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"how the report of {self.venue_id} counts"

    @property
    def counting(self) -> Counting:
        hours: dict[str, Any] = {
            name: Hours(getattr(self, f"{name}_since"), getattr(self, f"{name}_until")) for name in OF_A_DAY
        }
        return Counting(**hours, **{name: getattr(self, name) for name in PLAIN}, areas=tuple(self.areas))

    @staticmethod
    def columns(counting: Counting) -> Mapping[str, Any]:
        """The same as its fields."""
        hours = {name: getattr(counting, name) for name in OF_A_DAY}
        return {
            **{f"{name}_since": each.since for name, each in hours.items()},
            **{f"{name}_until": each.until for name, each in hours.items()},
            **{name: getattr(counting, name) for name in PLAIN},
            "areas": list(counting.areas),
        }
