"""What a hall types and what people tell of faults, as the report reads it: D4, D7, E13, A11 and E12's cost line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bookings.reports import Edition
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.rows import CellRow, ClosureRow, Named, Rows
from bookings.reports.typed import FaultRow, TypedRow, cost_of, whole_months
from tests.bookings.reports.example import printed
from tests.bookings.reports.rows import a_session, a_span, local, some_rows, stretch
from venues.models import ReportFact

MARCH = date(2026, 3, 1)
A_YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


def march(*sessions: object, **fields: object) -> Rows:
    """All of March 2026, seen much later."""
    return some_rows(*sessions, span=a_span(MARCH, days=31), **fields)


def ten_sessions(**fields: object) -> list[object]:
    told = {"hire": 2000, "counted": 20, **fields}
    return [
        a_session(f"2026-03-{day:02} 18:00", f"2026-03-{day:02} 20:00", key=day, booking=day, hirer=day, **told)
        for day in range(2, 12)
    ]


def test_faults_for_a_hundred_sessions_and_how_long_they_took() -> None:
    days = [(1, 2), (2, 2), (3, 10), (4, 5), (10, 13)]
    faults = [FaultRow(date(2026, 3, told), date(2026, 3, mended)) for told, mended in days]
    faults += [FaultRow(date(2026, 2, 1)), FaultRow(date(2026, 3, 20)), FaultRow(date(2026, 4, 2))]
    report = compose(march(*ten_sessions(), faults=tuple(faults), faults_from=date(2026, 1, 1)))
    assert printed(report, "D4") == ["60.0 for 100 sessions"]  # five and one still open; of 1 February and April none
    assert printed(report, "D4.told") == ["6"]
    assert printed(report, "D4.days") == ["1 day"]  # the middle of 0, 1, 1, 3, 7
    assert printed(report, "D4.open") == ["2"]


def test_faults_are_counted_from_the_day_on_which_the_page_was_there() -> None:
    faults = (FaultRow(date(2026, 3, 3)), FaultRow(date(2026, 3, 9)))
    assert printed(compose(march(*ten_sessions(), faults=faults)), "D4") == ["not on record"]
    later = compose(march(*ten_sessions(), faults=faults, faults_from=date(2026, 3, 7)))
    assert printed(later, "D4") == ["20.0 for 100 sessions"]  # one, over the five sessions from 7 March on
    last = compose(march(*ten_sessions(), faults=faults, faults_from=date(2026, 3, 9)))
    assert printed(last, "D4") == ["3 used sessions, too few for a figure"]


def test_hours_out_of_use_are_those_of_closures_that_a_fault_brought() -> None:
    opening = (stretch("2026-03-02 09:00", "2026-03-02 22:00"),)
    closures = tuple(
        ClosureRow(stretch(f"2026-03-02 {first}", f"2026-03-02 {last}"), "works", local("2026-01-01 09:00"), key)
        for first, last, key in (("08:00", "12:00", 7), ("15:00", "16:00", 8))
    )
    cell = CellRow(1, Named("main", "Main"), opening, opening, closures)
    told = {"faults": (FaultRow(date(2026, 3, 1), None, 7), FaultRow(date(2026, 3, 1), None, 7))}
    report = compose(march(cells=(cell,), faults_from=MARCH, **told))
    assert printed(report, "D4.hours") == ["3.0 h"]


def document(what: str, first: date, last: date | None = None, *, applies: bool = True) -> TypedRow:
    return TypedRow(what, first, last, None, applies)


LONG_VALID = document("insurance", date(2025, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("rows", "shown", "missing"),
    [
        ([], "not recorded", 0),
        ([document("gas", MARCH, applies=False)], "0 of 6 documents", 6),
        ([document("insurance", date(2025, 4, 1), date(2026, 3, 31))], "1 of 7 documents", 6),
        ([document("insurance", date(2025, 4, 1), date(2026, 3, 30))], "0 of 7 documents", 6),
        ([document("insurance", date(2026, 4, 1))], "not recorded", 0),
        ([LONG_VALID, document("insurance", date(2026, 3, 9), date(2026, 3, 20))], "1 of 7 documents", 6),
        ([document("music", date(2025, 1, 1)), document("music", MARCH, applies=False)], "0 of 6 documents", 6),
        (
            [document(what, MARCH, applies=False) for what in ReportFact.DOCUMENTS],
            "none, as there were no documents",
            0,
        ),
    ],
)
def test_documents_are_in_date_on_the_last_day_or_not(rows: list[TypedRow], shown: str, missing: int) -> None:
    report = compose(march(typed=tuple(rows)))
    [value] = report.figure("D7").values
    assert (printed(report, "D7"), value.behind.missing) == ([shown], missing)


def test_documents_are_in_the_copies_of_the_hall_and_of_its_funder_only() -> None:
    report = compose(march(typed=(document("gas", MARCH),)))
    public = disclose(report)
    for copy in (report, disclose(report, Edition.FUNDER)):
        assert "D7" in {figure.id for figure in copy.figures}
    assert (public.edition, "D7" in {figure.id for figure in public.figures}) == (Edition.PUBLIC, False)


def test_volunteers_hours_of_whole_months_and_how_many_are_missing() -> None:
    rows = tuple(
        TypedRow("volunteers", month, month + timedelta(days=27), minutes)
        for month, minutes in ((date(2026, 1, 1), 600), (date(2026, 3, 1), 90), (date(2026, 4, 1), 60))
    )
    quarter = some_rows(span=a_span(date(2026, 1, 1), days=90), typed=rows)
    [value] = compose(quarter).figure("E13").values
    assert (printed(compose(quarter), "E13"), value.behind.missing) == (["11.5 h"], 1)
    assert printed(compose(some_rows(span=a_span(date(2026, 2, 3), days=20), typed=rows)), "E13") == ["not recorded"]
    assert whole_months(date(2026, 1, 2), date(2026, 3, 31)) == [date(2026, 2, 1), MARCH]


def test_the_cost_of_a_year_is_spread_over_its_days_and_missing_days_leave_it_unsaid() -> None:
    row = TypedRow("cost", amount=365_000, **A_YEAR)
    assert cost_of([row], MARCH, date(2026, 3, 31)) == 310
    assert cost_of([row], date(2025, 12, 31), date(2026, 1, 2)) is None
    before = TypedRow("cost", date(2025, 1, 1), date(2025, 12, 31), 730_000)
    assert cost_of([row, before], date(2025, 12, 31), date(2026, 1, 1)) == 30


def test_cost_recovery_and_what_an_attendance_cost() -> None:
    rows = march(*ten_sessions(), typed=(TypedRow("cost", amount=730_000, **A_YEAR),))
    report = compose(rows)  # £620 for March, £200 of hire, 200 people, 20 hours
    assert printed(report, "A11") == ["32.3%", "£31.00 an hour"]
    assert printed(report, "E12.cost_a_head") == ["£2.10"]
    nothing = compose(march(*ten_sessions()))
    assert printed(nothing, "A11") == ["not recorded", "not recorded"]
    assert printed(nothing, "E12.cost_a_head") == ["not recorded"]


def test_what_one_hirer_paid_cannot_be_had_from_the_cost() -> None:
    sessions = [a_session(hire=2000, counted=20, hirer=1)]
    public = disclose(compose(march(*sessions, typed=(TypedRow("cost", amount=730_000, **A_YEAR),))))
    for id in ("E12", "E12.cost_a_head"):
        assert printed(public, id) == ["[c]"]
    assert printed(public, "A11")[0] == "[c]"


def test_every_document_has_a_name() -> None:
    others = {what.value for what in ReportFact.What} - {what.value for what in ReportFact.DOCUMENTS}
    assert others == {"cost", "volunteers", "shop_prices", "own_people"}
