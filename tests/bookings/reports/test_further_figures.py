"""The figures beside the headlines: of the worked example, and small vectors without a database."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from bookings import reports
from bookings.reports import Edition
from bookings.reports.building import compose
from bookings.reports.printing import based_on
from bookings.reports.rows import BENCHMARKS, BenchmarkRow, Claims, History, Named, NotPriced, Outcome, RequestRow
from bookings.reports.values import Report, State
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, printed
from tests.bookings.reports.rows import a_request, a_session, local, some_rows
from venues.models import Layout
from venues.periods import Period

EXAMPLE = {
    "D3": ["not recorded"],
    "D9": ["not recorded"],
    "D9.claimed": ["not recorded"],
    "F8": ["none, as there were no requests"],
    "F8.issued": ["0"],
    "A3.payer": ["0.0 h"],
    "A5": ["not recorded"],
    "A6": ["2 first bookings, too few for a figure"],
    "A10": ["not known"],
    "B4": ["2"],
    "B4.mov_step_free_yes": ["1"],
    "B4.mov_step_free_not_known": ["1"],
    "B4.mov_step_free_hours": ["87.0 h"],
    "B4.hea_listening_partly": ["1"],
    "C9": ["1 of 4 groups"],
    "C9.five_largest": ["8.0 h of 8.0 h (3 hirers)"],
    "C10": ["3 requests, too few for a figure"],
    "E5.regular": ["0"],
    "E5.occasional": ["4"],
    "E8.social": ["100.0%"],
    "E8.social_sessions": ["5"],
    "E8.social_counted": ["86"],
    "E9": ["0"],
    "F7": ["3.85"],
    "F7.gini": ["4 groups, too few for a figure"],
    "F7.three_largest": ["8.0 h of 10.0 h (4 groups)"],
}


@pytest.mark.django_db
def test_of_the_worked_example_and_when_a_fund_is_billed_for_what_was_waived() -> None:
    week = Week()
    hall = week.rooms["Main Hall"]
    Layout.objects.create(room=hall, name="Tables", capacity=40)
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
    assert {id: printed(report, id) for id in EXAMPLE} == EXAMPLE
    assert printed(report, "D1.50_80") == ["1 of 1 used session"]  # 22 of 40; elsewhere no safe number is known
    assert printed(report, "D2") == ["0"]
    assert printed(report, "D2.at_once") == ["55"]
    stays = {id: printed(report, id) for id in ("A1", "A3", "A4")}

    week.sessions["Thu"].payer, week.sessions["Thu"].payer_pence = "A fund", 1200
    week.sessions["Thu"].save()
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
    assert {id: printed(report, id) for id in stays} == stays
    assert [printed(report, f"A4.{who}") for who in ("venue", "payer")] == [["£8.00"], ["£12.00"]]
    assert printed(report, "A1n") == ["£11.08 an hour"]
    assert printed(report, "A3.payer") == ["2.0 h"]
    assert [printed(report, id) for id in ("E12", "E12.payer")] == [["£155.00"], ["£12.00"]]

    public = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT, edition=Edition.PUBLIC)
    assert not {"D2", "E10"} & {figure.id for figure in public.figures}
    hidden = ("A4.venue", "A4.payer", "A3.payer", "E12.payer", "F7", "F7.three_largest", "C9.five_largest")
    assert {id: printed(public, id) for id in hidden} == {id: ["[c]"] for id in hidden}
    assert public.figure("F7").flags == ("No group has more than half of the hours.",)


def of_hours(*hours: int) -> Report:
    """One session of each group, so many hours long, one after another."""
    start = local("2026-03-02 00:00")
    sessions = []
    for n, each in enumerate(hours, 1):
        period = Period(start, start + timedelta(hours=each))
        sessions.append(a_session(key=n, booking=n, hirer=n, period=period))
    return compose(some_rows(*sessions))


def test_few_large_groups_are_as_fewer_groups_of_equal_size() -> None:
    """Shares .5, .3, .2; hours 1, 2, 3, 4 are too few for a Gini of 0.25, and so are equal ones."""
    assert of_hours(5, 3, 2).figure("F7").value.amount == Fraction(100, 38)
    assert printed(of_hours(5, 3, 2), "F7") == ["2.63"]
    assert printed(of_hours(1, 2, 3, 4), "F7.gini") == ["4 groups, too few for a figure"]
    assert printed(of_hours(1, 2, 3, 4, 5), "F7.gini") == ["0.27"]
    assert printed(of_hours(2, 2, 2, 2, 2), "F7.gini") == ["0.00"]
    assert of_hours(9, 1).figure("F7").flags == ()


def test_a_room_is_as_full_as_its_upper_end_and_no_fuller_than_is_safe() -> None:
    people = {1: 25, 2: 26, 3: 80, 4: 100, 5: 101}
    sessions = [a_session(key=n, booking=n, counted=each, capacity=100) for n, each in people.items()]
    report = compose(some_rows(*sessions, a_session(key=6, counted=9), a_session(key=7, typical=50, capacity=100)))
    shares = {code: printed(report, f"D1.{code}") for code in ("under_25", "25_50", "50_80", "80_100", "over_100")}
    assert shares == {code: ["20.0%"] for code in shares}
    assert printed(report, "D1.25_50_typical") == ["1 of 1 used session"]
    assert report.figure("D1").value.behind.missing == 2
    assert printed(report, "D2") == ["1"]
    assert printed(report, "D2.dates_of_200") == ["1"]  # all at one hour


def test_an_activity_is_new_where_it_took_hold_and_a_pattern_needs_months_or_ten() -> None:
    days = [f"2026-03-0{day} {hour}:00" for day in (2, 3, 4, 5, 6) for hour in (10, 14)]
    ten = [a_session(start, start.replace(":00", ":30"), key=n, purpose="arts") for n, start in enumerate(days)]
    three = [a_session(key=20 + n, hirer=2, purpose=purpose) for n, purpose in enumerate(("sport",) * 3 + ("faith",))]
    known = History(purposes=frozenset({(1, "arts")}))
    report = compose(some_rows(*ten, *three, history=known))
    assert [printed(report, id) for id in ("E5.regular", "E5.occasional", "E9")] == [["1"], ["1"], ["1"]]
    assert printed(report, "E8.sport") == ["46.2%"]  # 6 of 13 hours
    assert printed(compose(some_rows(*three, hirers_from=date(2026, 1, 1))), "E9") == ["not known"]


def test_a_purpose_that_is_not_on_record_is_no_activity_and_is_said() -> None:
    """The first group did something here before, nobody knows what; of the second's four dates three say nothing."""
    first = [a_session(key=n, purpose="arts") for n in range(3)]
    second = [a_session(key=9 + n, hirer=2, purpose=purpose) for n, purpose in enumerate(("", "", "", "sport"))]
    report = compose(some_rows(*first, *second, history=History(purposes=frozenset({(1, "")}))))
    assert printed(report, "E8.not_recorded") == ["42.9%"]  # 6 of 14 hours
    assert printed(report, "E8.not_recorded_sessions") == ["3"]
    assert based_on(report.figure("E8").value) == "4 of 7 used sessions; not recorded: 3"
    assert (printed(report, "E9"), based_on(report.figure("E9").value)) == (
        ["0"],
        "1 of 7 used sessions; not recorded: 6",
    )
    lately = compose(some_rows(*first, history=History(purposes=frozenset({(1, ""), (1, "sport")}))))
    assert (printed(lately, "E9"), lately.figure("E9").value.behind.missing) == (["1"], 0)


