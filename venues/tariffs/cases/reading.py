"""A file of cases, and one of refund scales, from JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from venues.tariffs.cancelling import Scale
from venues.tariffs.cancelling_rows import read_scale
from venues.tariffs.document import Row
from venues.tariffs.faults import Fault

MOST_DATES = 400
DAYS_BETWEEN = {"daily": 1, "weekly": 7, "fortnightly": 14}
SUMS = {
    "total": "expected_total",
    "bond": "expected_refundable_bond",
    "net": "expected_net",
    "tax": "expected_tax",
    "off_bond": "expected_bond_deduction",
}


class BadCases(ValueError):
    """The file of cases cannot be read: where, and what is wrong, as a code."""

    def __init__(self, place: str, code: str, value: object = "") -> None:
        self.place, self.code, self.value = place, code, value
        super().__init__(f"{place}: {code} {value}".rstrip())


@dataclass(frozen=True)
class Case:
    """A hire in the words of whoever wrote the case, on the clock of the place, and the sums it should come to."""

    id: str
    category: str
    room: str
    starts: datetime
    ends: datetime
    expected: Mapping[str, int]  # pence, by the keys of SUMS
    product: str | None = None
    extras: tuple[Mapping[str, Any], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    dates: int = 1
    days_between: int = 7


@dataclass(frozen=True)
class RefundCase:
    """A hire that was paid for and given up, and what should come back, in pence."""

    id: str
    paid: int
    starts: datetime
    cancelled_at: datetime
    expected: int


@dataclass(frozen=True)
class Probe:
    """So much notice under a scale, and how many per cent should come back."""

    id: str
    scale: Scale | None
    notice: int
    expected: Fraction
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Cases:
    country: str
    cases: tuple[Case, ...]
    refunds: tuple[RefundCase, ...]


def read_cases(text: bytes | str) -> Cases:
    """Raises BadCases at the first thing that is no case."""
    top = _document(text)
    if not isinstance(top, Mapping):
        raise BadCases("file", "not_a_table")
    return Cases(
        country=str(top.get("country", "")),
        cases=tuple(_case(row, place) for row, place in _rows(top, "cases")),
        refunds=tuple(_refund(row, place) for row, place in _rows(top, "cancellation_cases")),
    )


def read_scales(text: bytes | str) -> list[Probe]:
    """Every probe of every scale, each with its scale as our own reader takes it."""
    found = []
    for row, place in _rows({"scales": _document(text)}, "scales"):
        faults: list[Fault] = []
        name, probes = str(row.get("name", place)), _rows(row, "probes", place)
        scale = read_scale(Row(_scale_document(row, place), name, faults)) if probes else None
        for probe, at in probes:
            notice, expected = probe.get("notice"), _decimal(probe, "expected_refund_pct", at)
            if type(notice) is not int:
                raise BadCases(f"{at}.notice", "not_a_number", notice)
            found.append(
                Probe(f"{name}, {notice}", None if faults else scale, notice, Fraction(expected), tuple(faults))
            )
    return found


def _scale_document(row: Mapping[str, Any], place: str) -> dict[str, Any]:
    steps = []
    for step, at in _rows(row, "steps", place):
        fee = {"fee": step["fee"]} if step.get("fee") else {}
        steps.append({"at_least": step.get("at_least"), "refund": f"{_decimal(step, 'refund_pct', at):f}", **fee})
    return {"notice": str(row.get("notice_unit", "")).replace(" ", "_"), "steps": steps}


def _document(text: bytes | str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise BadCases("file", "not_json", fault) from fault


def _rows(table: Mapping[str, Any], key: str, place: str = "") -> Sequence[tuple[Mapping[str, Any], str]]:
    rows, at = [] if table.get(key) is None else table[key], f"{place}.{key}" if place else key
    if not isinstance(rows, list):
        raise BadCases(at, "not_a_list")
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise BadCases(f"{at}[{index}]", "not_a_table")
    return [(row, f"{at}[{index}]") for index, row in enumerate(rows)]


def _case(row: Mapping[str, Any], place: str) -> Case:
    starts, ends = _moment(row, "start", place), _moment(row, "end", place)
    facts = row.get("facts") or {}
    if not isinstance(facts, Mapping):
        raise BadCases(f"{place}.facts", "not_a_table")
    sums = {what: name for what, name in SUMS.items() if name in row or name in facts}
    dates, days_between = _recurrence(row.get("recurrence"), place)
    if "expected_total" not in row:
        raise BadCases(f"{place}.expected_total", "missing")
    return Case(
        id=str(row.get("id", place)),
        category=str(row.get("hirer_category", "")),
        room=str(row.get("room", "")),
        starts=starts,
        ends=ends,
        expected={what: _pence(row if name in row else facts, name, place) for what, name in sums.items()},
        product=str(row["product"]) if row.get("product") else None,
        extras=tuple(extra for extra, _at in _rows(row, "extras", place)),
        facts={name: value for name, value in facts.items() if name not in SUMS.values()},
        dates=dates,
        days_between=days_between,
    )


def _recurrence(row: Any, place: str) -> tuple[int, int]:
    """How many dates, and how many days lie between them."""
    if row is None:
        return 1, 7
    if not isinstance(row, Mapping):
        raise BadCases(f"{place}.recurrence", "not_a_table")
    count, often, interval = row.get("count"), row.get("freq", "weekly"), row.get("interval", 1)
    if type(count) is not int or not 1 <= count <= MOST_DATES:
        raise BadCases(f"{place}.recurrence.count", "not_a_number", count)
    if type(interval) is not int or not 1 <= interval <= MOST_DATES:
        raise BadCases(f"{place}.recurrence.interval", "not_a_number", interval)
    if str(often) not in DAYS_BETWEEN:
        raise BadCases(f"{place}.recurrence.freq", "not_a_frequency", often)
    return count, DAYS_BETWEEN[str(often)] * interval


def _refund(row: Mapping[str, Any], place: str) -> RefundCase:
    return RefundCase(
        id=str(row.get("id", place)),
        paid=_pence(row, "paid_hire_charge", place),
        starts=_moment(row, "start", place),
        cancelled_at=_moment(row, "cancelled_at", place),
        expected=_pence(row, "expected_refund", place),
    )


def _moment(row: Mapping[str, Any], name: str, place: str) -> datetime:
    """A day and a time on the clock of the place, in whole minutes."""
    moment = clock_time(row.get(name))
    if moment is None:
        raise BadCases(f"{place}.{name}", "not_a_moment", row.get(name))
    return moment


def clock_time(value: object) -> datetime | None:
    """`2026-03-07T14:00` as a time without a zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return None
    return None if moment.tzinfo or moment.second or moment.microsecond else moment


def _pence(row: Mapping[str, Any], name: str, place: str) -> int:
    pence = _decimal(row, name, place) * 100
    if pence != int(pence):
        raise BadCases(f"{place}.{name}", "not_money", row.get(name))
    return int(pence)


def _decimal(row: Mapping[str, Any], name: str, place: str) -> Decimal:
    value = row.get(name)
    try:
        number = Decimal(value) if isinstance(value, str | int | Decimal) else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise BadCases(f"{place}.{name}", "not_a_number", value)
    return number
