"""A day without a year has that of the rows around it, and only where both agree."""

from __future__ import annotations

from datetime import date

from bookings.diaries.years import years_between
from tests.bookings.diaries.halls import A_ROW, FULL, read_rows


def test_the_year_of_the_neighbours_where_both_agree() -> None:
    assert years_between(["1 Dec 2026", "3rd Dec", "", "8/12/26"]) == {1: 2026}
    assert years_between(["29/12/26", "3 Jan", "5/1/27"]) == {}
    assert years_between(["3rd Dec", "8/12/26", "9 Dec"]) == {}


def test_it_is_said_as_a_guess() -> None:
    rows = [[day, *A_ROW[1:]] for day in ("1 Dec 2026", "3rd Dec", "8/12/26")]
    reading = read_rows(FULL, *rows)
    assert [row.day for row in reading.rows] == [date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 8)]
    assert reading.guesses == ("“3rd Dec” has no year: it is taken to be of 2026, as the rows around it.",)
    assert len(read_rows(FULL, *rows[:2]).faults) == 1
    assert read_rows(FULL, rows[0], ["Decembre", *A_ROW[1:]], rows[2]).guesses == ()
