"""The ground rules, each by a small example: hours by the clock, days apart, closures once, too few."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.reports import used, wages
from bookings.reports.at_once import best_known
from bookings.reports.building import compose
from bookings.reports.cover import Cover
from bookings.reports.figures.available import is_planned, taken_by
from bookings.reports.gaps import gap
from bookings.reports.printing import shown
from bookings.reports.rows import (
    CellRow,
    ClosureRow,
    Named,
)
from bookings.reports.space import of_cells
from bookings.reports.span import Span
from tests.bookings.reports.example import LONDON, printed
from tests.bookings.reports.rows import a_session, a_span, local, some_rows, stretch
from venues.periods import MINUTE, Period, merge, overlap, total_minutes


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [("2026-03-28 22:00", "2026-03-29 06:00", 7), ("2026-10-24 22:00", "2026-10-25 06:00", 9)],
)
def test_hours_are_elapsed_on_the_night_of_the_clock_change(start: str, end: str, hours: int) -> None:
    assert a_session(start, end).minutes == hours * 60


def test_days_of_the_clock_change_have_23_and_25_hours() -> None:
    spring, autumn = a_span(date(2026, 3, 29), 1), a_span(date(2026, 10, 25), 1)
    assert spring.done
    assert autumn.done
    assert (spring.done.minutes, autumn.done.minutes) == (23 * 60, 25 * 60)
    assert (spring.days, autumn.days) == (1, 1)


@pytest.mark.parametrize(
    ("closures", "hours"),
    [
        ([("09:00", "13:00"), ("11:00", "15:00")], 6),
        ([("07:00", "10:00")], 1),
    ],
)
def test_closures_count_once_and_only_in_opening_hours(closures: list[tuple[str, str]], hours: int) -> None:
    made = local("2026-01-01 09:00")
    rows = tuple(
        ClosureRow(stretch(f"2026-03-02 {start}", f"2026-03-02 {end}"), "works", made) for start, end in closures
    )
    cell = CellRow(1, Named("main", "Main"), (stretch("2026-03-02 09:00", "2026-03-02 22:00"),), (), rows)
    [found] = of_cells([cell], [], a_span().done)
    assert sum(minutes for _closure, minutes in taken_by(found)) == hours * 60
    assert found.bookable.minutes == (13 - hours) * 60


MARCH = local("2026-03-02 00:00")
PERIODS = st.lists(
    st.builds(
        lambda start, minutes: Period(MARCH + start * MINUTE, MARCH + (start + minutes) * MINUTE),
        st.integers(0, 3000),
        st.integers(1, 900),
    ),
    max_size=6,
)


@given(PERIODS, PERIODS)
@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine to draw the first takes a second
def test_time_covered_is_measured_as_the_stretches_that_make_it(mine: list[Period], theirs: list[Period]) -> None:
    one, other, both = Cover.of(mine), Cover.of(theirs), overlap(mine, theirs)
    assert one.minutes == total_minutes(mine)
    assert list(one.within(other)) == [(period.first, period.last) for period in both]
    assert one.minutes_in(merge(theirs)) == other.minutes_in(merge(mine)) == total_minutes(both)


def test_an_hour_under_two_closures_goes_to_the_unplanned_then_to_the_earlier_made() -> None:
    planned = ClosureRow(stretch("2026-03-02 09:00", "2026-03-02 13:00"), "holiday", local("2026-01-01 09:00"))
    sudden = ClosureRow(stretch("2026-03-02 11:00", "2026-03-02 15:00"), "works", local("2026-03-01 09:00"))
    later = ClosureRow(stretch("2026-03-02 14:00", "2026-03-02 16:00"), "other", local("2026-03-01 10:00"))
    opening = (stretch("2026-03-02 09:00", "2026-03-02 22:00"),)
    [found] = of_cells([CellRow(1, Named("main", "Main"), opening, (), (planned, later, sudden))], [], a_span().done)
    assert {closure.cause: minutes // 60 for closure, minutes in taken_by(found)} == {
        "works": 4,
        "other": 1,
        "holiday": 2,
    }
    assert is_planned(planned)
    assert not is_planned(sudden)


def test_a_weekend_is_three_uses_with_odd_pennies_last() -> None:
    weekend = a_session("2026-03-06 18:00", "2026-03-08 12:00", hire=42_000, counted=30)
    assert [(day.minutes // 60, day.hire, day.counted) for day in used.by_day(weekend, LONDON)] == [
        (6, 6_000, 30),
        (24, 24_000, 30),
        (12, 12_000, 30),
    ]
    odd = used.by_day(a_session("2026-03-06 18:00", "2026-03-08 12:00", hire=10_001), LONDON)
    assert [day.hire for day in odd] == [1428, 5714, 2859]
    assert [day.standard for day in odd] == [None, None, None]


def test_a_night_of_24_hours_or_less_is_one_use() -> None:
    assert len(used.by_day(a_session("2026-03-06 18:00", "2026-03-07 18:00"), LONDON)) == 1


def test_a_session_belongs_to_the_day_it_starts_but_its_cell_hours_are_cut() -> None:
    opening = (stretch("2026-03-02 00:00", "2026-03-09 00:00"),)
    before = a_session("2026-03-01 23:00", "2026-03-02 02:00", hire=900)
    last = a_session("2026-03-08 23:00", "2026-03-09 02:00", hire=300)
    report = compose(some_rows(before, last, opening=opening))
    assert printed(report, "E4") == ["1"]
    assert printed(report, "A1") == ["£1.00 an hour"]
    assert printed(report, "E1") == ["3.0 h"]


def test_as_at_inside_the_span_cuts_what_is_over_and_says_what_is_ahead() -> None:
    span = a_span(as_at=local("2026-03-04 12:00"))
    opening = (stretch("2026-03-02 09:00", "2026-03-02 19:00"), stretch("2026-03-04 09:00", "2026-03-04 12:00"))
    over = a_session("2026-03-02 10:00", "2026-03-02 12:00", hire=2400)
    under_way = a_session("2026-03-04 11:00", "2026-03-04 13:00", hire=2400)
    to_come = a_session("2026-03-06 10:00", "2026-03-06 13:00", hire=3600)
    report = compose(some_rows(over, under_way, to_come, span=span, opening=opening))
    assert span.days == Fraction(5, 2)
    assert printed(report, "E4") == ["1"]
    assert printed(report, "E2") == ["15.4%"]
    assert printed(report, "ahead.sessions") == ["2"]
    assert printed(report, "ahead.hours") == ["5.0 h"]


def test_of_a_hire_under_way_the_days_that_are_over_count() -> None:
    span = a_span(as_at=local("2026-03-07 12:00"))
    weekend = a_session("2026-03-06 18:00", "2026-03-08 12:00", hire=42_000)
    assert printed(compose(some_rows(weekend, span=span)), "E4") == ["1"]


def test_nothing_at_all_is_said_in_words_never_as_nought_per_cent() -> None:
    report = compose(some_rows())
    assert printed(report, "E2") == ["none, as there were no bookable hours"]
    assert printed(report, "A1") == ["none, as there were no used sessions"]
    assert printed(report, "C3") == ["none, as there were no requests"]
    assert printed(report, "A4") == ["£0.00", "none, as there were no used sessions"]
    assert printed(report, "E4") == ["0"]


def test_a_report_of_days_to_come_has_nothing_yet() -> None:
    span = a_span(as_at=local("2026-01-01 09:00"))
    report = compose(some_rows(a_session(hire=2400), span=span))
    assert printed(report, "E4") == ["0"]
    assert printed(report, "ahead.sessions") == ["1"]


def test_equipment_hired_alone_is_income_and_nothing_else() -> None:
    report = compose(some_rows(a_session(hire=2400, cells=frozenset())))
    assert (printed(report, "E12"), printed(report, "E4")) == (["£24.00"], ["0"])


def test_own_use_is_in_occupancy_and_in_no_price() -> None:
    opening = (stretch("2026-03-02 18:00", "2026-03-02 22:00"),)
    report = compose(some_rows(a_session(own=True), opening=opening))
    assert printed(report, "E2") == ["50.0%"]
    assert printed(report, "E2.without_own") == ["0.0%"]
    assert printed(report, "A1") == ["none, as there were no used sessions"]
    assert printed(report, "F1") == ["0"]
    said = {
        each.id for each in report.figures if "What the hall asks for itself is not counted here." in each.definition
    }
    assert said == {"A6", "B6", "C3", "C3w", "C4", "C5", "C6", "C10", "F8", "N1"}


def test_a_price_that_was_not_recorded_is_counted_as_missing() -> None:
    report = compose(some_rows(a_session(hire=2400), a_session("2026-03-03 18:00", "2026-03-03 20:00", key=2)))
    price = report.figure("A1").value
    assert (shown(price, "GBP"), price.behind.n, price.behind.missing) == ("£12.00 an hour", 1, 1)
    assert report.figure("A4").value.behind.missing == 2


def test_a_gap_is_split_in_order_and_what_is_left_is_unexplained() -> None:
    split = gap(a_session(standard=3000, hire=1000, category_gap=500, discount_gap=700, waiver_gap=300))
    assert (split.category, split.discount, split.waiver, split.unexplained) == (500, 700, 300, 500)
    assert split.concession == 800
    capped = gap(a_session(standard=3000, hire=2600, category_gap=300, discount_gap=300))
    assert (capped.category, capped.discount, capped.waiver) == (300, 100, 0)
    assert gap(a_session(standard=3000, hire=3500)).whole == 0


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"counted": 0, "typical": 20, "expected": 30}, ("counted", 0)),
        ({"typical": 20, "expected": 30}, ("typical", 20)),
        ({"expected": 30}, ("expected", 30)),
        ({}, None),
    ],
)
def test_a_session_stands_in_its_best_state_and_nought_is_a_count(fields: dict, state: object) -> None:
    assert best_known(a_session(**fields)) == state


@pytest.mark.parametrize(
    ("day", "pounds"),
    [("2024-05-02", "12.00"), ("2025-04-30", "12.00"), ("2025-10-06", "12.60"), ("2026-05-02", "13.45")],
)
def test_the_living_wage_in_force(day: str, pounds: str) -> None:
    assert wages.in_force(date.fromisoformat(day)) == Fraction(pounds)


def test_before_the_first_wage_on_record_nothing_is_measured() -> None:
    assert wages.in_force(date(2020, 1, 1)) is None


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after it begins"):
        Span(date(2026, 3, 2), date(2026, 3, 2), datetime.now(UTC), LONDON)


def test_a_leap_day_a_year_earlier_is_the_28th() -> None:
    span = Span(date(2028, 2, 29), date(2028, 3, 10), datetime(2028, 3, 1, tzinfo=LONDON), LONDON)
    earlier = span.a_year_earlier()
    assert (earlier.first, earlier.until) == (date(2027, 2, 28), date(2027, 3, 10))
    assert earlier.cut == datetime(2027, 3, 1, tzinfo=LONDON)
