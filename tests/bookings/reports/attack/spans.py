"""Somebody who keeps all that is printed of a small hall: reports of overlapping days, quarters, last year's beside.

What they know is written down from the definitions, apart from the judge: every number is a sum over sessions, of
quantities that are parts of one another (what was paid is hire, compulsory extras and tax).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bookings.reports import Edition, Report
from bookings.reports.disclosure import disclose
from bookings.reports.evidence import Evidence
from bookings.reports.leaving_out import told, what_to_leave_out, without
from bookings.reports.main_figures import slim
from bookings.reports.quarters import quarters_between
from bookings.reports.releases import Reader, Release, beside
from bookings.reports.rows import Rows, SessionRow
from bookings.reports.sums import Told, Whose, told_of_few
from tests.bookings.reports.attack.halls import CATEGORIES, ROOMS, Ways, money, named, report_of
from tests.bookings.reports.rows import a_session, a_span, local, some_rows
from venues.periods import Period

FIRST, DAYS = date(2025, 1, 1), 730
WAYS = Ways(own_use=False, payers=False, optional=False, unexplained=False, cancelled=False, all_priced=True,
            all_compared=True, all_counted=True)  # fmt: skip
Column = tuple[int, int, str]  # hirer, session, quantity
Known = dict[Column, int]


@dataclass(frozen=True)
class Copy:
    """What is printed of some days, and the rows it was counted from."""

    desk: Report
    rows: Rows
    told: frozenset[tuple[str, ...]]


def a_history(seed: int) -> tuple[SessionRow, ...]:
    """Two years of a hall of few."""
    chance = random.Random(seed)
    hirers = range(1, 1 + chance.randint(2, 7))
    return tuple(_session(chance, n, chance.choice(hirers)) for n in range(chance.randint(8, 45)))


def _session(chance: random.Random, n: int, hirer: int) -> SessionRow:
    begins = local("2025-01-01 18:00") + timedelta(days=chance.randrange(DAYS))
    hours = chance.randint(1, 3)
    return a_session(
        key=n, booking=n, hirer=hirer, household=hirer % 3 == 0, category=named(chance.choice(CATEGORIES[:3])),
        room=named(chance.choice(ROOMS[:2])), period=Period(begins, begins + timedelta(hours=hours)), kind="club",
        counted=chance.choice([2, 14, 33]), **money(chance, hours, WAYS),
    )  # fmt: skip


def counted(history: Sequence[SessionRow], first: date, until: date) -> tuple[Report, Rows]:
    span = a_span(first, (until - first).days)
    rows = some_rows(*(each for each in history if span.start <= each.period.start < span.end), span=span)
    return replace(report_of(rows), span=span), rows


def a_copy(history: Sequence[SessionRow], days: tuple[date, date], old: Sequence[Copy], *, judge: bool) -> Copy:
    """A report of these days, issued without what it may not tell."""
    desk, rows = counted(history, *days)
    edition = Edition.FUNDER
    left_out = what_to_leave_out(desk, edition, _releases(old))[1] if judge else frozenset[tuple[str, ...]]()
    return Copy(desk, rows, frozenset(told(disclose(without(desk, left_out), edition))))


def a_quarter(history: Sequence[SessionRow], days: tuple[date, date], old: Sequence[Copy], *, judge: bool) -> Copy:
    """What a signed-in funder and halls side by side show of it."""
    desk, rows = counted(history, *days)
    shown = Release.of(desk, told(slim(disclose(desk))))
    withheld = judge and beside([shown], _releases(old), 5)
    return Copy(desk, rows, frozenset() if withheld else shown.told)


def _releases(copies: Sequence[Copy]) -> Reader:
    return Reader(Release.of(each.desk, each.told) for each in copies)


def everything_printed(seed: int, *, judge: bool) -> list[Copy]:
    """Reports of random days with last year's beside; quarters that end before, between and after them."""
    history, chance = a_history(seed), random.Random(seed)
    issued = [_some_days(chance) for _report in range(chance.randint(1, 3))]
    quarters = quarters_between(FIRST, FIRST + timedelta(days=DAYS))
    over = chance.randint(0, len(quarters))
    copies: list[Copy] = []
    for quarter in quarters[:over]:
        copies.append(a_quarter(history, quarter, copies, judge=judge))
    for days in issued:
        for part in (days, _a_year_earlier(days)):
            copies.append(a_copy(history, part, copies, judge=judge))
    for quarter in quarters[over:]:
        copies.append(a_quarter(history, quarter, copies, judge=judge))
    return copies


