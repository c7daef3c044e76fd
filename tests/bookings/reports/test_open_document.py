"""The report as a spreadsheet: numbers are numbers, words stay words, and the same report gives the same file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from bookings.reports import Report
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.machine_copy import COLUMNS
from bookings.reports.open_document import as_ods
from bookings.reports.rows import Named
from bookings.reports.typed import Told
from tests.bookings.reports.example import Week
from tests.bookings.reports.rows import a_session, some_rows
from tests.bookings.reports.test_pages import DAYS, ODS, signed_in

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@pytest.fixture(scope="module")
def report() -> Report:
    paid = {"hire": 1000, "standard": 2000, "category_gap": 1000, "counted": 20, "expected": 30}
    sessions = [a_session(f"2026-03-0{n} 18:00", f"2026-03-0{n} 19:30", key=n, **paid) for n in range(2, 8)]
    named = a_session("2026-03-08 18:00", "2026-03-08 19:00", category=Named("odd", "=1+1"), hire=2000, standard=2000)
    told = Told("We mended the roof.", (("Lovely.", "Vale Choir"),), ((date(2026, 3, 4), "A ramp"),))
    return replace(compose(some_rows(*sessions, named)), told=told)


def sheets(report: Report) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_ods(report)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_sheet_has_its_subject_and_each_number_is_one(report: Report) -> None:
    found = sheets(report)
    names = [
        "In words", "Is it affordable", "Is it accessible", "Is it available", "Is it fit for purpose",
        "Is it well used", "Who does it reach", "Answers to paste", "What it means", "For machines",
    ]  # fmt: skip
    assert list(found) == names
    words = {tuple(row[:2]): row[2] for row in found["In words"]}
    assert words["This report", "First day"] == date(2026, 3, 2)
    assert words["Is it affordable?", "Price really paid per hour: All sessions"] == "£8.00 an hour"
    assert words["What we changed", date(2026, 3, 4)] == "A ramp"
    values = {tuple(row[:2]): row[2:7] for row in found["Is it affordable"]}
    assert values["A1", "Price really paid per hour: All sessions"] == [8, "£/h", 80, 10, 0]
    assert values["A4", "Value of concessions: Of the standard price"] == [0.429, "%", 60, 140, 0]
    reached = {row[0]: row[2] for row in found["Who does it reach"]}
    assert (reached["F1"], reached["F1.new"]) == (1, 1)
    assert {row[0]: row[2] for row in reversed(found["Is it fit for purpose"])}["D5"] == "not recorded"
    assert any(row[:2] == ["A1", "Price really paid per hour"] for row in found["What it means"])
    assert all(len(row) == len(found["In words"][0]) for row in found["In words"])


def test_the_last_sheet_is_the_copy_for_machines_with_every_figure(report: Report) -> None:
    machines = sheets(report)["For machines"]
    assert machines[0] == list(COLUMNS)
    assert len(machines) == 1 + len(report.all_values())
    assert ["A1", "2026-03-02/2026-03-09", "", "", 80, 10, 8, "£/h", 0] in machines
    assert any(row[3] == "'=1+1" for row in machines)


def test_the_same_report_gives_the_same_bytes_and_says_its_title_and_language(report: Report) -> None:
    with override("en-gb"):
        file = as_ods(report)
        assert as_ods(report) == file
    with ZipFile(io.BytesIO(file)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert next(iter(parts)) == "mimetype"
    assert "How Hall is used, and by whom: Hall" in parts["meta.xml"]
    assert "<dc:language>en-GB<" in parts["meta.xml"]
    assert 'fo:language="en" fo:country="GB"' in parts["styles.xml"]
    for table in ElementTree.fromstring(parts["content.xml"]).iter(f"{TABLE}table"):
        assert table.find(f"{TABLE}title") is not None
        assert table.find(f"{TABLE}table-header-columns") is not None
        [head] = table.findall(f"{TABLE}table-header-rows")
        columns = head.findall(f".//{TABLE}table-cell")
        assert all(len(row) <= len(columns) for row in table.findall(f"{TABLE}table-row"))


def test_what_is_hidden_stays_hidden(report: Report) -> None:
    found = sheets(disclose(report))
    hidden = [row for row in found["Is it affordable"] if row[0] == "A4.category"]
    assert [row[2:6] for row in hidden] == [["[c]", "£", "[c]", "[c]"]]
    assert "D2" not in {row[0] for rows in found.values() for row in rows}


@pytest.mark.django_db
def test_the_spreadsheet_is_an_open_document_with_the_same_figures() -> None:
    answer = signed_in(Week(), "trustee").get(ODS, DAYS)
    assert answer["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert answer["Content-Disposition"] == 'attachment; filename="vale-2025-10-06-2025-10-12.ods"'
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("Is it affordable")
    assert ["A1", "Price really paid per hour: All sessions", 11.72, "£/h"] in [row[:4] for row in sheet.to_python()]
