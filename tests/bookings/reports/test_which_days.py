"""Which days a form means, to which moment they are counted, and what is said of them; without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from bookings.forms.report import SpanForm
from bookings.reports.presenting import counted
from bookings.reports.span import Span, last_midnight

TODAY = date(2026, 11, 23)
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DATES = "first=2026-03-01&last=2026-03-31"
MARCH, LAST_YEAR = (date(2026, 3, 1), date(2026, 4, 1)), (date(2025, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("query", "span", "shown"),
    [
        (f"days=this_year&shown=&{DATES}", MARCH, "2026-03-01 2026-03-31"),
        (f"days=last_year&shown=2026-03-01+2026-03-31&{DATES}", LAST_YEAR, ""),  # the tick was changed, not the dates
        (f"days=last_year&shown=2026-01-01+2026-03-31&{DATES}", MARCH, "2026-03-01 2026-03-31"),
        ("days=last_year&shown=2026-03-01+2026-03-31&first=&last=", LAST_YEAR, ""),
    ],
)
def test_dates_that_were_filled_in_are_meant_whatever_is_ticked(
    query: str, span: tuple[date, date], shown: str
) -> None:
    form = SpanForm(QueryDict(query), today=TODAY)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["span"], form.dates_shown) == (span, shown)


def test_one_date_alone_is_asked_about() -> None:
    assert "last" in SpanForm(QueryDict("days=this_year&first=2026-03-01"), today=TODAY).errors


def test_days_that_are_not_over_are_counted_to_last_night_and_said_to_be() -> None:
    year, until = date(2026, 1, 1), date(2027, 1, 1)
    last_night = datetime(2026, 11, 23, tzinfo=UTC)
    assert last_midnight(until, LONDON, NOW) == last_night
    assert last_midnight(TODAY, LONDON, NOW) == NOW
    words = counted(Span(year, until, last_night, LONDON), has_last_year=True)
    assert words == "Counted to Sunday 22 November 2026; last year beside: the same days."
    assert counted(Span(year, TODAY, NOW, LONDON), has_last_year=True) == ""
    assert "None of these days" in counted(Span(TODAY, until, last_night, LONDON), has_last_year=False)
