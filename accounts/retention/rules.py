"""What a rule of retention is: one record for the notice to print and the daily run to obey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Disposal

Words = Promise | str
Rows = models.QuerySet[Any]


@dataclass(frozen=True)
class Keep:
    """A length of time, in months or in days."""

    months: int = 0
    days: int = 0

    def before(self, at: datetime) -> datetime:
        """What is older than this has been kept long enough."""
        return at - relativedelta(months=self.months, days=self.days)

    def __str__(self) -> str:
        if self.months and self.months % 12 == 0 and self.months > 24:
            return ngettext("%(count)d year", "%(count)d years", self.months // 12) % {"count": self.months // 12}
        if self.months:
            return ngettext("%(count)d month", "%(count)d months", self.months) % {"count": self.months}
        if self.days:
            return ngettext("%(count)d day", "%(count)d days", self.days) % {"count": self.days}
        return _("not at all")


@dataclass(frozen=True)
class Step:
    """Rows of one table: which are over their time, and what is done to a batch of them.

    Both are told the moment; `take_out` asks again whether each row is still over its time,
    since it may have been used meanwhile, and answers with how many went.
    """

    over: Callable[[datetime, datetime], Rows]
    take_out: Callable[[Sequence[Any], datetime, datetime], int]


@dataclass(frozen=True)
class Rule:
    """One kind of record."""

    kind: Disposal.Kind
    what: Words  # what is kept, and of whom
    why: Words
    basis: Words  # the ground in law
    seen: Words  # who sees it
    keep: Keep
    since: Words  # from when the time is counted
    then: Words  # what happens after it
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        return str(self.kind.label)


def deleting(over: Callable[[datetime, datetime], Rows]) -> Step:
    """Rows that are simply deleted, nothing hanging on them."""

    def take_out(keys: Sequence[Any], cutoff: datetime, at: datetime) -> int:
        rows = over(cutoff, at).filter(pk__in=keys)
        return rows.delete()[1].get(rows.model._meta.label, 0)

    return Step(over, take_out)
