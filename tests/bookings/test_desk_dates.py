"""Dates in a line, as the desk reads them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bookings.desk.dates import dates_words, rhythm_words
from bookings.models import RefusedDate, Session
from tests.make import LONDON, evening

TUESDAY = date(2026, 3, 3)


def weeks(*numbers: int) -> list[date]:
    return [TUESDAY + timedelta(weeks=number) for number in numbers]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (weeks(0, 1, 2), "Every Tuesday"),
        (weeks(2, 0, 1), "Every Tuesday"),
        (weeks(0, 2, 4), "Every second Tuesday"),
        (weeks(0, 1, 3), "On some Tuesdays"),
        ([TUESDAY, TUESDAY + timedelta(days=1)], "Picked dates"),
    ],
)
def test_the_rhythm_of_some_days(days, words):
    assert rhythm_words(days) == words


def session(on: date, start: int = 19, end: int = 21) -> Session:
    period = evening(on, start, end)
    return Session(starts_at=period.start, ends_at=period.end)


def test_one_date_is_told_in_full():
    assert dates_words([session(TUESDAY)], [], LONDON) == "Tuesday 3 March 2026, 7pm to 9pm"


def test_a_series_stays_weekly_and_at_7pm_across_the_clock_change():
    sessions = [session(day) for day in weeks(*range(8))]
    assert dates_words(sessions, [], LONDON) == "Every Tuesday, 7pm to 9pm"


def test_a_refused_date_belongs_to_the_rhythm():
    sessions = [session(day) for day in weeks(0, 1, 3)]
    assert dates_words(sessions, [RefusedDate(on=weeks(2)[0])], LONDON) == "Every Tuesday, 7pm to 9pm"


def test_different_hours_are_not_told_as_one():
    sessions = [session(weeks(0)[0]), session(weeks(1)[0], 18, 20)]
    assert dates_words(sessions, [], LONDON) == "Every Tuesday, at different hours"
