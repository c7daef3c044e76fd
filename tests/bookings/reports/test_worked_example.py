"""Every figure of the worked example, to the last digit, computed from the database."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime, timedelta

import pytest

from accounts.models import LivingWage
from bookings import reports
from bookings.reports import Report
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.machine_copy import as_csv
from bookings.reports.presenting import present
from tests.bookings.reports.example import AS_AT, FROM, LONDON, UNTIL, Week, printed
from tests.bookings.reports.rows import some_rows
from venues.models import AccessClaim

pytestmark = pytest.mark.django_db


BEFORE = ((date(2025, 9, 29), FROM), (date(2024, 9, 1), date(2024, 10, 1)))


@pytest.fixture
def report() -> Report:
    return reports.build(Week().venue, FROM, UNTIL, as_at=AS_AT)


EXAMPLE = {
    "A1": ["£11.72 an hour"],
    "A1.without_free": ["£14.06 an hour"],
    "A1n": ["£10.08 an hour"],
    "A1n.without_free": ["£12.10 an hour"],
    "A2": ["33.3%"],
    "A2s": ["66.7%"],
    "A3": ["16.7%", "2.0 h"],
    "A4": ["£20.00", "13.2%"],
    "A4.category": ["£8.00"],
    "A4.waiver": ["£12.00"],
    "A4.venue": ["£20.00"],
    "A4.discount": ["£0.00"],
    "A7": ["£0.88"],
    "B1": ["1 of 3 rooms"],
    "B1.facts": ["88.9%"],
    "B2": ["59.2%"],
    "B2.not_known": ["60.0 h"],
    "B3": ["81.8%"],
    "C1": ["147.0 h a week"],
    "C1.day": ["76.0 h a week"],
    "C1.evening": ["45.0 h a week"],
    "C1.weekend": ["26.0 h a week"],
    "C2": ["86.9%"],
    "C3": ["60.0%"],
    "C3w": ["50.0%"],
    "C3w.phoned": ["1", "2.0 h"],
    "C3.at_once": ["1"],
    "C3.by_person": ["2 of 4 requests"],
    "C4.slot_taken": ["1", "1.5 h"],
    "C4.price": ["1", "2.0 h"],
    "C4.no_answer": ["1", "2.0 h"],
    "C5": ["1.5 h"],
    "C5.evening": ["1.5 h"],
    "C5.phoned": ["1", "2.0 h"],
    "C5.searches": ["3"],
    "C6": ["24.0 h"],
    "C6.p90": ["168.0 h"],
    "C6.second_day": ["80.0%"],
    "C6.to_outcome": ["48.0 h"],
    "C6.at_once": ["1"],
    "C7": ["14.3%"],
    "C7.closure": ["14.3%"],
    "C7.community": ["1 of 2 due sessions"],
    "C7.standard": ["0.0%"],
    "C8": ["2.6%"],
    "D5": ["not recorded"],
    "D6": ["not recorded"],
    "E1": ["11.0 h"],
    "E1.out_of_hours": ["4.0 h"],
    "E2": ["7.5%"],
    "E2.main_hall": ["10.3%"],
    "E2.meeting_room": ["3.3%"],
    "E2.tue_evening": ["33.3%"],
    "E2.wed_day": ["0.0%"],
    "E2.sat_weekend": ["23.1%"],
    "E2f": ["7.1%"],
    "E3": ["13.1%"],
    "E4": ["5"],
    "E6.counted": ["86"],
    "E6.counted_coverage": ["60.0%"],
    "E6.typical": ["0"],
    "E6.typical_coverage": ["0.0%"],
    "E6.expected": ["70"],
    "E6.expected_coverage": ["40.0%"],
    "E7.counted": ["227.0 h"],
    "E7.expected": ["180.0 h"],
    "E11.late": ["14.3%"],
    "E12": ["£143.00"],
    "E12.hire": ["£121.00"],
    "E12.compulsory": ["£10.00"],
    "E12.cancellation": ["£12.00"],
    "E12.vat": ["£9.60"],
    "F1": ["4"],
    "F1.new": ["1"],
    "F1.households": ["1"],
    "F5": ["33.3%"],
    "F5h": ["7.0 h of 7.0 h (3 used sessions)"],
    "N1.first_time": ["1 of 3 requests"],
    "N1.regular": ["1 of 2 requests"],
    "N1.first_time_peak": ["0 of 1 request"],
    "N1.regular_peak": ["1 of 2 requests"],
    "N2": ["2.0 h", "16.7%"],
    "provenance.imported": ["25.0%"],
    "provenance.desk": ["33.3%"],
    "provenance.online": ["41.7%"],
}


def test_every_figure_agrees_to_the_last_digit(report: Report) -> None:
    assert {id: printed(report, id) for id in EXAMPLE} == EXAMPLE


def test_the_fourteen_headlines_stand_in_their_order(report: Report) -> None:
    expected = "A1 A4 F5 B1 B2 C3 C5 C6 D5 D6 E2 E6 F1 N2"
    assert report.headlines == tuple(expected.split())
    assert {id: report.figure(id).id for id in ("A1n", "C3w", "E2f")}


def test_withdrawals_that_matter_are_flagged(report: Report) -> None:
    assert report.figure("C3").flags == (
        "Counting withdrawals, the share is 10.0 points lower: people may have been talked out of it.",
    )
    assert report.figure("A4").flags == ()


def test_the_week_before_is_not_on_record_and_neither_is_last_year(report: Report) -> None:
    assert report.before is None


def test_without_heating_and_vat_what_is_paid_is_the_hire() -> None:
    report = reports.build(Week(heating_and_vat=False).venue, FROM, UNTIL, as_at=AS_AT)

    assert printed(report, "A1") == printed(report, "A1n") == ["£10.08 an hour"]
    assert printed(report, "A4") == ["£20.00", "14.2%"]
    assert printed(report, "F5") == ["75.0%"]


def test_a_usual_number_confirmed_moves_nothing_else() -> None:
    week = Week()
    week.sessions["Tue"].typical = 40
    week.sessions["Tue"].save()
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)

    assert [printed(report, f"E6.{state}") for state in ("counted", "typical", "expected")] == [["86"], ["40"], ["30"]]


def test_last_years_figures_stand_beside_where_they_are_on_record() -> None:
    week = Week()
    week.venue.use_known_from = date(2023, 1, 1)
    week.venue.save()
    start = datetime(2024, 10, 8, 18, tzinfo=LONDON)
    week.session(week.booking("G1", week.community), "Main Hall", start, start + timedelta(hours=2), hire_pence=1000)
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)

    assert report.before is not None
    assert printed(report.before, "A1") == ["£5.00 an hour"]
    assert printed(report, "A1") == ["£11.72 an hour"]
    assert printed(report, "D6") == ["none, as there were no groups"]
    [price] = present(report).headlines[0].sheets[0].lines
    assert (price.last_year, str(price.change)) == ("£5.00 an hour", "+£6.72 an hour (+134.4%)")


def beside_last_year(week: Week) -> Report:
    """In a hall whose use is on record for longer than its answers on access."""
    week.venue.use_known_from = date(2023, 1, 1)
    week.venue.save()
    return reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)


def test_before_the_first_answer_on_access_nothing_is_on_record() -> None:
    week = Week()
    AccessClaim.objects.filter(checked_on__lt=date(2025, 1, 1)).delete()
    report = beside_last_year(week)
    assert report.before is not None

    for id in ("B1", "B1.facts", "B1.main_hall", "B2", "B2.not_known", "B2.no", "B3"):
        assert set(printed(report.before, id)) == {"not on record"}
        assert printed(report, id) != ["not on record"]
    [complete] = next(
        sheet.lines for question in present(report).headlines for sheet in question.sheets if sheet.id == "B1"
    )
    assert (complete.shown, complete.last_year) == ("1 of 3 rooms", "not on record")
    lines = csv.reader(io.StringIO(as_csv(report)))
    assert [row[6] for row in lines if row[0] == "B2"] == ["59.2", "[x]"]


def test_the_first_answer_on_access_begins_the_record() -> None:
    report = beside_last_year(Week())

    assert report.before is not None
    assert printed(report.before, "B1") == ["0 of 3 rooms"]
    assert ("Access facts on record from", "1 March 2024") in report.settings


def test_before_records_of_use_begin_each_figure_says_so_by_what_it_needs() -> None:
    """Two weeks before: requests had been asked for by then, and none was answered; a year before there were none."""
    week = Week()
    month, year = (reports.build(week.venue, *days, as_at=AS_AT) for days in BEFORE)
    for report in (month, year):
        for id in ("A1", "A4", "E2", "E2.without_own", "E2f", "E6.counted", "F1", "F1.households", "N2", "C2", "C9"):
            assert set(printed(report, id)) == {"not on record"}, id
        assert "0.0 h" not in printed(report, "E1")
        assert printed(report, "C1") != ["not on record"]
    assert printed(month, "C5") == ["0.0 h"]
    assert {*printed(year, "C5"), *printed(year, "C3"), *printed(year, "C4")} == {"not on record"}
    assert set(printed(month, "D6")) == {"not recorded"}
    lines = csv.reader(io.StringIO(as_csv(year)))
    assert {row[6] for row in lines if row[0] in ("A1", "C5", "E1")} == {"[x]"}


def test_a_hall_that_never_answered_has_answered_none_and_is_not_called_inaccessible() -> None:
    week = Week()
    AccessClaim.objects.all().delete()
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)

    assert printed(report, "B1") == ["0 of 3 rooms"]
    assert printed(report, "B2") == printed(report, "B3") == ["not known"]
    assert printed(report, "B2.not_known") == ["147.0 h"]


def test_what_it_rests_on_is_told_in_days_as_people_say_them(report: Report) -> None:
    settings = dict(report.settings)
    assert settings["As at"] == "13 October 2025, midnight"
    assert settings["Use on record from"] == "6 October 2025"
    assert settings["Hirers on record from"] == "1 January 2023"
    assert "to be paid by 1 May 2025" in settings["Real Living Wage in force"]
    assert not [words for words in settings.values() if re.search(r"\d{4}-\d\d", words)]


def test_a_wage_that_site_staff_add_is_measured_against_and_named_with_its_source() -> None:
    """One of a day that this version knows takes its place."""
    week = Week()
    assert printed(reports.build(week.venue, FROM, UNTIL, as_at=AS_AT), "F5") == ["33.3%"]
    LivingWage.objects.create(payable_by=date(2025, 5, 1), pence=1300, source="A newer notice")
    LivingWage.objects.create(payable_by=date(2027, 5, 1), pence=100, source="Not yet")
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
    assert printed(report, "F5") == ["75.0%"]
    assert dict(report.settings)["Real Living Wage in force"].endswith(
        "£13.00 an hour, to be paid by 1 May 2025 (Living Wage Foundation, UK rate outside London; A newer notice)"
    )


def test_the_hours_go_together_and_what_is_not_on_record_says_why(report: Report) -> None:
    paper = present(report)
    assert paper.hours == (
        "How the hours go together: by the clock sessions took 12.0 h, of which 0.0 h were the venue’s own use. By "
        "space they took 15.0 h, since whoever has the whole hall has each of its parts; of these 11.0 h lay in "
        "opening hours, on which occupancy rests, and 4.0 h outside them."
    )
    flags = {id: report.figure(id).flags for id in ("D5", "D6")}
    assert flags["D5"] == ("Nobody was asked in these days.",)
    assert flags["D6"] == ("The equally many days before these are not on record.",)
    [month] = [table.note for table in report.figure("E6").tables if table.note]
    assert month == "Reckoned from 7 days: what a month would have at that rate, and not what one had."
    assert report.figure("A3").values[0].label != report.figure("A3").values[1].label
    assert "By which reason stands" in disclose(report).figure("C4").flags[-1]


def test_days_before_faults_were_on_record_are_warned_of() -> None:
    report = compose(some_rows(faults_from=date(2026, 3, 4)))
    told = ("Faults are on record only from Wednesday 4 March 2026 on; before it none is known.",)
    assert [report.figure(id).flags for id in ("B2", "D4")] == [told, told]
