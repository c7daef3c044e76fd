"""The report's copy for machines beside what was computed by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, time
from fractions import Fraction

from bookings import reports
from bookings.reports import Report
from bookings.reports.machine_copy import as_csv
from bookings.reports.matched import Window
from bookings.reports.tally import Tally
from bookings.reports.values import Unit, Value
from tests.bookings.reports import by_hand
from tests.bookings.reports.by_hand import change
from tests.bookings.reports.by_hand.flags import WORDS
from tests.bookings.reports.by_hand.told import Told, half_up
from venues.models import Venue

HOURS_OF_A_DAY = 24
NOT_BY_HAND = {
    **dict.fromkeys(("D3", "D8", "D9", "D9.claimed"), "nothing is kept of which it could be told"),
    "F8.boxes": "the boxes of a form, which its own test counts",
}

OF_WEEKS = ("E14", "E14.weeks_asked", "E14.weeks_shut", "E14.weeks_not_over")  # of the calendar, and of no row


def differences(
    venue: Venue, first: date, until: date, as_at: datetime, around: change.Asked | None = None
) -> list[str]:
    """What the two do not tell alike, of the days and of last year's; nothing where they agree."""
    report = reports.build(venue, first, until, as_at=as_at, window=_window(around) if around else None)
    now, then = by_hand.figures(venue, first, until, as_at)
    if around:
        now.told |= {(told.id, told.unit): told for told in change.figures(venue, around, as_at)}
        now.flags |= change.flags(now.told)
    printed = list(csv.DictReader(io.StringIO(as_csv(report))))
    if (report.before is None) is not (then is None):
        return ["last year's is beside only the one"]
    last_year = _of(report.before, then, printed) if report.before and then else ()
    return [*_of(report, now, printed), *last_year, *without_their_rows(report)]


def _window(around: change.Asked) -> Window:
    until = None if around.until == HOURS_OF_A_DAY else time(around.until)
    return Window(around.on, around.weeks, around.weekdays, time(around.since), until)


def _of(report: Report, mine: by_hand.ByHand, printed: list[dict[str, str]]) -> Iterable[str]:
    period = f"{report.span.first}/{report.span.until}"
    by_key = {(row["figure_id"], row["unit"]): row for row in printed if row["period"] == period}
    yield from (f"{period} {words}" for words in _between(mine.told.values(), by_key))
    yield from (f"{period} {value.key}: by hand there is none" for value in _told_by_nobody(report, mine))
    said = [(figure.id, flag) for figure in report.figures for flag in figure.flags]
    flags = {(figure, name) for figure, flag in said for name, words in WORDS.items() if words in flag}
    yield from (f"{period} flag {flag}" for flag in sorted(flags ^ mine.flags))


def _told_by_nobody(report: Report, mine: by_hand.ByHand) -> Iterable[Value]:
    return (v for v in report.all_values() if (v.id, str(v.unit)) not in mine.told and v.id not in NOT_BY_HAND)


def without_their_rows(report: Report) -> Iterable[str]:
    """Numbers that are not the sum of what their rows add."""
    for value in report.all_values():
        if value.id in OF_WEEKS:
            continue
        for side, number in (("numerator", value.top), ("denominator", value.bottom)):
            of_time = side == "denominator" and value.unit in (Unit.A_MONTH, Unit.HOURS_A_WEEK)
            if value.listed or of_time or (not number and not isinstance(number, Tally)):
                continue
            if not isinstance(number, Tally):
                yield f"{value.key}: its {side} has no rows"
            elif (rows := sum(adds for _row, adds in number.parts)) != number:
                yield f"{value.key}: its {side} is {number}, its rows add up to {rows}"


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