def _some_days(chance: random.Random) -> tuple[date, date]:
    """Of the second year: months, quarters and any days."""
    if chance.random() < 0.5:
        first = chance.randint(1, 10)
        until = chance.randint(first + 1, 13)
        return date(2026, first, 1), date(2026 + until // 13, (until - 1) % 12 + 1, 1)
    begins = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
    return begins, begins + timedelta(days=chance.randint(5, 200))


def _a_year_earlier(days: tuple[date, date]) -> tuple[date, date]:
    first, until = (day.replace(year=day.year - 1) for day in days)
    return first, until


def found_out(copies: Sequence[Copy]) -> str:
    """Of whom the copies tell together what none tells alone; nothing where all is well."""
    known: list[Known] = []
    whose = Whose(lambda column: frozenset(column[:1]) if isinstance(column, tuple) else None, 3)
    for each in copies:
        new = [column for column in known_of(each) if column]
        if found := told_of_few(Told(known), new, whose):
            return f"{each.desk.span.first} to {each.desk.span.until}: {sorted(found)[:4]}"
        known += new
    return ""


def known_of(copy: Copy) -> Iterator[Known]:
    """Each number that is told, by session and quantity."""
    e = Evidence(copy.rows)
    for id, unit, _room, _category in copy.told:
        head, _dot, line = id.partition(".")
        among = [each for each in e.priced if line in ("", "without_free", each.category.code, each.room.code)]
        gaps = "category" if line == "category" else "waiver" if line == "waiver" else "category waiver"
        if head in SAID and (line in PLAIN or head in ("A1", "A4", "A2", "E12")):
            some = list(e.priced) if line in ("category", "waiver", "discount", *E12) else among
            quantities = E12.get(line) or {"discount": "discount"}.get(line) or SAID[head].replace("gaps", gaps)
            if head == "A2":
                yield _hours(some, e, "discount" if line == "discount" else gaps)
            else:
                yield _sum(some, quantities.split(), e)
        if id in ("A4",) and unit == "%":
            yield _sum(list(e.priced), ["hire", "extras", "category", "waiver", "discount"], e)
        if id == "A3" or line == "without_free":
            yield {(s.hirer, s.key, "free"): s.minutes for s in e.free}
        if head == "A2s":
            yield {(s.hirer, s.key, "at"): s.minutes for s in e.priced if not e.gaps[s].whole}


PLAIN = ("", "without_free")
SAID = {"A1": "hire extras vat", "A1n": "hire", "A4": "gaps", "A2": "gaps", "E12": "hire extras"}
E12 = {"hire": "hire", "compulsory": "extras", "vat": "vat"}


def _sum(some: Sequence[SessionRow], quantities: Sequence[str], e: Evidence) -> Known:
    """What is summed over all counts as over all their hirers; of a gap, only those who have one stand behind it."""
    return {
        (s.hirer, s.key, what): 1
        for s in some
        for what in quantities
        if what in ("hire", "extras", "vat") or getattr(e.gaps[s], what)
    }


def _hours(some: Sequence[SessionRow], e: Evidence, gaps: str) -> Known:
    return {
        (s.hirer, s.key, "under" if gaps != "discount" else "discounted"): s.minutes
        for s in some
        if any(getattr(e.gaps[s], what) for what in gaps.split()) and (gaps != "discount" or not e.gaps[s].concession)
    }
