"""What is asked about before and after a day; without a database."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.http import QueryDict

from bookings.forms.report_change import ChangeForm
from bookings.reports import Window

ON = "change_on=2026-03-23"


def asked(query: str, *, is_for_everybody: bool = False) -> ChangeForm:
    return ChangeForm(QueryDict(query), is_for_everybody=is_for_everybody, today=date(2026, 3, 23))


@pytest.mark.parametrize(
    ("query", "window"),
    [
        ("", None),
        (ON, Window(date(2026, 3, 23), 12)),
        (f"{ON}&weeks=&since=&until=", Window(date(2026, 3, 23), 12)),
        (
            f"{ON}&weeks=4&weekdays=0&weekdays=2&since=6pm&until=22:00",
            Window(date(2026, 3, 23), 4, frozenset({0, 2}), time(18), time(22)),
        ),
        (f"{ON}&since=18:00&until=midnight", Window(date(2026, 3, 23), 12, since=time(18))),
    ],
)
def test_a_window_is_made_of_what_is_said(query: str, window: Window | None) -> None:
    form = asked(query)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["window"] == window


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("change_on=2026-02-30", "change_on", "There is no 30 February 2026."),
        ("change_on=2026-03-24", "change_on", "That day is still to come."),
        (f"{ON}&weeks=0", "weeks", "Compare one week at least."),
        (f"{ON}&weeks=999", "weeks", "104 weeks, are the most"),
        (f"{ON}&weekdays=9", "weekdays", "Choose days of the week."),
        (f"{ON}&since=22:00&until=18:00", "until", "That is not after the other time."),
    ],
)
def test_what_cannot_be_is_said_beside_it(query: str, field: str, words: str) -> None:
    assert words in asked(query).errors.as_data()[field][0].messages[0]


def test_the_edition_for_everybody_has_no_window() -> None:
    assert "your own copy and in a funder’s" in str(asked(ON, is_for_everybody=True).errors)
