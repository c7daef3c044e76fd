"""Bank holidays differ by nation."""

from __future__ import annotations

from datetime import date

import pytest

from venues.bank_holidays import bank_holidays


@pytest.mark.parametrize(
    ("nation", "day", "shut"),
    [
        ("ENG", date(2026, 4, 6), True),  # Easter Monday
        ("SCT", date(2026, 4, 6), False),
        ("SCT", date(2026, 1, 2), True),
        ("NIR", date(2026, 3, 17), True),
        ("WLS", date(2026, 8, 31), True),
        ("ENG", date(2026, 12, 28), True),  # in place of Boxing Day, a Saturday
        ("ENG", date(2026, 4, 7), False),
        ("NZ", date(2026, 2, 6), True),  # Waitangi Day
        ("IE", date(2026, 8, 3), True),  # the first Monday in August
        ("ENG", date(2026, 8, 3), False),
    ],
)
def test_each_nation_keeps_its_own(nation, day, shut):
    assert (day in bank_holidays(nation)) is shut
