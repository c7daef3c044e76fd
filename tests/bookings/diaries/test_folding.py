"""Which rows are one booking: the dates of a series, and those of one request."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.diaries.folding import fold
from bookings.diaries.rows import Asked
from bookings.diaries.words import Fate
from tests.bookings.diaries.halls import a_row, weekly

ASKED = datetime(2025, 8, 1, 9)


def test_thirty_eight_tuesdays_are_one_series_though_it_rests_at_christmas() -> None:
    rows = weekly("2025-09-02 19:00", 40)
    del rows[16:18]
    [found], faults = fold(rows)
    assert (len(found.rows), len(found.runs), faults) == (38, 1, [])
    assert found.pattern is not None
    assert (found.pattern.first, found.pattern.until) == (date(2025, 9, 2), date(2026, 6, 2))
    assert found.pattern.skip == {date(2025, 12, 23), date(2025, 12, 30)}


def test_after_the_summer_it_is_another_series() -> None:
    found, _faults = fold([*weekly("2024-09-03 19:00", 38), *weekly("2025-09-02 19:00", 30)])
    assert [len(each.rows) for each in found] == [38, 30]


def test_every_other_week_and_the_first_of_the_month() -> None:
    [fortnightly], _faults = fold(weekly("2025-09-02 19:00", 10, every=2))
    assert fortnightly.pattern is not None
    assert fortnightly.pattern.every_weeks == 2
    firsts = ["2025-09-02", "2025-10-07", "2025-11-04", "2025-12-02", "2026-01-06", "2026-02-03"]
    [monthly], _faults = fold([a_row(f"{day} 19:00") for day in firsts])
    assert monthly.pattern is not None
    assert (monthly.pattern.nth, monthly.pattern.skip) == (1, frozenset())


def test_dates_that_no_rule_gives_are_picked() -> None:
    days = ["2025-09-02", "2025-09-30", "2025-10-07", "2025-11-11"]
    [found], _faults = fold([a_row(f"{day} 19:00") for day in days])
    assert found.pattern is not None
    assert [str(day) for day in found.pattern.picked] == days


def test_another_hour_room_weekday_or_group_is_another_booking() -> None:
    one = weekly("2025-09-02 19:00", 3)
    others = [
        weekly("2025-09-02 20:00", 3),
        weekly("2025-09-03 19:00", 3),
        weekly("2025-09-02 19:00", 3, rooms=("meeting",)),
        weekly("2025-09-02 19:00", 3, hirer="Brownies"),
        weekly("2025-09-02 19:00", 3, category="standard"),
    ]
    found, _faults = fold([*one, *(row for some in others for row in some)])
    assert [len(each.rows) for each in found] == [3] * 6


def test_a_name_is_the_same_however_it_is_spaced() -> None:
    rows = weekly("2025-09-02 19:00", 3)
    [found], _faults = fold([replace(rows[0], hirer="the  CHOIR"), *rows[1:]])
    assert len(found.rows) == 3


def test_rows_asked_for_at_one_moment_are_one_request_whatever_their_hours() -> None:
    asked = Asked(ASKED)
    rows = [a_row(asked=asked), a_row("2025-09-10 10:00", rooms=("meeting",), asked=asked)]
    [found], faults = fold(rows)
    assert (len(found.rows), len(found.runs), found.pattern, faults) == (2, 2, None, [])


def test_a_number_of_the_request_rules() -> None:
    one, other = Asked(ASKED, number="1"), Asked(ASKED, number="2")
    found, _faults = fold([a_row(asked=one), a_row("2025-09-09 19:00", asked=other)])
    assert len(found) == 2


def test_a_declined_row_among_confirmed_ones_is_a_refused_date() -> None:
    rows = weekly("2025-09-02 19:00", 4)
    [found], _faults = fold([*rows[:3], replace(rows[3], fate=Fate.DECLINED)])
    assert (len(found.rows), len(found.refused)) == (3, 1)
    [refused], _faults = fold([replace(row, fate=Fate.DECLINED) for row in rows])
    assert (len(refused.rows), len(refused.refused)) == (4, 0)


def test_a_request_is_not_half_withdrawn() -> None:
    asked = Asked(ASKED)
    rows = [a_row(asked=asked), a_row("2025-09-09 19:00", row=3, asked=asked, fate=Fate.WITHDRAWN)]
    _found, [fault] = fold(rows)
    assert str(fault) == (
        "Row 3: it is of the same request as row 2, and something else became of it: number them apart"
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 700), st.sampled_from(["Choir", "Brownies"]), st.sampled_from(list(Fate)))))
def test_no_row_is_lost_and_none_stands_twice(picked: list[tuple[int, str, Fate]]) -> None:
    rows = [
        a_row(str(datetime.fromordinal(739_000 + day).replace(hour=19)), row=number, hirer=hirer, fate=fate)
        for number, (day, hirer, fate) in enumerate(picked)
    ]
    found, _faults = fold(rows)
    assert sorted(row.where.row for each in found for row in (*each.rows, *each.refused)) == list(range(len(rows)))
    for each in found:
        for run in each.runs:
            days = {day for day in run.pattern.dates() if day not in run.pattern.skip}
            assert days == {row.day for row in run.rows}
