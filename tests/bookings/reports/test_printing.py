"""How numbers are printed, and when too few stand behind them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bookings.reports.disclosure import nearest_five
from bookings.reports.making import Line, percentile, share
from bookings.reports.nouns import What
from bookings.reports.printing import exact, half_up, in_unit, shown
from bookings.reports.tally import Said
from bookings.reports.values import Behind, State, Unit
from bookings.reports.year_on_year import change


@pytest.mark.parametrize(
    ("number", "places", "printed"),
    [
        (Fraction(1, 2), 0, "1"), (Fraction(5, 2), 0, "3"), (Fraction(-1, 2), 0, "-1"), (Fraction(-1, 5), 0, "0"),
        (Fraction(1, 8), 2, "0.13"), (Fraction(1, 3), 1, "0.3"), (Fraction(12), 1, "12.0"), (Fraction(1, 20), 1, "0.1"),
    ],
)  # fmt: skip
def test_a_half_rounds_up_and_only_at_print(number: Fraction, places: int, printed: str) -> None:
    assert half_up(number, places) == printed


def test_machines_get_four_decimals_without_idle_noughts() -> None:
    assert [exact(Fraction(n)) for n in ("140.6", "12", "1/3", "0")] == ["140.6", "12", "0.3333", "0"]


@pytest.mark.parametrize(("percent", "hours"), [(50, 3), (90, 5), (20, 1), (100, 5)])
def test_percentiles_go_by_nearest_rank(percent: int, hours: int) -> None:
    numbers = [(Said("a request"), Fraction(n)) for n in (5, 1, 4, 2, 3)]
    assert percentile(Line("C6", ""), numbers, percent, what=What.REQUESTS).top == hours


def test_under_five_there_is_no_middle_value() -> None:
    four = percentile(Line("C6", ""), [(Said("a request"), Fraction(1))] * 4, 50, what=What.REQUESTS)
    assert shown(four, "GBP") == "4 requests, too few for a figure"
    assert four.state is State.FEW
    assert four.amount is None


@pytest.mark.parametrize(("n", "said"), [(4, "1 of 4 requests"), (5, "20.0%")])
def test_under_five_a_share_is_n_of_m(n: int, said: str) -> None:
    assert shown(share(Line("C3", ""), 1, n, Behind(n, What.REQUESTS)), "GBP") == said


@pytest.mark.parametrize(("number", "rounded"), [(7, 5), (8, 10), (86, 85), (70, 70), ("7.5", 10)])
def test_people_round_to_five(number: object, rounded: int) -> None:
    assert nearest_five(Fraction(str(number))) == rounded


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("10485.5", Unit.HOURS, "10,485.5 h"),
        ("6450", Unit.COUNT, "6,450"),
        ("12784.385", Unit.POUNDS, "£12,784.39"),
        ("0.06", Unit.PERCENT, "0.1%"),
    ],
)
def test_thousands_stand_apart(number: str, unit: Unit, words: str) -> None:
    assert in_unit(Fraction(number), unit, "GBP") == words


@pytest.mark.parametrize(
    ("now", "then", "unit", "told"),
    [
        ("11.72", "12.50", Unit.PER_HOUR, "-£0.78 an hour (-6.2%)"),
        ("43.2", "40.0", Unit.PERCENT, "+3.2 points"),
        ("40.0", "40.0", Unit.PERCENT, "no change"),
        ("85", "85", Unit.COUNT, "no change (0.0%)"),
        ("3", "0", Unit.COUNT, "+3 (it was 0)"),
        ("[c]", "12.50", Unit.PER_HOUR, "None"),
        ("11.72", "[c]", Unit.PER_HOUR, "None"),
        ("", "40.0", Unit.PERCENT, "None"),
    ],
)
def test_a_change_is_of_what_is_printed_and_nothing_that_is_hidden_has_one(
    now: str, then: str, unit: Unit, told: str
) -> None:
    assert str(change(now, then, unit, "GBP")) == told
