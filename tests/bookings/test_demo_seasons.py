"""When the groups of the demo rest: told without any database."""

from __future__ import annotations

from datetime import date, timedelta

from bookings.demo.cast import the_cast
from bookings.demo.seasons import meets_on


def test_groups_rest_in_the_holidays():
    use = next(use for group in the_cast().groups for use in group.uses if use.title == "Brownies")
    monday = date(2026, 10, 26)
    assert not meets_on(use, monday)  # half-term
    assert meets_on(use, monday + timedelta(weeks=1))
    assert not meets_on(use, monday + timedelta(weeks=1, days=1))
