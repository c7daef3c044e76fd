"""When schools are open, so that a group of theirs meets in term time only."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from venues.models.operator import Operator


class TermCalendar(models.Model):
    """The terms of a school authority or of one school, with where they were read and when."""

    operator = models.ForeignKey(Operator, models.CASCADE, related_name="term_calendars")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("where the dates were published"), max_length=300, blank=True)
    read_on = models.DateField(_("when they were read there"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["operator_id", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["operator", "code"], name="one_term_calendar_per_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def known_until(self) -> date | None:
        """The last day that it says anything about."""
        return max((term.ends_on for term in self.terms.all()), default=None)


class Term(models.Model):
    """Schools are open from one day to another, both among them; a half-term holiday parts two of these."""

    calendar = models.ForeignKey(TermCalendar, models.CASCADE, related_name="terms")
    name = models.CharField(_("name"), max_length=80, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["calendar_id", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_term_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_on} to {self.ends_on}".strip()
