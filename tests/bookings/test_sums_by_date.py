"""Where the dates of a booking do not all cost the same, the desk reads how many cost what."""

from __future__ import annotations

import pytest

from bookings.desk.facts import Facts
from bookings.models import Booking, Session
from venues.models import Operator, Venue


@pytest.mark.parametrize(
    ("pence", "told"),
    [
        ([3000, 3000], []),
        ([3000], []),
        ([3000, 2500, 3000], ["2 dates at £30.00", "1 date at £25.00"]),
        ([3000, None, None], ["1 date at £30.00", "2 dates without a price"]),
    ],
)
def test_dates_that_cost_differently_are_told_by_what_they_cost(pence, told):
    venue = Venue(operator=Operator(currency="GBP"))
    facts = Facts(Booking(venue=venue))
    facts.__dict__["planned"] = [Session(venue=venue, hire_pence=each) for each in pence]
    assert facts.by_date == told
