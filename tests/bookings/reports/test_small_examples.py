"""What goes wrong easily, each in an example small enough to reckon in one's head."""

from __future__ import annotations

from datetime import date

import pytest

from bookings.reports.building import compose
from bookings.reports.rows import CellRow, ClosureRow, Held, Named, SessionRow
from bookings.reports.span import Span
from bookings.reports.values import Report
from tests.bookings.reports.example import printed
from tests.bookings.reports.rows import a_session, a_span, local, some_rows, stretch

MONDAY = date(2026, 3, 2)
OPEN = stretch(f"{MONDAY} 09:00", f"{MONDAY} 22:00")


def a_day(*sessions: SessionRow, cells: tuple[str, ...] = ("front",), **cell: object) -> Report:
    """Monday, with these halves of the hall open from nine to ten."""
    span = a_span(MONDAY, 1)
    rows = tuple(_cell(n, name, span, **cell) for n, name in enumerate(cells, 1))
    return compose(some_rows(*sessions, span=span, cells=rows))


def _cell(key: int, name: str, span: Span, **fields: object) -> CellRow:
    given = {"opening": (OPEN,), "in_service": (span.done,), **fields}
    return CellRow(key, Named(name, name.title()), **given)


def at(start: str, end: str, **fields: object) -> SessionRow:
    return a_session(f"{MONDAY} {start}", f"{MONDAY} {end}", **fields)


def test_the_whole_of_a_divisible_hall_is_each_half_once_and_one_hire() -> None:
    front = at("10:00", "12:00", hire=200, room=Named("front", "Front"))
    back = at("11:00", "13:00", key=2, hire=200, room=Named("back", "Back"), cells=frozenset({2}))
    both = at("14:00", "17:00", key=3, hire=300, room=Named("whole", "Whole"), cells=frozenset({1, 2}))
    report = a_day(front, back, both, cells=("front", "back"))
    assert printed(report, "E1") == ["10.0 h"]  # 2 + 2 + twice 3
    assert [printed(report, f"E1.{half}") for half in ("front", "back")] == [["5.0 h"], ["5.0 h"]]
    assert printed(report, "E2") == ["38.5%"]  # of 26 hours
    assert printed(report, "A1") == ["£1.00 an hour"]  # 7 hours of hire, not 10
    assert printed(report, "A1.whole") == ["£1.00 an hour"]
    assert printed(report, "E8") == ["7.0 h"]


def test_hours_outside_opening_and_inside_a_closure_are_shown_and_never_in_occupancy() -> None:
    shut = ClosureRow(stretch(f"{MONDAY} 07:00", f"{MONDAY} 13:00"), "works", local("2026-01-01 09:00"))
    report = a_day(at("12:00", "14:00"), at("21:00", "23:00", key=2), closures=(shut,))
    assert (printed(report, "E1"), printed(report, "E1.out_of_hours")) == (["2.0 h"], ["2.0 h"])
    assert printed(report, "E2") == ["22.2%"]  # of 13 hours less the 4 that the closure takes
    assert printed(report, "C8") == ["30.8%"]  # 4 of 13: before nine it takes nothing
    assert printed(report, "E2f") == ["21.4%"]  # 3 of 14: from noon to two, and until ten
    assert printed(a_day(at("22:00", "23:00")), "E2") == ["0.0%"]


def test_what_a_cancelled_hire_still_costs_is_income_and_in_no_price_and_its_hour_counts_for_who_came() -> None:
    given_up = at("10:00", "12:00", held=Held.LATE, cancellation=1200, standard=2400)
    nobody = at("14:00", "15:00", key=2, hirer=2, held=Held.NO_SHOW, cancellation=900)
    instead = at("10:00", "12:00", key=3, hirer=3, hire=1000, standard=1000)
    report = a_day(given_up, nobody, instead)
    assert [printed(report, id) for id in ("A1", "A1n")] == [["£5.00 an hour"], ["£5.00 an hour"]]
    assert [printed(report, id) for id in ("E12", "E12.hire", "E12.cancellation")] == [
        ["£31.00"],
        ["£10.00"],
        ["£21.00"],
    ]
    assert (printed(report, "E1"), printed(report, "E4")) == (["2.0 h"], ["1"])
    assert [printed(report, f"E11.{how}") for how in ("late", "no_show")] == [["1 of 3 due sessions"]] * 2
    assert printed(report, "A4")[0] == "£0.00"


@pytest.mark.parametrize(
    ("day", "used", "occupied"),
    [(date(2026, 3, 29), "5.0 h", "21.7%"), (date(2026, 10, 25), "7.0 h", "28.0%")],
)
def test_a_day_of_23_or_25_hours_is_open_and_used_by_the_hour(day: date, used: str, occupied: str) -> None:
    span = a_span(day, 1)
    night = a_session(f"{day} 00:00", f"{day} 06:00")
    report = compose(some_rows(night, span=span, opening=(span.done,) if span.done else ()))
    assert (printed(report, "E1"), printed(report, "E2")) == ([used], [occupied])
    assert printed(report, "E2f") == ["0.0%"]  # of 14 fixed hours, which the change of the clock never touches


def test_a_weekend_let_whole_is_three_uses_each_with_its_part_of_the_price() -> None:
    span = a_span(MONDAY, 7)
    weekend = a_session("2026-03-06 18:00", "2026-03-08 12:00", hire=42_000, counted=30)
    report = compose(some_rows(weekend, span=span))
    assert (printed(report, "E4"), printed(report, "E6.counted")) == (["3"], ["90"])
    assert (printed(report, "A1"), printed(report, "E7.counted")) == (["£10.00 an hour"], ["1,260.0 h"])
