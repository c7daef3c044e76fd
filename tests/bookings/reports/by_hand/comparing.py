"""The report's copy for machines beside what was computed by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from bookings import reports
from bookings.reports.machine_copy import as_csv
from tests.bookings.reports import by_hand
from tests.bookings.reports.by_hand.told import Told, half_up
from venues.models import Venue


def differences(venue: Venue, first: date, until: date, as_at: datetime) -> list[str]:
    """What the two do not tell alike; nothing where they agree."""
    printed = as_csv(reports.build(venue, first, until, as_at=as_at))
    period = f"{first}/{until}"
    rows = [row for row in csv.DictReader(io.StringIO(printed)) if row["period"] == period]
    by_key = {(row["figure_id"], row["unit"]): row for row in rows}
    return list(_between(by_hand.figures(venue, first, until, as_at).values(), by_key))


def _between(told: Iterable[Told], printed: dict[tuple[str, str], dict[str, str]]) -> Iterable[str]:
    for mine in told:
        row = printed.get((mine.id, mine.unit))
        if row is None:
            yield f"{mine.id} {mine.unit}: the report has none, by hand {mine.value!r}"
            continue
        wanted = {"value": mine.value}
        if mine.top is not None:
            wanted["numerator"] = _exact(mine.top)
        if mine.bottom is not None:
            wanted["denominator"] = _exact(mine.bottom)
        if mine.missing is not None:
            wanted["n_missing"] = str(mine.missing)
        found = {name: row[name] for name in wanted}
        if found != wanted:
            yield f"{mine.id} {mine.unit}: the report says {found}, by hand {wanted}"


def _exact(number: Fraction) -> str:
    text = half_up(number, 4)
    return text.rstrip("0").rstrip(".")
