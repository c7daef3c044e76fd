"""Which hours of next year follow from those of this year. Pure."""

from __future__ import annotations

from datetime import date, time

import pytest

from bookings.recurrence import Pattern, TermDays, Times
from bookings.renewing import Season, next_year

EVENING = Times(time(19), time(21))
ASKED = {"starts_on": date(2027, 9, 1), "ends_on": date(2028, 7, 31)}
CHOIR = Pattern(date(2026, 9, 1), EVENING, until=date(2027, 5, 18))  # Tuesdays
CHRISTMAS = frozenset({date(2026, 12, 22), date(2026, 12, 29)})


def renewed(pattern: Pattern, season: Season | None, *terms: TermDays) -> Pattern:
    found = next_year(pattern, EVENING, **ASKED, terms=terms, season=season)
    assert found is not None
    return found


def test_a_group_is_offered_its_own_season_and_leaves_out_the_same_weeks():
    found = renewed(CHOIR, Season(date(2026, 9, 8), date(2027, 5, 18), CHRISTMAS))
    assert (found.first, found.until) == (date(2027, 9, 7), date(2028, 5, 16))
    assert found.skip == {date(2027, 12, 21), date(2027, 12, 28)}
    assert len(found.dates()) == 37


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        (None, date(2027, 9, 7), date(2028, 7, 31)),
        (Season(date(2026, 8, 25), date(2027, 8, 24)), date(2027, 9, 7), date(2028, 7, 25)),  # inside the days asked
        (
            Season(date(2027, 4, 6), date(2027, 4, 6), frozenset({date(2027, 4, 6)})),
            date(2027, 9, 7),
            date(2028, 7, 31),
        ),
    ],
)
def test_where_nothing_of_a_season_is_left_all_the_days_are_offered(season, first, last):
    found = renewed(CHOIR, season)
    assert (found.first, found.until, found.skip) == (first, last, frozenset())


def test_the_first_tuesday_goes_by_the_month():
    """The first of June 2028 is 53 weeks after that of 2027."""
    monthly = Pattern(date(2026, 10, 6), EVENING, until=date(2027, 6, 1), nth=1)
    found = renewed(monthly, Season(date(2026, 10, 6), date(2027, 6, 1), frozenset({date(2027, 1, 5)})))
    assert (found.first, found.until) == (date(2027, 10, 5), date(2028, 6, 6))
    assert found.skip == {date(2028, 1, 4)}


def test_in_term_time_it_begins_and_ends_with_the_terms_of_the_new_year():
    autumn, spring = TermDays(date(2026, 9, 8), date(2026, 12, 18)), TermDays(date(2027, 1, 5), date(2027, 3, 25))
    pattern = Pattern(date(2026, 9, 8), EVENING, until=date(2027, 3, 23), terms=(autumn, spring))
    new = (
        TermDays(date(2027, 9, 1), date(2027, 12, 17)),
        TermDays(date(2028, 1, 4), date(2028, 3, 31)),
        TermDays(date(2028, 4, 18), date(2028, 7, 20)),
    )
    found = renewed(pattern, Season(date(2026, 9, 8), date(2027, 3, 23)), *new)
    assert (found.first, found.until) == (date(2027, 9, 7), date(2028, 3, 28))
    late = renewed(pattern, Season(date(2026, 10, 6), date(2027, 2, 2)), *new)
    assert (late.first, late.until) == (date(2027, 10, 5), date(2028, 2, 1))
