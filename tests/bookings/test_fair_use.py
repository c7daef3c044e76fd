"""Fair use, pure: what is counted in a week, and which hours are kept from whom."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bookings.fair_use.rules import Had, Keeping, is_new, keeping_from, over_the_cap
from tests.make import LONDON
from venues.fair_use import Cap, FairUse, Hours, KeptHours, as_document, from_document
from venues.periods import Period

EVENINGS = Hours((0, 1, 2, 3, 4), 18 * 60, 22 * 60)
NIGHTS = Hours((4, 5, 6), 22 * 60, 26 * 60)


def on(day: int, start: int, end: int, *, days: int = 0) -> Period:
    """A day of March 2026, of which the 2nd is a Monday."""
    first = datetime(2026, 3, day, start, tzinfo=LONDON)
    return Period(first, datetime(2026, 3, day + days, end, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("wanted", "had", "counted"),
    [
        (on(6, 19, 21), [on(2, 19, 21)], None),  # just the cap
        (on(6, 19, 21), [on(2, 19, 21), on(5, 19, 21)], [0, 1]),
        (on(6, 19, 21), [on(5, 19, 21), on(2, 19, 21)], [1, 0]),  # told in order
        (on(9, 19, 21), [on(2, 19, 21), on(5, 19, 21)], None),  # another week
        (on(8, 19, 21), [on(2, 18, 22)], None),  # a Sunday
        (on(6, 9, 18), [on(2, 18, 22)], None),  # ends as the evening begins
        (on(6, 17, 19), [on(2, 18, 22)], [0]),
        (on(6, 19, 21), [on(2, 16, 20), on(3, 9, 17)], None),  # only what lies in the evening counts
        (on(2, 17, 23), [], None),
        (on(2, 9, 12, days=2), [], []),  # three days, two evenings
    ],
)
def test_what_a_cap_counts(wanted, had, counted):
    found = over_the_cap(Cap("evening", EVENINGS, 4), wanted, [Had(period) for period in had], LONDON)
    assert found == (None if counted is None else [Had(had[place]) for place in counted])


def test_hours_past_midnight_belong_to_the_day_on_which_they_begin():
    """Sunday 11pm to Monday 2am is of the week that ends."""
    cap, sunday = Cap("night", NIGHTS, 4), on(8, 23, 2, days=1)
    assert over_the_cap(cap, sunday, [Had(on(7, 22, 23))], LONDON) is None
    assert over_the_cap(cap, sunday, [Had(on(6, 22, 1, days=1))], LONDON) == [Had(on(6, 22, 1, days=1))]
    assert over_the_cap(cap, sunday, [Had(on(13, 22, 2, days=1))], LONDON) is None


def test_the_night_of_the_clock_change_counts_what_elapses():
    """From ten to two, three hours long."""
    assert over_the_cap(Cap("night", NIGHTS, 3), on(28, 22, 2, days=1), [], LONDON) is None


def keeping(*, days: int = 7, admits: bool = False, **fields) -> Keeping:
    return Keeping(EVENINGS, days, "new groups", admits, **fields)


@pytest.mark.parametrize(
    ("keepings", "today", "opens"),
    [
        ([keeping()], date(2026, 3, 8), date(2026, 3, 9)),
        ([keeping()], date(2026, 3, 9), None),
        ([keeping(admits=True)], date(2026, 3, 1), None),
        ([keeping(), keeping(days=14)], date(2026, 3, 1), date(2026, 3, 9)),
        ([keeping(), keeping(admits=True)], date(2026, 3, 1), None),  # kept for both, and theirs
        ([keeping(cells=frozenset({7}))], date(2026, 3, 1), None),
        ([keeping(cells=frozenset({1, 7}))], date(2026, 3, 1), date(2026, 3, 9)),
        ([keeping(cells=frozenset())], date(2026, 3, 1), None),  # of a room that is gone
        ([keeping(since=date(2026, 3, 17))], date(2026, 3, 1), None),
        ([keeping(until=date(2026, 3, 15))], date(2026, 3, 1), None),
        ([keeping(since=date(2026, 3, 16), until=date(2026, 3, 16))], date(2026, 3, 1), date(2026, 3, 9)),
    ],
)
def test_which_hours_are_kept_from_whom(keepings, today, opens):
    found = keeping_from(keepings, on(16, 19, 21), {1, 2}, zone=LONDON, today=today)
    assert (found and found[1]) == opens


def test_being_admitted_to_some_hours_is_not_being_admitted_to_others():
    mornings = Keeping(Hours((0,), 540, 720), 7, "groups for young people", admits=True)
    found = keeping_from([mornings, keeping()], on(16, 9, 21), {1}, zone=LONDON, today=date(2026, 3, 1))
    assert found is not None
    assert found[0].whom == "new groups"


@pytest.mark.parametrize(
    ("first", "new"),
    [
        (None, True),
        (date(2026, 5, 1), True),
        (date(2025, 3, 3), True),
        (date(2025, 3, 2), False),
        (date(2024, 2, 29), False),
    ],
)
def test_new_is_nobody_yet_or_within_twelve_months(first, new):
    assert is_new(first, date(2026, 3, 2)) is new


def test_what_is_kept_of_the_rules_is_read_back():
    rules = FairUse((Cap("evening", EVENINGS, 4, True),), (KeptHours(NIGHTS, 7, True, False, "main"),))
    assert from_document(as_document(rules)) == rules
    assert as_document(FairUse()) is None
    assert from_document(None).is_off
