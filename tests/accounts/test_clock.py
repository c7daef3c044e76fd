"""Days and times read as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from accounts.clock import day_words, hours_words, span_words, time_words

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_a_day_has_its_weekday_and_no_leading_nought() -> None:
    assert day_words(date(2026, 3, 3)) == "Tuesday 3 March 2026"


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("00:00", "midnight"),
        ("00:30", "12:30am"),
        ("09:00", "9am"),
        ("11:59", "11:59am"),
        ("12:00", "midday"),
        ("12:01", "12:01pm"),
        ("17:30", "5:30pm"),
        ("19:00:59", "7pm"),
        ("23:05", "11:05pm"),
    ],
)
def test_a_time_is_said_as_people_say_it(clock: str, words: str) -> None:
    assert time_words(time.fromisoformat(clock)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-03-03T19:00", "2026-03-03T21:00", "Tuesday 3 March 2026, 7pm to 9pm"),
        ("2026-03-03T10:30", "2026-03-03T12:00", "Tuesday 3 March 2026, 10:30am to midday"),
        ("2026-03-03T19:00", "2026-03-04T00:00", "Tuesday 3 March 2026, 7pm to midnight"),
        ("2026-03-03T00:00", "2026-03-04T00:00", "Tuesday 3 March 2026, all day"),
        ("2026-03-03T00:00", "2026-03-03T06:00", "Tuesday 3 March 2026, midnight to 6am"),
        ("2026-12-31T22:00", "2027-01-01T03:00", "Thursday 31 December 2026, 10pm to Friday 1 January 2027, 3am"),
        ("2026-03-06T18:00", "2026-03-09T00:00", "Friday 6 March 2026, 6pm to the end of Sunday 8 March 2026"),
    ],
)
def test_a_span_names_each_day_once(start: str, end: str, words: str) -> None:
    assert span_words(at(start), at(end), LONDON) == words


def test_words_follow_the_clock_of_the_zone() -> None:
    start, end = datetime(2026, 6, 30, 22, tzinfo=UTC), datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert span_words(start, end, LONDON) == "Tuesday 30 June 2026, 11pm to midnight"
    assert hours_words(start, end, NEW_YORK) == "6pm to 7pm"
