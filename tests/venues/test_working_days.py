"""Within two working days: weekends and bank holidays give nobody time to answer."""

from __future__ import annotations

from datetime import date

import pytest

from venues.bank_holidays import bank_holidays
from venues.working_days import working_day_after

FRIDAY, SATURDAY, SUNDAY = date(2027, 4, 2), date(2027, 4, 3), date(2027, 4, 4)


@pytest.mark.parametrize(
    ("nation", "asked", "number", "due"),
    [
        ("ENG", SATURDAY, 2, date(2027, 4, 6)),
        ("ENG", SUNDAY, 1, date(2027, 4, 5)),
        ("ENG", FRIDAY, 1, date(2027, 4, 5)),
        ("ENG", date(2027, 3, 24), 2, date(2027, 3, 30)),  # Good Friday, a weekend and Easter Monday lie between
        ("SCT", date(2027, 3, 24), 2, date(2027, 3, 29)),  # Scotland works on Easter Monday
        ("ENG", date(2027, 12, 24), 2, date(2027, 12, 30)),  # both days of Christmas are kept on the next weekdays
    ],
)
def test_the_day_on_which_an_answer_is_due(nation, asked, number, due):
    assert working_day_after(asked, number, bank_holidays(nation)) == due
