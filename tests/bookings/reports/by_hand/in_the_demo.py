"""Two halls of the demo, told by hand: drawn where the demo is filled, in `tests/bookings/test_demo.py`."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.bookings.reports.by_hand.comparing import differences
from venues.models import Venue

AS_AT = datetime(2025, 11, 22, 15, 30, tzinfo=ZoneInfo("Europe/London"))


MOST_DATES = pytest.param("great-tolverton-village-hall", marks=pytest.mark.once)


@pytest.mark.parametrize("slug", [MOST_DATES, "sallowfield-community-centre"])
def test_its_report_of_a_month_and_of_last_years_says_what_comes_out_by_hand(slug: str) -> None:
    """Those with most dates; a longer time takes longer and tells no more. On PostgreSQL the quicker of them does."""
    found = differences(Venue.objects.get(slug=slug), date(2025, 10, 1), date(2025, 11, 1), AS_AT)
    assert not found, "\n".join(found)
