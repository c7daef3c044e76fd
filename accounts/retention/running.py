"""Take out what is over its time: in batches, each its own transaction, logged as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import Disposal
from accounts.retention.rules import Rows, Rule, Step
from accounts.whole import tried

BATCH = 500


def rehearse(rules: Sequence[Rule], at: datetime) -> list[int]:
    """How many rows of each rule would go: done one after the other as in earnest, and then taken back."""
    with transaction.atomic():
        rows = [take_out(rule, at) for rule in rules]
        transaction.set_rollback(True)
    return rows


def take_out(rule: Rule, at: datetime) -> int:
    """How many rows went. Two at once take out no more than one alone, and each counts only its own."""
    cutoff, log = rule.keep.before(at), Log(rule, at)
    for step in rule.steps:
        for keys in _batches(step.over(cutoff, at)):
            log.line, rows = tried(_take_out_batch, step, keys, cutoff, at, log)
            log.rows += rows
    return log.rows


def _take_out_batch(
    step: Step, keys: Sequence[Any], cutoff: datetime, at: datetime, log: Log
) -> tuple[int | None, int]:
    """The line of the log, where there is one now, and how many rows went."""
    rows = step.take_out(keys, cutoff, at)
    return log.written(rows), rows


class Log:
    """One line of the log for a rule and a run; it grows in the transactions of what it tells."""

    def __init__(self, rule: Rule, at: datetime) -> None:
        self.rule, self.at = rule, at
        self.rows = 0
        self.line: int | None = None  # known once its transaction is through, which may be tried again

    def written(self, rows: int) -> int | None:
        """The line that tells of these, too."""
        if not rows:
            return self.line
        if self.line is None:
            older_than = self.rule.keep.before(self.at)
            return Disposal.objects.create(kind=self.rule.kind, at=self.at, older_than=older_than, rows=rows).pk
        Disposal.objects.filter(pk=self.line).update(rows=F("rows") + rows)
        return self.line


def _batches(rows: Rows) -> Iterator[list[Any]]:
    """Keys in order, so many at a time; each is met once, whether or not its row went."""
    rows, last = rows.order_by("pk"), None
    while True:
        ahead = rows if last is None else rows.filter(pk__gt=last)
        keys = list(ahead.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]
