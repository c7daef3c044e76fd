"""A scale of refunds from plain data, and back."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import Any

from venues.money import from_text
from venues.tariffs.cancelling import Counted, Notice, Refund, Scale
from venues.tariffs.document import PRICE, Row

PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
SHARE = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")
MOST_NOTICE = {Notice.HOURS: 9000, Notice.DAYS: 3660, Notice.WEEKS: 520, Notice.MONTHS: 120, Notice.WORKING_DAYS: 2600}
MOST_STEPS = 20


def read_scale(row: Row) -> Scale:
    """The scale a table describes, longest notice first; faults are noted in the row."""
    notice = Notice(_choice(row, "notice", Notice, Notice.DAYS))
    counted = Counted(_choice(row, "counted", Counted, Counted.FULL)) if "counted" in row.data else Counted.FULL
    if notice == Notice.HOURS and "counted" in row.data:
        row.fault("counted", "hours_are_counted")
    tables = row.rows("steps")
    if not tables or len(tables) > MOST_STEPS:
        row.fault("steps", "not_so_many_steps", most=MOST_STEPS)
    row.nothing_else()

    read = [(table, _step(table, notice)) for table in tables[:MOST_STEPS]]
    read.sort(key=lambda pair: -pair[1].at_least)
    for (_longer_table, longer), (table, step) in pairwise(read):
        if step.at_least == longer.at_least:
            table.fault("at_least", "step_twice", value=step.at_least)
        elif step.percent > longer.percent:
            table.fault("refund", "refund_rises", value=step.text, other=longer.text)
    return Scale(notice, tuple(step for _table, step in read), counted)


def _step(row: Row, notice: Notice) -> Refund:
    text = row.maybe("refund", row.text)
    if text is None:
        row.fault("refund", "missing")
    percent = _percent(text or "0")
    if percent is None:
        row.fault("refund", "not_a_refund", value=text)
    most_kept = _pence(row, "most_kept")
    step = Refund(
        at_least=_count(row, "at_least", MOST_NOTICE[notice]),
        percent=percent or Fraction(0),
        text=text or "",
        fee=_pence(row, "fee") or 0,
        least_kept=_pence(row, "least_kept") or 0,
        most_kept=most_kept,
    )
    if most_kept is not None and most_kept < step.least_kept:
        row.fault("most_kept", "most_below_least")
    row.nothing_else()
    return step


def _percent(text: str) -> Fraction | None:
    """Per cent, or a share such as 2/3; None where it is neither, or more than all."""
    share = SHARE.fullmatch(text)
    if share:
        percent = Fraction(int(share[1]), int(share[2])) * 100
    elif PERCENT.fullmatch(text):
        percent = Fraction(text)
    else:
        return None
    return percent if percent <= 100 else None


def _choice(row: Row, key: str, choices: type[Notice] | type[Counted], instead: str) -> str:
    value = row.maybe(key, row.text)
    if value is None:
        row.fault(key, "missing")
    elif value not in set(choices):
        row.fault(key, "not_one_of", value=value, choices=", ".join(choices))
    return value if value in set(choices) else instead


def _count(row: Row, key: str, most: int) -> int:
    """A whole number; zero and a fault where it is none."""
    row.read.add(key)
    value = row.data.get(key)
    if type(value) is int and 0 <= value <= most:
        return value
    row.fault(key, "missing" if value is None else "not_a_count", value=value, most=most)
    return 0


def _pence(row: Row, key: str) -> int | None:
    """A sum in text, or None where there is none."""
    text = row.maybe(key, row.text)
    if text is None:
        return None
    if PRICE.fullmatch(text):
        return from_text(text).pence
    row.fault(key, "not_a_price", value=text)
    return 0


def write_scale(scale: Scale) -> dict[str, Any]:
    """The table that `read_scale` reads as this very scale."""
    table: dict[str, Any] = {"notice": scale.notice.value}
    if scale.counted != Counted.FULL:
        table["counted"] = scale.counted.value
    table["steps"] = [_step_written(step) for step in scale.steps]
    return table


def _step_written(step: Refund) -> dict[str, Any]:
    row: dict[str, Any] = {"at_least": step.at_least, "refund": step.text}
    sums = {"fee": step.fee or None, "least_kept": step.least_kept or None, "most_kept": step.most_kept}
    row.update({key: _price(pence) for key, pence in sums.items() if pence is not None})
    return row


def _price(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
