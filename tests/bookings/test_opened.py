"""How long it takes to ask: from a signed moment in the form, and nothing that a visitor could make up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.core import signing

from bookings.forms.book import BookForm
from bookings.forms.opened import OpenedField, mark
from bookings.plans import Ask
from bookings.reports.building import compose
from bookings.reports.figures.burden import MUST_SAY
from tests.bookings.reports.example import printed
from tests.bookings.reports.rows import a_request, some_rows

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_the_moment_comes_back_as_it_was_signed_and_nothing_else_does():
    field = OpenedField()
    assert field.clean(mark(NOW)) == NOW
    forged = ("", "x" * 5000, "2026-03-03T12:00:00+00:00", signing.dumps("2026-03-03T12:00:00+00:00"), "\x00")
    assert [field.clean(value) for value in forged] == [None] * 5


@pytest.mark.parametrize(
    ("took", "minutes"),
    [
        (timedelta(), 0),
        (timedelta(seconds=1), 1),
        (timedelta(minutes=7, seconds=30), 8),
        (timedelta(days=1), 1440),
        (timedelta(days=1, seconds=1), None),
        (timedelta(seconds=-1), None),
    ],
)
def test_begun_minutes_count_up_to_a_day(took, minutes):
    assert Ask.minutes_to_ask(SimpleNamespace(opened_at=NOW), NOW + took) == minutes


def test_the_middle_one_is_told_from_five_on_beside_the_boxes_that_must_be_filled_in():
    took = [3, 9, 4, None, 30, 5]
    asked = [a_request("2026-03-03 12:00", key=n, minutes_to_ask=each) for n, each in enumerate(took)]
    report = compose(some_rows(requests=tuple(asked), issued=2))
    assert printed(report, "F8") == ["5 minutes"]
    assert printed(report, "F8.issued") == ["2"]
    assert printed(compose(some_rows(requests=tuple(asked[:5]))), "F8") == ["4 requests, too few for a figure"]
    assert report.figure("F8").value.amount == Fraction(5)
    required = [name for name, field in BookForm.base_fields.items() if field.required]
    assert len(required) == MUST_SAY, required
