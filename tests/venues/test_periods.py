"""Stretches of time: half-open, measured by what elapses, right in the hour that the autumn repeats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venues.periods import Period, merge, overlap, subtract, total_minutes

LONDON = ZoneInfo("Europe/London")


def between(start: str, end: str) -> Period:
    return Period(
        datetime.fromisoformat(start).replace(tzinfo=LONDON), datetime.fromisoformat(end).replace(tzinfo=LONDON)
    )


def test_neighbours_that_touch_do_not_overlap():
    assert not between("2026-03-03T10:00", "2026-03-03T11:00").overlaps(between("2026-03-03T11:00", "2026-03-03T12:00"))


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-28T22:00", "2026-03-29T03:00", 4),
        ("2026-10-24T22:00", "2026-10-25T03:00", 6),
        ("2026-03-28T22:00", "2026-03-29T06:00", 7),
        ("2026-10-24T22:00", "2026-10-25T06:00", 9),
    ],
)
def test_a_night_of_the_clock_change_is_as_long_as_it_lasts(start, end, hours):
    assert between(start, end).hours == hours


def test_the_repeated_hour_of_autumn_comes_after_itself():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    assert Period(first, second).minutes == 60
    early = Period(first, second)
    late = Period(second, datetime(2026, 10, 25, 2, 30, tzinfo=LONDON))
    assert not early.overlaps(late)
    assert early < late


def test_a_period_needs_zones_and_an_end_after_its_start():
    with pytest.raises(ValueError, match="zone"):
        Period(datetime(2026, 3, 3, 10), datetime(2026, 3, 3, 11))
    with pytest.raises(ValueError, match="after"):
        between("2026-03-03T11:00", "2026-03-03T11:00")


def test_closures_that_overlap_count_once_and_outside_hours_take_nothing():
    day = between("2026-03-03T09:00", "2026-03-03T22:00")
    both = [between("2026-03-03T09:00", "2026-03-03T13:00"), between("2026-03-03T11:00", "2026-03-03T15:00")]
    assert total_minutes(subtract([day], both)) == 7 * 60
    assert total_minutes(subtract([day], [between("2026-03-03T07:00", "2026-03-03T10:00")])) == 12 * 60


def test_a_long_stretch_is_cut_at_local_midnights():
    long = between("2026-03-27T18:00", "2026-03-29T12:00")
    assert [(day.day, piece.minutes // 60) for day, piece in long.by_local_day(LONDON)] == [(27, 6), (28, 24), (29, 11)]


MOMENTS = st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 20)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
PERIODS = st.builds(
    lambda start, minutes: Period(start, start + timedelta(minutes=minutes)), MOMENTS, st.integers(1, 5000)
)


@given(st.lists(PERIODS, max_size=8), st.lists(PERIODS, max_size=8))
def test_what_is_left_and_what_is_common_make_the_whole(mine, theirs):
    assert total_minutes(subtract(mine, theirs)) + total_minutes(overlap(mine, theirs)) == total_minutes(mine)
    assert overlap(mine, theirs) == overlap(theirs, mine)
    merged = merge(mine)
    assert all(not a.overlaps(b) and a.last < b.first for a, b in pairwise(merged))


@given(PERIODS, st.integers(1, 30))
def test_pieces_lie_end_to_end(period, hours):
    pieces = list(period.pieces(timedelta(hours=hours)))
    assert pieces[0].start == period.start
    assert pieces[-1].end == period.end
    assert all(piece.length <= timedelta(hours=hours) for piece in pieces)
    assert all(a.end == b.start for a, b in pairwise(pieces))
