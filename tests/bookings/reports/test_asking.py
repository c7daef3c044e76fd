"""Requests: what counts as a reply, who is new, who came back."""

from __future__ import annotations

from datetime import date

import pytest

from bookings.reports import asking
from bookings.reports.asking import Acquaintance
from bookings.reports.building import compose
from bookings.reports.rows import AskRow, Held, History, How, Outcome
from tests.bookings.reports.example import LONDON, printed
from tests.bookings.reports.rows import a_request, a_session, a_span, local, some_rows, stretch
from venues.bank_holidays import bank_holidays
from venues.periods import Period, total_minutes


@pytest.mark.parametrize(
    ("sent", "ends"),
    [("2026-03-02 09:00", "2026-03-05"), ("2026-03-06 20:00", "2026-03-11"), ("2026-03-07 10:00", "2026-03-11")],
)
def test_the_second_working_day_skips_the_weekend(sent: str, ends: str) -> None:
    assert asking.second_working_day_ends(local(sent), LONDON) == local(f"{ends} 00:00")


def test_a_bank_holiday_is_no_working_day() -> None:
    """Sent on the Thursday before Easter 2026: Good Friday and Easter Monday do not count in England."""
    ends = asking.second_working_day_ends(local("2026-04-02 09:00"), LONDON, bank_holidays("ENG"))
    assert ends == local("2026-04-09 00:00")


def an_ask(start: str, end: str, how: str = "declined", reason: str = "slot_taken", asker: str = "a choir") -> AskRow:
    period = stretch(f"2026-03-20 {start}", f"2026-03-20 {end}")
    return AskRow(asker, period, date(2026, 3, 2), How(how), reason)


@pytest.mark.parametrize(
    ("asks", "minutes"),
    [
        (
            [an_ask("18:00", "20:00"), an_ask("19:00", "21:00"), an_ask("18:00", "20:00", asker="a band")],
            [120, 60, 120],
        ),
        ([an_ask("18:00", "20:00", "withdrawn"), an_ask("19:00", "21:00")], [120, 60]),  # the decline has its hour
        ([an_ask("18:00", "20:00", "withdrawn"), an_ask("19:00", "21:00", reason="price")], [60]),
        ([an_ask("18:00", "20:00"), an_ask("19:00", "21:00", reason="price")], [120]),
        ([an_ask("18:00", "20:00", "date"), an_ask("18:00", "20:00", "expired", "no_answer")], []),
    ],
)
def test_what_one_hirer_asks_for_twice_is_lost_once(asks: list[AskRow], minutes: list[int]) -> None:
    lost = asking.lost(asks, "slot_taken")
    assert [total_minutes(hours) for hours in lost.values()] == minutes
    assert not any(ask.how is How.DATE for ask in lost)


def monthly(*months: int) -> tuple[Period, ...]:
    return tuple(stretch(f"2025-{month:02}-10 18:00", f"2025-{month:02}-10 20:00") for month in months)


@pytest.mark.parametrize(
    ("confirmed", "uses", "who"),
    [
        (None, (), Acquaintance.FIRST_TIME),
        ("2026-03-05 09:00", (), Acquaintance.FIRST_TIME),
        ("2025-01-01 09:00", monthly(5, 6, 7), Acquaintance.REGULAR),
        ("2025-01-01 09:00", monthly(5, 6, 8), Acquaintance.BETWEEN),
        ("2025-01-01 09:00", monthly(5) * 10, Acquaintance.REGULAR),
        ("2025-01-01 09:00", monthly(1, 2) + monthly(3), Acquaintance.BETWEEN),
    ],
)
def test_who_is_new_and_who_is_regular(confirmed: str | None, uses: tuple[Period, ...], who: Acquaintance) -> None:
    history = History(first_confirmed={1: local(confirmed)} if confirmed else {}, uses={1: uses})
    request = a_request("2026-03-02 09:00")
    assert asking.acquaintance(request, history, local("2020-01-01 00:00"), LONDON) is who


def test_with_under_twelve_months_of_records_nobody_knows() -> None:
    request = a_request("2026-03-02 09:00")
    assert asking.acquaintance(request, History(), local("2025-06-01 00:00"), LONDON) is Acquaintance.NOT_KNOWN
    report = compose(
        some_rows(a_session(hire=0), hirers_from=date(2025, 6, 1), requests=(a_request("2026-03-01 09:00"),))
    )
    assert printed(report, "F1.new") == ["not known"]


