"""Before and after a day: the same hours on both sides, and no week that was closed on one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.evidence import Evidence
from bookings.reports.leaving_out import releases_of, what_to_leave_out
from bookings.reports.matched import Window, change
from bookings.reports.printing import shown
from bookings.reports.releases import Reader
from bookings.reports.rows import CellRow, ClosureRow, Named, Rows, SessionRow
from bookings.reports.span import Span
from bookings.reports.values import Edition, Figure, Key
from tests.bookings.reports.rows import a_session, a_span, local, some_rows, stretch
from venues.periods import Period

ON = date(2026, 3, 23)  # the clocks change in its week
WINDOW = Window(ON, 2, frozenset({0, 6}), time(18), time(22))


def evenings(opens: int = 18) -> tuple[Period, ...]:
    """Open every evening of the four weeks around."""
    days = (ON - timedelta(days=14) + timedelta(days=n) for n in range(28))
    return tuple(stretch(f"{day} {opens}:00", f"{day} 22:00") for day in days)


def around(*sessions: SessionRow, span: Span | None = None, **cell: object) -> Rows:
    span = span or a_span(ON - timedelta(days=14), 28)
    opened = {"opening": evenings(), **cell}
    whole = CellRow(1, Named("main", "Main"), in_service=(span.done,), **opened)
    return some_rows(*sessions, span=span, cells=(whole,))


def told(figure: Figure) -> dict[str, str]:
    return {row.id.removeprefix("E14."): shown(row, "GBP") for table in figure.tables for row in table.rows}


USES = (
    a_session("2026-03-09 19:00", "2026-03-09 21:00", key=1, counted=10),
    a_session("2026-03-29 19:00", "2026-03-29 21:00", key=2, counted=15),
    a_session("2026-03-30 19:00", "2026-03-30 22:00", key=3, hirer=2),
    a_session("2026-03-30 12:00", "2026-03-30 14:00", key=4, counted=99),  # not at these hours
    a_session("2026-03-24 19:00", "2026-03-24 21:00", key=5, counted=99),  # nor on this weekday
)


def test_it_says_where_bank_holidays_or_hours_shut_differ_between_the_sides() -> None:
    """A Monday off after, and an hour shut on one evening before: the pair of weeks counts all the same."""
    shut = ClosureRow(stretch("2026-03-16 18:00", "2026-03-16 19:00"), "works", local("2026-01-01 09:00"))
    rows = replace(around(closures=(shut,)), days_off={date(2026, 3, 30), date(2026, 3, 31)})
    assert change(Evidence(rows), WINDOW).flags == (
        "Closures took 1.0 h of these hours before, and 0.0 h after.",
        "Bank holidays among these days: 0 before, 1 after.",
    )
    alike = replace(rows, days_off={date(2026, 3, 16), date(2026, 3, 30)})
    assert len(change(Evidence(alike), WINDOW).flags) == 1


def test_the_same_hours_stand_beside_each_other() -> None:
    figure = change(Evidence(around(*USES)), WINDOW)
    found = told(figure)
    assert figure.value.top == 2
    assert [found[f"bookable_{side}"] for side in ("before", "after")] == ["16.0 h", "16.0 h"]
    assert [found[f"used_{name}"] for name in ("before", "after", "change", "percent")] == [
        "2.0 h", "5.0 h", "+3.0 h", "+150.0%",
    ]  # fmt: skip
    assert [found[f"sessions_{name}"] for name in ("before", "after")] == ["1", "2"]
    assert [found[f"counted_{name}"] for name in ("before", "after", "change", "percent")] == [
        "10",
        "15",
        "+5",
        "+50.0%",
    ]
    assert found["coverage_after"] == "1 of 2 used sessions"
    assert [found[f"groups_{name}"] for name in ("before", "after")] == ["1", "2"]
    assert figure.flags == ()


def test_a_week_closed_on_one_side_is_out_on_both() -> None:
    shut = ClosureRow(stretch("2026-03-09 00:00", "2026-03-16 00:00"), "works", local("2026-01-01 09:00"))
    found = change(Evidence(around(*USES, closures=(shut,))), WINDOW)
    assert found.value.top == 1  # the second week after goes with the second before
    assert [told(found)[f"used_{side}"] for side in ("before", "after")] == ["0.0 h", "2.0 h"]


def test_what_is_not_over_is_out_and_fewer_hours_on_offer_are_flagged() -> None:
    under_way = a_span(ON - timedelta(days=14), 28, as_at=local("2026-04-01 12:00"))
    assert change(Evidence(around(*USES, span=under_way)), WINDOW).value.top == 1
    begun = around(*USES, span=a_span(ON - timedelta(days=14), 28, as_at=local("2026-03-25 12:00")))
    figure = change(Evidence(begun), WINDOW)
    assert "No week after the change is over yet" in figure.flags[0]
    assert "the first ends on Sunday 29 March 2026" in figure.flags[0]
    assert "used_before" not in told(figure)
    fewer = tuple(hours for hours in evenings() if hours.start < local("2026-04-05 00:00"))
    figure = change(Evidence(around(*USES, opening=fewer)), WINDOW)
    assert figure.flags == ("The hours on offer differ by 10% or more between the two sides.",)


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"weekdays": frozenset()}, {"until": time(17)}])
def test_a_window_with_nothing_in_it_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a change is looked at"):
        Window(**{"on": ON, "weeks": 1, "since": time(18), **wrong})


@pytest.mark.parametrize(
    ("before", "shown"), [(3, ["[c]", "15", "[c]", "[c]"]), (12, ["10", "15", "+5", "+50.0%"]), (0, ["0", "15", "+15"])]
)
def test_the_funder_reads_people_to_the_nearest_five_and_few_of_them_not_at_all(before: int, shown: list[str]) -> None:
    rows = around(replace(USES[0], counted=before), *USES[1:])
    figure = change(Evidence(rows), WINDOW)
    report = disclose(replace(compose(rows), figures=(figure,)), Edition.FUNDER)
    found = told(report.figures[0])
    names = ("before", "after", "change", "percent")
    assert [found[f"counted_{name}"] for name in names][: len(shown)] == shown
    assert found["sessions_after"] == "2"


def test_the_same_change_a_week_later_does_not_tell_of_the_few_who_came_in_that_week() -> None:
    """Ten people stood before it; then thirteen would, which are three more of one evening."""
    uses = [replace(each, counted=counted) for each, counted in zip(USES, (3, 40, 20), strict=False)]
    uses.append(a_session("2026-03-16 19:00", "2026-03-16 21:00", key=6, counted=10))
    issued = Reader()
    left_out: list[frozenset[Key]] = []
    for as_at in ("2026-03-31 00:00", "2026-04-07 00:00"):
        rows = around(*uses, span=a_span(ON - timedelta(days=14), 28, as_at=local(as_at)))
        desk = replace(compose(rows), figures=(change(Evidence(rows), WINDOW),))
        days = WINDOW.days_over(rows.span.as_at, rows.span.zone)
        left_out.append(what_to_leave_out(desk, Edition.FUNDER, issued, days)[1])
        for each in releases_of(desk, disclose(desk, Edition.FUNDER), days):
            issued.add(each)
    assert [{id for id, *_about in each} for each in left_out] == [
        set(), {f"E14.counted_{side}" for side in ("before", "after", "change", "percent")},
    ]  # fmt: skip
    assert what_to_leave_out(desk, Edition.FUNDER, issued, days)[1] == set()  # the same weeks again tell nothing new