def test_whoever_may_pay_less_and_does_not_is_found() -> None:
    def use(hirer: int, hire: int, gap: int, kind: str) -> dict[str, object]:
        return {"hirer": hirer, "hire": hire, "standard": 2000, "category_gap": gap, "kind": kind}

    lower = Named("community", "Community")
    uses = [
        a_session(key=1, category=lower, **use(1, 1200, 800, "charity")),
        *(a_session(key=n, **use(n, 2000, 0, kind)) for n, kind in ((2, "charity"), (3, "company"), (4, "company"))),
    ]
    claims = Claims(hirers=frozenset({4}), kinds={"community": frozenset({"charity"}), "trade": frozenset({"company"})})
    assert printed(compose(some_rows(*uses, claims=claims)), "F4") == [
        "2.0 h of 6.0 h (3 sessions of groups that may have one)"
    ]


def test_how_long_before_one_asks_and_what_one_needs_at_once() -> None:
    def asked(n: int, days: int, dates: int) -> RequestRow:
        first = local("2026-03-10 18:00") + timedelta(days=days)
        asks = tuple(
            Period(at, at + timedelta(hours=2)) for at in (first + timedelta(weeks=week) for week in range(dates))
        )
        decided = local("2026-03-03 09:00")
        return a_request("2026-03-01 23:30", key=n, outcome=Outcome.CONFIRMED, moment=decided, asks=asks)

    requests = tuple(asked(n, days, 1 if n < 5 else 3) for n, days in enumerate((0, 1, 5, 9, 30, 40)))
    report = compose(some_rows(requests=requests, up_front=(0, 0, 5000, 10000, 20000)))
    assert printed(report, "C10") == ["14 days"]
    assert printed(report, "C10.one_off") == ["14 days"]
    assert printed(report, "C10.series") == ["1 request, too few for a figure"]
    assert printed(report, "A6") == ["£50.00"]


def test_a_usual_hire_has_a_price_or_it_is_said_why_not() -> None:
    standard, hall = Named("standard", "Standard"), Named("hall", "Hall")
    rows = (
        BenchmarkRow(BENCHMARKS[0], standard, hall, 2400, 10000),
        BenchmarkRow(BENCHMARKS[1], standard, None, None, 0, NotPriced.ON_APPLICATION),
        BenchmarkRow(BENCHMARKS[2], standard, None, None, 0, NotPriced.NOT_OFFERED),
    )
    report = compose(some_rows(benchmarks=rows))
    assert printed(report, "A5") == ["1"]
    assert printed(report, "A5.a_standard") == ["£24.00"]
    assert printed(report, "A5.a_standard_held") == ["£100.00"]
    assert [printed(report, f"A5.{code}_standard") for code in "bc"] == [["on application"], ["not offered"]]


def test_the_community_rate_is_set_beside_last_years_and_no_price_of_the_shops_is_made_up() -> None:
    lower = Named("community", "Community")
    now, then = (some_rows(a_session(category=lower, hire=pence)) for pence in (2200, 2000))
    report = compose(now, then)
    assert printed(report, "A10") == ["10.0%"]
    assert printed(report, "A10.cpi") == ["not recorded"]
    assert compose(now).figure("A10").value.state is State.NOT_KNOWN
