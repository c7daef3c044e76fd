"""A series in one typed sentence: read, said back in words, and read again as the same."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.recurrence import Pattern, TermDays, Times, as_document, from_document
from bookings.recurrence.pattern import first_on
from bookings.recurrence.said import Trouble
from bookings.recurrence.sentence import read
from bookings.series_words import series_words, trouble_words

TODAY = date(2025, 8, 1)
TUESDAY, MONTH_END = date(2025, 9, 9), date(2025, 9, 26)
TERMS = (TermDays(date(2025, 9, 1), date(2025, 10, 17)), TermDays(date(2025, 10, 27), date(2025, 12, 19)))
EVENING = Times(time(19), time(21))
EARLY = Times(time(18), time(20))
JULY = date(2026, 7, 14)


def pattern_of(sentence: str) -> Pattern | None:
    return read(sentence, today=TODAY).pattern(TERMS, "ENG")


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        (
            "Every Tuesday 6pm to 8pm, term time only, 9 September to 14 July, not 28 October",
            Pattern(TUESDAY, EARLY, JULY, skip=frozenset([date(2025, 10, 28)]), terms=TERMS),
        ),
        (
            "fortnightly on Thursdays 7-9pm from 3 March until 30 June",
            Pattern(date(2026, 3, 5), EVENING, date(2026, 6, 30), every_weeks=2),
        ),
        (
            "first Monday of the month 10am-noon until December",
            Pattern(date(2025, 8, 4), Times(time(10), time(12)), date(2025, 12, 31), nth=1),
        ),
        (
            "last Friday 7.30pm to 10pm, September to June",
            Pattern(MONTH_END, Times(time(19, 30), time(22)), date(2026, 6, 30), nth=-1),
        ),
        (
            "Mon and Wed 9-12 in term time until 17/10/25",
            Pattern(
                date(2025, 8, 4), Times(time(9), time(12)), date(2025, 10, 17), weekdays=frozenset([0, 2]), terms=TERMS
            ),
        ),
        (
            "3 March, 17 March and 4 May 7-9pm",
            Pattern(
                date(2026, 3, 3), EVENING, picked=(date(2026, 3, 3), date(2026, 3, 17), date(2026, 5, 4))
            ),
        ),
        ("Tues 9 Sept 19:00-21:00", Pattern(TUESDAY, EVENING)),
        ("every week from Tuesday 9 September to 14 July, 6pm for two hours", Pattern(TUESDAY, EARLY, JULY)),
        ("every Wednesday 9 September to 14 July 7 to 9pm", Pattern(date(2025, 9, 10), EVENING, JULY)),
        (
            "Every other Tuesday 7 – 9 p.m. from 9.9.2025 to 2026-07-14 except 28 and 29 October and bank holidays",
            Pattern(
                TUESDAY,
                EVENING,
                JULY,
                every_weeks=2,
                skip=frozenset([date(2025, 10, 28), date(2025, 10, 29)]),
                nation="ENG",
            ),
        ),
        (
            "Tuesdays 6-8pm from 9 September to 14 July, not 27 October to 5 November, outside school holidays",
            Pattern(
                TUESDAY, EARLY, JULY, skip=frozenset([date(2025, 10, 28), date(2025, 11, 4)]), terms=TERMS
            ),
        ),
        (
            "weekdays 10-1pm 1 Sept to 30 Sept, no bank holidays",
            Pattern(
                date(2025, 9, 1),
                Times(time(10), time(13)),
                date(2025, 9, 30),
                weekdays=frozenset(range(5)),
                nation="ENG",
            ),
        ),
        (
            "every Tuesday 7-9pm for ten weeks from 9 September",
            Pattern(TUESDAY, EVENING, date(2025, 11, 11)),
        ),
        ("every Tuesday 7-9pm for three months from 9 September", Pattern(TUESDAY, EVENING, date(2025, 12, 2))),
        ("every Tuesday 7-9pm from 9 September for a year", Pattern(TUESDAY, EVENING, date(2026, 9, 8))),
        (
            "last Friday 7-9pm for 3 months from September",  # 26 September, 31 October, 28 November
            Pattern(MONTH_END, EVENING, date(2025, 11, 28), nth=-1),
        ),
        (
            "every day 7-9pm from 31 January 2026 for 1 month",
            Pattern(date(2026, 1, 31), EVENING, date(2026, 2, 28), weekdays=frozenset(range(7))),
        ),
        (
            "fortnightly on Tuesdays 7-9pm for 6 weeks from 9 September",
            Pattern(TUESDAY, EVENING, date(2025, 10, 7), every_weeks=2),
        ),
        (
            "Tuesdays 7-9pm from 9 September, 4 times, not 16 September and not 23 September",
            Pattern(
                TUESDAY, EVENING, date(2025, 10, 14), skip=frozenset([date(2025, 9, 16), date(2025, 9, 23)])
            ),
        ),
        (
            "last Friday 7-9pm, twelve dates from September",
            Pattern(MONTH_END, EVENING, date(2026, 8, 28), nth=-1),
        ),
        (
            "every day 7-9pm from 9 September for 9 days",
            Pattern(TUESDAY, EVENING, date(2025, 9, 17), weekdays=frozenset(range(7))),
        ),
        (
            "every day except Sundays 7-9pm from 9 September, three times",
            Pattern(TUESDAY, EVENING, date(2025, 9, 11), weekdays=frozenset(range(6))),
        ),
        ("Saturday Sept 13th 9pm-1", Pattern(date(2025, 9, 13), Times(time(21), time(1)))),
    ],
)  # fmt: skip
def test_a_sentence_is_read(sentence, pattern):
    assert pattern_of(sentence) == pattern


@pytest.mark.parametrize(
    ("sentence", "trouble", "words"),
    [
        ("Tuesdays 7-9 until July", Trouble.HALF, "7-9"),
        ("Tuesdays 7pm to 9pm until Christmas", Trouble.UNREAD, "christmas"),
        ("Tuesdays 7pm to 9pm", Trouble.NO_LAST, ""),
        ("Tuesdays until July", Trouble.NO_TIMES, ""),
        ("9 September 9am to 7am", Trouble.ENDS_BEFORE, "9am to 7am"),
        ("31 February 7pm to 9pm", Trouble.NO_SUCH_DAY, "31 february"),
        ("Monday 9 September 2025 7pm to 9pm", Trouble.WRONG_WEEKDAY, "9 september 2025"),
        ("9 September to 14 July 7pm to 9pm", Trouble.HOW_OFTEN, ""),
        ("every second Tuesday 7pm to 9pm until July", Trouble.SECOND, ""),
        ("first and third Monday of the month 7pm to 9pm until July", Trouble.UNREAD, "first"),
        ("first Monday and third Monday of the month 7pm to 9pm until July", Trouble.TWO_OF_MONTH, ""),
        ("Tuesdays 7pm to 9pm from 9 September 2025 to 1 July 2025", Trouble.LAST_BEFORE, ""),
        ("Tuesdays 7pm to 9pm, 1 May, 8 May and 15 May", Trouble.MANY_DATES, ""),
        ("Tuesdays 7pm to 9pm and 6pm to 8pm until July", Trouble.TWO_TIMES, ""),
        ("Tuesdays 7pm to 9pm for ten weeks until July", Trouble.MANY_DATES, ""),
        ("Tuesdays 7pm to 9pm ten times for ten weeks", Trouble.MANY_DATES, ""),
        ("Tuesdays 7pm to 9pm for three months until July", Trouble.MANY_DATES, ""),
        ("Tuesdays 7pm to 9pm ten times in term time", Trouble.NO_LAST, ""),
        ("Tuesdays 7pm to 9pm, two times a month until July", Trouble.UNREAD, "two times month"),
        ("Tuesdays 7pm to 9pm, not Wednesdays, until July", Trouble.UNREAD, "wednesdays"),
        ("9 September 7pm to 9pm ten times", Trouble.HOW_OFTEN, ""),
        ("", Trouble.NO_DATE, ""),
    ],
)
def test_what_is_not_understood_is_said_in_words(sentence, trouble, words):
    said = read(sentence, today=TODAY)
    assert (trouble, words) in said.troubles
    assert said.pattern(TERMS, "ENG") is None
    assert words in trouble_words(trouble, words)


def test_what_was_understood_of_half_a_sentence_is_kept():
    said = read("every second Tuesday, 7pm to 9pm from 9 September", today=TODAY)
    assert (said.times, said.first, said.until) == (EVENING, TUESDAY, None)


@given(st.text(max_size=80) | st.lists(st.sampled_from([
    "every", "Tuesday", "9", "September", "to", "not", "7pm", "-", "12", "2025", "of the month", "last", "1/1", "and",
    "from", "until", "weeks", "29 February", "noon", "term time", ",", "0", "99", "31/9/2025", "0000-00-00", "2nd",
    "for 9 weeks", "for 99 years", "ten times", "every day",
]), max_size=14).map(" ".join))  # fmt: skip
@settings(max_examples=200)
def test_no_text_stops_it(text):
    said = read(text, today=TODAY)
    assert said.troubles or said.pattern(TERMS, "ENG")


CLOCK = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def patterns(draw) -> Pattern:
    start = draw(CLOCK)
    end = draw(CLOCK.filter(lambda end: start < end or end <= time(6) < start))
    first = draw(st.dates(date(2025, 1, 1), date(2027, 12, 1)))
    times, kind = Times(start, end), draw(st.sampled_from(["once", "weekly", "monthly", "picked"]))
    if kind == "once":
        return Pattern(first, times)
    terms, nation = draw(st.sampled_from([None, TERMS])), draw(st.sampled_from(["", "ENG"]))
    if kind == "picked":
        days = sorted(
            first + timedelta(days=day) for day in {0, *draw(st.sets(st.integers(1, 300), min_size=1, max_size=5))}
        )
        return Pattern(days[0], times, picked=tuple(days), terms=terms, nation=nation, skip=frozenset(days[2:3]))
    until = first + timedelta(days=draw(st.integers(45, 700)))
    if kind == "monthly":
        nth = draw(st.sampled_from([1, 2, 3, 4, -1]))
        first = first_on(first, [first.weekday()], nth)
        pattern = Pattern(first, times, max(until, first), nth=nth, terms=terms, nation=nation)
    else:
        on = frozenset([first.weekday(), *draw(st.sets(st.integers(0, 6), max_size=3))])
        weeks = draw(st.integers(1, 4))
        pattern = Pattern(
            first, times, until, weeks, weekdays=on if len(on) > 1 else frozenset(), terms=terms, nation=nation
        )
    skip = draw(st.sets(st.sampled_from(pattern.rule_dates()), max_size=3))
    return Pattern(**{**vars(pattern), "skip": frozenset(skip)})


@given(patterns())
@settings(max_examples=150)
def test_a_pattern_said_in_words_is_read_as_the_same_and_kept_as_the_same(pattern):
    said = read(series_words(pattern), today=TODAY)
    assert said.pattern(pattern.terms, "ENG") == pattern, series_words(pattern)
    assert from_document(as_document(pattern)) == pattern


def test_the_words_of_a_series():
    pattern = pattern_of("Every Tuesday 6pm to 8pm, term time only, 9 September to 14 July, not 28 October")
    assert pattern is not None
    assert series_words(pattern) == (
        "Every Tuesday 6pm to 8pm, in term time, from 9 September 2025 to 14 July 2026, not on 28 October"
    )


def test_in_term_time_and_not_on_bank_holidays():
    pattern = Pattern(date(2025, 8, 18), EVENING, date(2025, 11, 3), terms=TERMS, nation="ENG")
    assert [day.isoformat() for day in pattern.dates()] == [
        "2025-09-01", "2025-09-08", "2025-09-15", "2025-09-22", "2025-09-29", "2025-10-06", "2025-10-13",
        "2025-10-27", "2025-11-03",
    ]  # fmt: skip
    mondays = Pattern(date(2026, 5, 4), EVENING, date(2026, 5, 31), nation="ENG").dates()
    assert mondays == [date(2026, 5, 11), date(2026, 5, 18)]


def test_the_fifth_of_a_month_is_its_last():
    last = Pattern(date(2026, 1, 30), EVENING, date(2026, 5, 31), nth=-1).dates()
    assert [day.day for day in last] == [30, 27, 27, 24, 29]
