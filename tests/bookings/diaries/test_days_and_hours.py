"""How people write a day and its hours."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bookings.diaries.days import read_day, read_moment, read_weekday
from bookings.diaries.faults import Unreadable
from bookings.diaries.hours import read_hours


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14", "14/3/26", "14/03/2026", "14.3.2026", "14-3-26", "14 March 2026", "14th March 2026", "14 Mar 26",
        "14-Mar-26", "Sat 14/3/26", "Saturday 14th of March, 2026", "March 14, 2026", "46095", "46095.0",
        "sat. 14.3.26", "2026-03-14 00:00:00",
    ],
)  # fmt: skip
def test_a_day_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("30 February 2026", "30 February is no date"),
        ("30/2/26", "30 February is no date"),
        ("31/4/2026", "31 April is no date"),
        ("29/2/2026", "29 February is no date"),
        ("0/3/26", "0 March is no date"),
        ("3/14/26", "“3/14/26” is no date: write the day before the month"),
        ("Tue 14 March 2026", "14 March 2026 is a Saturday, not a Tuesday"),
        ("14 March", "“14 March” has no year"),
        ("14 March 1066", "“14 March 1066” lies too far away"),
        ("soon", "“soon” is no date"),
        ("14 Marchember 2026x", "“14 Marchember 2026x” is no date"),
    ],
)
def test_what_is_no_day_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_day(text)
    assert str(fault.value) == words


def test_a_day_without_a_year_has_that_of_its_sheet() -> None:
    assert read_day("Sat 14 March", year=2026) == date(2026, 3, 14)


def test_a_moment_is_a_day_with_its_time_and_midnight_where_none_is_said() -> None:
    assert read_moment("Sat 14/3/26 at 09:05") == datetime(2026, 3, 14, 9, 5)
    assert read_moment("2026-03-14T19:00:00") == datetime(2026, 3, 14, 19)
    assert read_moment("14 March 2026") == datetime(2026, 3, 14)
    with pytest.raises(Unreadable):
        read_moment("14/3/26 25:00")


@pytest.mark.parametrize("text", ["Tue's", "Tues", "tuesdays", "every Tuesday", "TUE", "Tue’s", "tues."])
def test_tuesdays_however_they_are_written(text: str) -> None:
    assert read_weekday(text) == 1


@pytest.mark.parametrize("text", ["Monty", "Sunny", "Tue 3 March", "", "Wedding", "Friends"])
def test_what_is_no_day_of_the_week(text: str) -> None:
    assert read_weekday(text) is None


HOURS = [
    ("7-9pm", "19:00", "21:00"), ("19.00–21.00", "19:00", "21:00"), ("7.30pm till 9", "19:30", "21:00"),
    ("noon to 2", "12:00", "14:00"), ("10-2pm", "10:00", "14:00"), ("10am-2", "10:00", "14:00"),
    ("11-1pm", "11:00", "13:00"), ("1900-2100", "19:00", "21:00"), ("7pm-midnight", "19:00", "00:00"),
    ("7pm-12", "19:00", "00:00"), ("6pm - 1am", "18:00", "01:00"), ("9.30 - 11.30am", "09:30", "11:30"),
    ("07:00-09:00", "07:00", "09:00"), ("10:00-22:30", "10:00", "22:30"), ("10.30-11.30pm", "22:30", "23:30"),
    ("9.00-17.00", "09:00", "17:00"), ("22:00-02:00", "22:00", "02:00"), ("12-2", "12:00", "14:00"),
    ("10-12", "10:00", "12:00"), ("7 to 9 p.m.", "19:00", "21:00"), ("12noon-2pm", "12:00", "14:00"),
    ("7-9", "19:00", "21:00"), ("9-11", "09:00", "11:00"), ("2 – 4", "14:00", "16:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), HOURS)
def test_hours_as_people_write_them(text: str, start: str, end: str) -> None:
    hours = read_hours(text)
    assert (hours.start, hours.end) == (time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("19", "21", (19, 21)),
        ("19:00", "21:00", (19, 21)),
        ("0.791666667", "0.875", (19, 21)),  # of a day, as spreadsheets keep it
        ("7", "9pm", (19, 21)),
        ("9:00", "17:00", (9, 17)),
        ("12:00", "1", (12, 13)),
    ],
)
def test_hours_in_two_cells(start: str, end: str, expected: tuple[int, int]) -> None:
    hours = read_hours(start, end)
    assert (hours.start.hour, hours.end.hour) == expected


def test_a_number_that_lost_its_nought_is_still_half_past() -> None:
    assert read_hours("19.3", "21").start == time(19, 30)


@pytest.mark.parametrize(("text", "guessed"), [("7-9", True), ("9-11", True), ("7-9pm", False), ("10-12", False)])
def test_where_nothing_says_morning_or_evening_it_is_said_that_we_guessed(text: str, guessed: bool) -> None:
    assert read_hours(text).guessed is guessed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7pm", "“7pm” does not say from when to when"),
        ("7-8-9", "“7-8-9” does not say from when to when"),
        ("evening-late", "“evening” is no time"),
        ("25:00-26:00", "“25:00” is no time"),
        ("13pm-2pm", "“13pm” is no time"),
        ("7pm-7pm", "“7pm-7pm” ends when it begins"),
        ("19.5-21", "“19.5” may be half past or so many minutes: write 19:30"),
    ],
)
def test_what_are_no_hours_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_hours(text)
    assert str(fault.value) == words
