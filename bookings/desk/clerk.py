"""What the desk is shown before it books for somebody: dates, prices, and what the public may not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.clock import span_words
from bookings.models import Hold, RefusedDate
from bookings.planning import plan
from bookings.plans import Ask, Plan, PlannedDate
from bookings.price_words import names_at, why
from venues.money import Money


@dataclass(frozen=True)
class Shown:
    """The plan of what the desk would book, in words."""

    plan: Plan
    beyond: Sequence[str]  # what only the desk may book, with why

    @property
    def total(self) -> Money:
        return self.plan.total

    @property
    def dates(self) -> list[tuple[str, str]]:
        """When, and what it costs."""
        return [(_when(date, self.plan.ask), str(date.quote.total) if date.quote else "") for date in self.plan.kept]

    @property
    def clashes(self) -> list[tuple[str, str]]:
        """When, and why it cannot be had."""
        return [(_when(date, self.plan.ask), date.reason_words) for date in self.plan.clashes]

    @cached_property
    def why(self) -> list[str]:
        """How the price of the first date is made up."""
        quote = next((date.quote for date in self.plan.kept if date.quote), None)
        return why(quote, names_at(self.plan.ask.room.venue)) if quote else []

    @property
    def standard(self) -> Money:
        return self.plan.total + self.plan.saving


def shown(ask: Ask, *, hold: Hold | None, at: datetime) -> Shown:
    """Raises NotPossible where nothing can help; writes nothing. A `hold` of theirs is looked at as if let go of."""
    if hold is None:
        found = plan(ask, at=at, desk=True)
    else:
        with transaction.atomic():
            Hold.objects.filter(pk=hold.pk).delete()
            found = plan(ask, at=at, desk=True)
            transaction.set_rollback(True)
    return Shown(found, _beyond(found, at))


def _beyond(found: Plan, at: datetime) -> list[str]:
    """What the public could not book, of the dates that the desk can."""
    kept = {date.asked.on for date in found.kept}
    usual = plan(found.ask, at=at)
    taken = RefusedDate.Reason.TAKEN  # by the hold that is theirs
    refused = [date for date in usual.refused if date.asked.on in kept and date.reason != taken]
    return [_("%(when)s: %(why)s") % {"when": _when(date, found.ask), "why": date.reason_words} for date in refused]


def _when(date: PlannedDate, ask: Ask) -> str:
    assert date.period is not None, "only a date with a time is shown"
    return span_words(date.period.start, date.period.end, ask.room.venue.tz)
