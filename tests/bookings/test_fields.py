"""Dates and times as people type them, and the sentences where they cannot be read."""

from __future__ import annotations

from datetime import date, time

import pytest
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from bookings.forms.days import DaysField, none_of_the_series
from bookings.forms.fields import ClockField, DayField, times_between
from bookings.recurrence import Pattern, Times


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-03",
        "3/3/2026",
        "03/03/26",
        "3.3.2026",
        "3 - 3 - 2026",
        " 3 March 2026 ",
        "3 mar 2026",
        "3rd of March 2026",
        "Tuesday 3 March 2026",
        "Tue, 3 March, 2026",
    ],
)
def test_a_date_is_read_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30 February 2026", "There is no 30 February 2026. Check the day of the month."),
        ("2026-02-30", "There is no 30 February 2026. Check the day of the month."),
        ("31/4/2026", "There is no 31 April 2026. Check the day of the month."),
        ("1/1/9999", "The year 9999 is out of our reach. Check the year of the date."),
        ("0000-01-01", "The year 0 is out of our reach. Check the year of the date."),
        ("3/13/2026", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("30 February", "There is no 30 February. Check the day of the month."),
        ("31/4", "There is no 31 April. Check the day of the month."),
        ("29 February", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("3 March", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("3 Smarch 2026", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("3 M 2026", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("tomorrow", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("<b>3 March 2026</b>", "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("9" * 100_000, "We could not read that date. Write the day, month and year: 3 March 2026."),
        ("", "Say which date, for example 3 March 2026."),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_a_sentence(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(typed)
    assert refusal.value.messages == [sentence]


def left_out(typed: str, first: date = date(2026, 11, 3), last: date | None = date(2027, 3, 30)) -> list[date]:
    field = DaysField(required=False)
    field.mean(first, last)
    return list(field.clean(typed))


@pytest.mark.parametrize("typed", ["16 February", "16/2", "16.2.", "16 feb", "Tuesday 16th of February", "16 Feb 2027"])
def test_a_date_to_leave_out_without_its_year_is_the_one_inside_the_series(typed):
    assert left_out(typed) == [date(2027, 2, 16)]


def test_the_day_of_the_week_tells_the_year_where_a_date_comes_twice():
    assert left_out("Friday 5 November", last=date(2027, 12, 7)) == [date(2027, 11, 5)]


def test_a_29_february_that_the_series_never_comes_to_is_no_date():
    with pytest.raises(ValidationError) as refusal:
        left_out("29 February", first=date(2027, 1, 5))
    assert refusal.value.messages == ["“29 February”: There is no 29 February 2027. Check the day of the month."]


def test_a_date_outside_the_series_is_the_next_after_its_first_date():
    assert left_out("10 November\n2 November") == [date(2026, 11, 10), date(2027, 11, 2)]
    assert left_out("29 February", last=None) == [date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("5 November", "“5 November”: it comes in 2026 and in 2027. Write the year too."),
        ("30 February", "“30 February”: There is no 30 February. Check the day of the month."),
        ("half-term", "“half-term”: We could not read that date. Write the day and the month: 28 October."),
        ("Monday 16 February 2027", "“Monday 16 February 2027”: 16 February 2027 is a Tuesday. Check the date."),
        ("Weds 12 January", "“Weds 12 January”: 12 January 2027 is a Tuesday. Check the date."),
    ],
)
def test_a_date_to_leave_out_that_cannot_be_told_is_refused_with_its_line(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        left_out(typed, last=date(2027, 12, 7))
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    ("typed", "every", "why"),
    [
        ("10 February", 1, "10 February 2027 is a Wednesday, and the series is on Tuesdays."),
        ("29 December 2026", 1, "29 December 2026 is before the first one, 5 January 2027."),
        ("2/3/2027", 1, "2 March 2027 is after the last one, 23 February 2027."),
        ("Tue 12 January", 2, "12 January 2027 is in a week that it leaves free."),
    ],
)
def test_a_date_that_the_series_does_not_have_is_told_with_its_line(typed, every, why):
    first, last = date(2027, 1, 5), date(2027, 2, 25)
    field = DaysField()
    field.mean(first, last)
    series = Pattern(first, Times(time(19), time(21)), last, every)
    assert none_of_the_series(series, field.clean(f"19 January\n{typed}\n2 February")) == [
        f"“{typed}”: It is no date of this series: {why}"
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("19:00", time(19)),
        ("19:00:00", time(19)),
        ("1900", time(19)),
        ("19", time(19)),
        ("7pm", time(19)),
        ("7 PM", time(19)),
        ("7 p.m.", time(19)),
        ("7.30pm", time(19, 30)),
        ("7:30 pm", time(19, 30)),
        ("730pm", time(19, 30)),
        ("07:30", time(7, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("midnight", time(0)),
        ("24:00", time(0)),
        ("00:15", time(0, 15)),
    ],
)
def test_a_time_is_read_however_it_is_written(typed, read):
    assert ClockField().clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("7", "Is that 7am or 7pm? Write am or pm behind it."),
        ("7.30", "Is that 7:30am or 7:30pm? Write am or pm behind it."),
        ("25:00", "We could not read that time. Write it like 7pm, 7:30pm or 19:30."),
        ("19:75", "We could not read that time. Write it like 7pm, 7:30pm or 19:30."),
        ("13pm", "We could not read that time. Write it like 7pm, 7:30pm or 19:30."),
        ("0am", "We could not read that time. Write it like 7pm, 7:30pm or 19:30."),
        ("evening", "We could not read that time. Write it like 7pm, 7:30pm or 19:30."),
        ("", "Say what time, for example 7pm or 19:00."),
    ],
)
def test_a_time_that_cannot_be_read_is_refused_in_a_sentence(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        ClockField().clean(typed)
    assert refusal.value.messages == [sentence]


@given(st.text(), st.sampled_from([DayField(required=False), ClockField(required=False)]))
def test_whatever_is_typed_is_read_or_refused_in_words(typed, field):
    try:
        read = field.clean(typed)
    except ValidationError as refusal:
        read = refusal.messages
    assert read is None or isinstance(read, date | time) or all(words.endswith(".") for words in read)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_back_as_it_was_shown(day):
    field = DayField()
    assert field.clean(field.widget.format_value(day)) == day
    assert field.clean(f"{day.day} {day:%B} {day.year}") == day


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_time_is_read_back_as_it_was_shown(at):
    field = ClockField()
    assert field.clean(field.widget.format_value(at)) == at


@pytest.mark.parametrize(
    ("start", "end", "past_midnight"),
    [(time(19), time(21), False), (time(22), time(3), True), (time(10), time(0), True), (time(1), time(2), False)],
)
def test_a_hire_may_end_after_midnight(start, end, past_midnight):
    times = times_between(start, end)
    assert times == Times(start, end)
    assert times.past_midnight == past_midnight


@pytest.mark.parametrize(("start", "end"), [(time(21), time(19)), (time(19), time(19)), (time(5), time(3))])
def test_an_end_before_the_start_is_refused(start, end):
    with pytest.raises(ValidationError, match="It ends before it starts"):
        times_between(start, end)


def test_what_a_passkey_answers_is_refused_in_our_words_where_it_did_not_arrive_whole():
    with pytest.raises(ValidationError) as refusal:
        AuthenticateWebAuthnForm.base_fields["credential"].clean("{")
    assert refusal.value.messages == ["That did not arrive whole. Try again."]
