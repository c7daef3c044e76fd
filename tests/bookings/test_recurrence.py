"""What a person says, as dated stretches of local time: 7pm stays 7pm (law 4, decision 7)."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.recurrence import NoSuchTime, Pattern, Times, asked_dates, period_on

LONDON = ZoneInfo("Europe/London")
EVENING = Times(time(19), time(21))


@pytest.mark.parametrize("first", [date(2026, 3, 15), date(2026, 10, 11)], ids=["29 March 2026", "25 October 2026"])
def test_seven_in_the_evening_stays_seven_across_the_clock_change(first):
    asked = asked_dates(Pattern(first, EVENING, until=first + timedelta(weeks=5)), LONDON)
    assert len(asked) == 6
    assert {found.period.start.astimezone(LONDON).time() for found in asked} == {time(19)}
    assert {found.period.start.astimezone(UTC).hour for found in asked} == {18, 19}


@pytest.mark.parametrize(("on", "hours"), [(date(2026, 3, 28), 4), (date(2026, 10, 24), 6), (date(2026, 3, 7), 5)])
def test_a_night_from_ten_to_three_is_as_long_as_it_lasts(on, hours):
    assert period_on(on, Times(time(22), time(3)), LONDON).hours == hours


def test_a_time_that_does_not_exist_is_refused_singly_and_has_no_period_in_a_series():
    night = Times(time(1, 30), time(4))
    with pytest.raises(NoSuchTime):
        period_on(date(2026, 3, 29), night, LONDON)
    with pytest.raises(NoSuchTime):
        period_on(date(2026, 3, 28), Times(time(22), time(1, 30)), LONDON)
    asked = asked_dates(Pattern(date(2026, 3, 22), night, until=date(2026, 4, 5)), LONDON)
    assert [found.period is None for found in asked] == [False, True, False]


def test_a_time_that_exists_twice_means_the_first():
    period = period_on(date(2026, 10, 25), Times(time(1, 30), time(3)), LONDON)
    assert period.start.astimezone(UTC).time() == time(0, 30)
    assert period.minutes == 150


def test_every_second_week_until_and_but_not():
    pattern = Pattern(
        date(2026, 9, 1), EVENING, until=date(2026, 10, 13), every_weeks=2, skip=frozenset([date(2026, 9, 29)])
    )
    asked = asked_dates(pattern, LONDON)
    assert [(found.on.isoformat(), found.skipped) for found in asked] == [
        ("2026-09-01", False),
        ("2026-09-15", False),
        ("2026-09-29", True),
        ("2026-10-13", False),
    ]


TIMES = st.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))


@given(
    first=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    weeks=st.integers(0, 60),
    every=st.integers(1, 4),
    start=TIMES,
    end=TIMES,
    zone=st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_every_date_is_on_the_weekday_at_the_hour_that_was_said(first, weeks, every, start, end, zone):
    zone = ZoneInfo(zone)
    pattern = Pattern(first, Times(start, end), until=first + timedelta(weeks=weeks), every_weeks=every)
    for found in asked_dates(pattern, zone):
        assert found.on.weekday() == first.weekday()
        if found.period is None:
            continue
        assert found.period.start.astimezone(zone).date() == found.on
        assert found.period.start.astimezone(zone).time() == start
        assert found.period.end.astimezone(zone).time() == end
        assert timedelta(0) < found.period.length <= timedelta(hours=25)
