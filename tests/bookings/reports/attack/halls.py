"""Halls by chance, as rows: small ones, where every number is near to a person."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bookings.audiences import AGES, AUDIENCES
from bookings.reports import Figure, Report
from bookings.reports.building import compose
from bookings.reports.evidence import Evidence
from bookings.reports.figures import (
    asked,
    attendance,
    concessions,
    deprived,
    outcomes,
    patterns,
    prices,
    reach,
    running,
    sessions,
    unmet,
    uptake,
    whom,
    within_means,
)
from bookings.reports.rows import (
    Catchment,
    Claims,
    Held,
    History,
    Named,
    Outcome,
    RequestRow,
    Rows,
    ServedRow,
    SessionRow,
)
from bookings.reports.typed import TypedRow
from tests.bookings.reports.rows import a_request, a_session, a_span, local, some_rows
from venues.periods import Period

ROOMS, CATEGORIES = ("main", "side", "attic"), ("standard", "community", "charity", "youth")
PURPOSES = ("social", "arts", "sport", "faith", "learning", "commercial")
SPAN = a_span(date(2026, 3, 1), 31)
LIKE = compose(some_rows(span=SPAN))


@dataclass(frozen=True)
class Ways:
    """What such halls know: each is a world in which other numbers have to do with each other."""

    own_use: bool = True
    payers: bool = True
    tax: bool = True
    optional: bool = True
    discounts: bool = True
    unexplained: bool = True
    cancelled: bool = True
    all_priced: bool = False
    all_compared: bool = False
    all_counted: bool = False
    households: bool = True
    waivers: bool = True
    groups: tuple[int, int] = (1, 9)
    uses: tuple[int, int] = (1, 30)


PLAIN = Ways(
    own_use=False, payers=False, tax=False, optional=False, discounts=False, unexplained=False, cancelled=False,
    all_priced=True, all_compared=True, all_counted=True, households=False,
)  # fmt: skip
WAYS: Sequence[Ways] = (
    Ways(),
    Ways(all_priced=True),
    Ways(all_priced=True, all_compared=True),
    Ways(all_priced=True, all_compared=True, own_use=False),
    Ways(all_priced=True, all_compared=True, all_counted=True, households=False),
    Ways(all_priced=True, all_compared=True, payers=False, tax=False, optional=False, cancelled=False),
    Ways(all_priced=True, all_compared=True, discounts=False, unexplained=False),
    PLAIN,
)

RICH = WAYS[2]  # in which most numbers have to do with one another


def a_hall(seed: int, ways: Ways = WAYS[0]) -> Rows:
    chance = random.Random(seed)
    hirers = list(range(1, 1 + chance.randint(*ways.groups)))
    uses = [_session(chance, n, hirers, ways) for n in range(chance.randint(*ways.uses))]
    new = [hirer for hirer in hirers if chance.random() < 0.4]
    return some_rows(
        *uses,
        span=SPAN,
        opening=(Period(local("2026-03-01 08:00"), local("2026-04-01 00:00")),),
        requests=tuple(_request(chance, n, hirers) for n in range(chance.randint(0, 14))),
        history=History(first_use={hirer: local("2025-03-01 10:00") for hirer in hirers if hirer not in new}),
        served={hirer: _served(chance) for hirer in hirers if chance.random() < 0.7},
        claims=Claims(frozenset(hirer for hirer in hirers if chance.random() < 0.4), {}),
        catchment=Catchment("Index 1", ((1, 900), (3, 1100), (5, 1000))),
        typed=(TypedRow("cost", date(2025, 6, 1), date(2026, 5, 31), 900_000),) if chance.random() < 0.7 else (),
        verdicts=tuple(chance.choice([None, 2, 4, 5]) for _n in range(chance.randint(0, 8))),
        ended={how: chance.randint(0, 7) for how in ("met", "in_part", "not_met", "unknown") if chance.random() < 0.7},
        searches=chance.randint(0, 9),
    )


def report_of(rows: Rows) -> Report:
    """The figures about money, hours of groups and people, in which something can be hidden."""
    e = Evidence(rows)
    income = running.with_cost(sessions.income(e), e)
    figures = (
        prices.price_paid(e, None), prices.net_charge(e), concessions.value(e), within_means.affordable_hours(e),
        concessions.hours_under(e), concessions.hours_at(e), prices.free_hours(e), prices.cost_a_head(e),
        within_means.affordable_a_head(e), running.recovery(income, e), *outcomes_of(e), unmet.unmet(e),
        unmet.why_not(e), asked.counting_withdrawals(e), attendance.attendances(e), sessions.sessions(e),
        attendance.hours_of_people(e), patterns.pattern(e), patterns.purposes(e), income, reach.groups(e),
        uptake.eligible(e), reach.open_doors(e), *whom.figures(e), *deprived.figures(e),
    )  # fmt: skip
    return replace(LIKE, figures=figures)


def outcomes_of(e: Evidence) -> tuple[Figure, Figure]:
    return outcomes.of_stated_needs(e), outcomes.turned_away(e)


def named(code: str) -> Named:
    return Named(code, code.title())


def _session(chance: random.Random, n: int, hirers: list[int], ways: Ways) -> SessionRow:
    begins = local("2026-03-01 08:00") + timedelta(hours=chance.randint(0, 29 * 24))
    hours = chance.randint(1, 3)
    hirer, category = chance.choice(hirers), chance.choice(CATEGORIES)
    room = chance.choice(ROOMS)
    if ways.own_use and chance.random() < 0.12:
        return a_session(
            key=n, booking=n, hirer=99, own=True, period=Period(begins, begins + timedelta(hours=hours)),
            room=named(room), purpose="social", entered="desk", counted=_people(chance, ways),
        )  # fmt: skip
    return a_session(
        key=n, booking=n, hirer=hirer, household=ways.households and hirer % 3 == 0, category=named(category),
        room=named(room), period=Period(begins, begins + timedelta(hours=hours)),
        held=chance.choice([Held.PLANNED] * 7 + [Held.LATE, Held.IN_TIME, Held.NO_SHOW, Held.BY_VENUE]),
        purpose=chance.choice((*PURPOSES, "")), entered=chance.choice(["imported", "desk", "online"]),
        open_to=chance.choice(["", "", "free", "yes"]), series=chance.random() < 0.5, kind="club",
        counted=_people(chance, ways), typical=chance.choice([None, 7]), expected=chance.choice([None, 3, 20]),
        cancellation=chance.choice([0, 600]) if ways.cancelled else 0,
        **money(chance, hours, ways),
    )  # fmt: skip


def _people(chance: random.Random, ways: Ways) -> int | None:
    return chance.choice([0, 1, 2, 14, 33] if ways.all_counted else [None, None, 0, 2, 14])


def money(chance: random.Random, hours: int, ways: Ways) -> dict[str, Any]:
    if not ways.all_priced and chance.random() < 0.1:
        return {}
    standard, gaps = chance.randint(500, 1500) * hours, {"category": 0, "discount": 0, "waiver": 0}
    open_to = [name for name in gaps if (name != "discount" or ways.discounts) and (name != "waiver" or ways.waivers)]
    for name in chance.sample(open_to, k=min(len(open_to), chance.choice([0, 0, 1, 2]))):
        gaps[name] = chance.randint(1, 5) * 20 * hours
    if ways.waivers and chance.random() < 0.2:
        gaps = {"category": 0, "discount": 0, "waiver": standard}
    rest = chance.choice([0, 0, 0, 30]) if ways.unexplained and not gaps["waiver"] else 0
    hire = standard - sum(gaps.values()) - rest
    extras = chance.choice([0, 100]) if hire else 0
    extras_known = bool(extras) or ways.all_compared or chance.random() < 0.9
    return {
        "hire": hire, "extras": extras, "extras_known": extras_known,
        "standard": standard + extras if ways.all_compared or chance.random() < 0.9 else None,
        "vat": (hire + extras) // 5 if ways.tax and chance.random() < 0.3 else 0,
        "optional": chance.choice([0, 0, 450]) if ways.optional else 0,
        "payer": gaps["waiver"] if ways.payers and gaps["waiver"] and chance.random() < 0.5 else 0,
        **{f"{name}_gap": pence for name, pence in gaps.items()},
    }  # fmt: skip


def _request(chance: random.Random, n: int, hirers: list[int]) -> RequestRow:
    outcome = chance.choice([Outcome.CONFIRMED, Outcome.DECLINED, Outcome.EXPIRED, Outcome.WITHDRAWN])
    moment = local("2026-03-01 09:00") + timedelta(hours=chance.randint(0, 29 * 24))
    refused = outcome in (Outcome.DECLINED, Outcome.WITHDRAWN)
    start = local("2026-04-01 10:00") + timedelta(hours=3 * n)
    return replace(
        a_request("2026-02-01 09:00"),
        key=n, hirer=chance.choice(hirers), group=chance.random() < 0.8, outcome=outcome, moment=moment,
        answered_at=moment if refused else None,
        reason=chance.choice(["slot_taken", "slot_taken", "price", "access", "capacity"]) if refused else "",
        asks=(Period(start, start + timedelta(hours=chance.randint(1, 3))),),
    )  # fmt: skip


def _served(chance: random.Random) -> ServedRow:
    return ServedRow(
        audience=frozenset(chance.sample(sorted(AUDIENCES), k=chance.choice([0, 1, 2, 9]))),
        ages=tuple(chance.sample(sorted(AGES), k=chance.choice([0, 1, 2, 5]))),
        mixes=chance.random() < 0.5,
        near=chance.choice([None, True, False]),
        fifth=chance.choice([None, 1, 1, 1, 2, 3, 4, 5]),
        low_income=chance.choice(["", "yes", "no"]),
        small_income=chance.choice(["", "yes", "no"]),
    )