def test_a_newcomers_chance_is_a_ratio_from_five_on_either_side() -> None:
    new = [
        a_request(
            "2026-02-20 09:00", hirer=n, moment=local("2026-03-03 09:00"),
            outcome=Outcome.CONFIRMED if n <= 103 else Outcome.DECLINED,
        )
        for n in range(101, 106)
    ]  # fmt: skip
    regular = [
        a_request("2026-02-20 09:00", hirer=n, moment=local("2026-03-03 09:00"), outcome=Outcome.CONFIRMED)
        for n in range(201, 206)
    ]
    history = History(
        first_confirmed={n: local("2024-01-01 09:00") for n in range(201, 206)},
        uses={n: monthly(5, 6, 7) for n in range(201, 206)},
    )
    report = compose(some_rows(requests=(*new, *regular), history=history))
    assert printed(report, "N1") == ["0.60"]
    assert printed(compose(some_rows(requests=(*new, *regular[:4]), history=history)), "N1") == [
        "4 requests on one side, too few for a figure"
    ]


def test_a_withdrawal_before_our_reply_is_in_neither_share() -> None:
    early = a_request("2026-03-01 09:00", moment=local("2026-03-03 09:00"), outcome=Outcome.WITHDRAWN)
    late = a_request(
        "2026-03-01 09:00", answered_at=local("2026-03-02 09:00"), moment=local("2026-03-03 09:00"),
        outcome=Outcome.WITHDRAWN,
    )  # fmt: skip
    report = compose(some_rows(requests=(early, late)))
    assert printed(report, "C3w") == ["0 of 1 request"]
    assert printed(report, "C3.withdrawn_before") == ["1"]


def test_of_those_confirmed_some_were_changed_by_the_hall_and_of_some_that_was_not_kept() -> None:
    decided = {"moment": local("2026-03-03 09:00"), "outcome": Outcome.CONFIRMED}
    old, same, changed = (
        a_request("2026-03-01 09:00", changed_by_hall=each, **decided) for each in (None, False, True)
    )
    refused = a_request("2026-03-01 09:00", changed_by_hall=True, **{**decided, "outcome": Outcome.DECLINED})
    report = compose(some_rows(requests=(old, same, changed, refused)))
    [said] = (value for value in report.all_values() if value.id == "C3.changed")
    assert (printed(report, "C3.changed"), said.behind.n, said.behind.missing) == (["1"], 2, 1)
    assert printed(compose(some_rows(requests=(old,))), "C3.changed") == ["not recorded"]
    assert printed(compose(some_rows()), "C3.changed") == ["0"]


def test_what_is_still_open_is_said_with_its_age() -> None:
    span = a_span(as_at=local("2026-03-04 09:00"))
    report = compose(some_rows(span=span, requests=(a_request("2026-03-01 09:00"),)))
    assert (printed(report, "C6.open"), printed(report, "C6.oldest")) == (["1"], ["72.0 h"])


def test_groups_that_came_back() -> None:
    before = {n: (stretch("2026-02-24 18:00", "2026-02-24 20:00"),) for n in range(1, 7)}
    history = History(uses=before, groups=frozenset(before))
    here = [a_session(key=n, hirer=n, hire=0) for n in (1, 2, 3)]
    assert printed(compose(some_rows(*here, history=history)), "D6") == ["50.0%"]


def test_hours_open_to_anyone_need_their_cost() -> None:
    sessions = [
        a_session(key=1, open_to="free", hire=0), a_session(key=2, open_to="pay-what-you-can", hire=0),
        a_session(key=3, open_to="yes", hire=0), a_session(key=4, hire=0), a_session(key=5, own=True),
    ]  # fmt: skip
    report = compose(some_rows(*sessions))
    assert printed(report, "N2") == ["4.0 h", "40.0%"]
    assert report.figure("N2").value.behind.missing == 1


def test_cancelled_and_forgotten_sessions_are_due_and_not_used() -> None:
    sessions = [a_session(key=n, hire=2400, held=held) for n, held in enumerate(Held)]
    report = compose(some_rows(*sessions))
    assert printed(report, "E4") == ["1"]
    assert [printed(report, id) for id in ("E11.late", "E11.no_show", "E11.in_time", "C7")] == [["20.0%"]] * 4
