"""A scale of refunds from plain data, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from venues.tariffs.document import Row
from venues.tariffs.known import Known
from venues.tariffs.ranks import read_rank
from venues.tariffs.scales import Counted, Notice, Refund, Scale, ScaleRow
from venues.tariffs.when import ALWAYS, When
from venues.tariffs.writing_when import conditions

PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
SHARE = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")
MOST_NOTICE = {Notice.HOURS: 9000, Notice.DAYS: 3660, Notice.WEEKS: 520, Notice.MONTHS: 120, Notice.WORKING_DAYS: 2600}
MOST_STEPS = 20


def read_scales(row: Row, known: Known) -> tuple[ScaleRow, ...]:
    """One scale, or several rows of which each says for whom it is."""
    if isinstance(row.data.get("cancellation"), list | tuple):
        return tuple(_scale_row(each, known) for each in row.rows("cancellation"))
    found = row.maybe("cancellation", lambda key: _scale_row(row.table(key), known))
    return (found,) if found else ()


def _scale_row(row: Row, known: Known) -> ScaleRow:
    when = When(
        category=row.maybe("category", row.codes) or (),
        room=row.maybe("room", row.codes) or (),
        occasion=row.known("occasion", known.occasions, "no_such_occasion"),
    )
    rank = read_rank(row)
    return ScaleRow(read_scale(row), when, rank)


def read_scale(row: Row) -> Scale:
    """The scale a table describes, longest notice first; faults are noted in the row."""
    notice = row.choice("notice", Notice) or Notice.DAYS
    counted = row.maybe("counted", lambda key: row.choice(key, Counted)) or Counted.FULL
    if notice == Notice.HOURS and "counted" in row.data:
        row.fault("counted", "hours_are_counted")
    unless_relet = row.maybe("unless_relet", row.flag) or False
    as_credit = row.maybe("as_credit", row.flag) or False
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
    return Scale(notice, tuple(step for _table, step in read), counted, unless_relet, as_credit)


def _step(row: Row, notice: Notice) -> Refund:
    text = row.text("refund")
    percent = _percent(text)
    if text and percent is None:
        row.fault("refund", "not_a_refund", value=text)
    most_kept = row.maybe("most_kept", row.pence)
    step = Refund(
        at_least=row.whole("at_least", 0, MOST_NOTICE[notice]),
        percent=percent or Fraction(0),
        text=text,
        fee=row.maybe("fee", row.pence) or 0,
        least_kept=row.maybe("least_kept", row.pence) or 0,
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


def write_scales(rows: Sequence[ScaleRow]) -> dict[str, Any] | list[dict[str, Any]]:
    """What `read_scales` reads: a table where one scale is for everybody, else rows."""
    written = [_row_written(row) for row in rows]
    return written[0] if len(rows) == 1 and rows[0].when == ALWAYS else written


def _row_written(row: ScaleRow) -> dict[str, Any]:
    rank = {"rank": row.rank} if row.rank else {}
    return {**conditions(row.when, ()), **rank, **write_scale(row.scale)}


def write_scale(scale: Scale) -> dict[str, Any]:
    """The table that `read_scale` reads as this very scale."""
    table: dict[str, Any] = {"notice": scale.notice.value}
    if scale.counted != Counted.FULL:
        table["counted"] = scale.counted.value
    table |= {key: True for key in ("unless_relet", "as_credit") if getattr(scale, key)}
    table["steps"] = [_step_written(step) for step in scale.steps]
    return table


def _step_written(step: Refund) -> dict[str, Any]:
    row: dict[str, Any] = {"at_least": step.at_least, "refund": step.text}
    sums = {"fee": step.fee or None, "least_kept": step.least_kept or None, "most_kept": step.most_kept}
    row.update({key: _price(pence) for key, pence in sums.items() if pence is not None})
    return row


def _price(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
