"""A file as rows of text, whatever wrote it; and what is no such file is refused in words."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import pytest

from bookings.diaries import sheets
from bookings.diaries.faults import Unreadable
from bookings.diaries.sheets import Workbook, read
from tests.bookings.diaries.spreadsheets import Rows, as_csv, as_ods, as_xlsx, zipped

ROWS: Rows = [
    ["Date", "Time", "Who", "Fee"],
    ["14/3/26", "7-9pm", "Café & Co", "£12.50"],
    ["", "", "", ""],
    ["Tue's", "noon–2", "Ünion", ""],
]
TEXT = [
    (1, ("Date", "Time", "Who", "Fee")),
    (2, ("14/3/26", "7-9pm", "Café & Co", "£12.50")),
    (4, ("Tue's", "noon–2", "Ünion", "")),
]


def lines(book: Workbook, number: int = 0) -> list[tuple[int, tuple[str, ...]]]:
    return [(line.number, line.cells) for line in book.sheets[number].lines]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_whatever_stands_between_its_cells(separator: str, encoding: str) -> None:
    assert lines(read(as_csv(ROWS, separator=separator, encoding=encoding))) == TEXT


def test_a_spreadsheet_of_either_make_says_the_same() -> None:
    assert [cells[:3] for _row, cells in lines(read(as_xlsx({"2026": ROWS})))] == [cells[:3] for _row, cells in TEXT]
    assert [cells[:3] for _row, cells in lines(read(as_ods({"2026": ROWS})))] == [cells[:3] for _row, cells in TEXT]


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
def test_dates_and_numbers_become_what_somebody_would_have_typed(write) -> None:
    book = read(write({"A": [["Date", "Start", "Fee"], [date(2026, 3, 14), 19.3, 12]], "B": [["x", "y"]]}))
    assert lines(book)[1] == (2, ("2026-03-14", "19.3", "12"))
    assert [sheet.name for sheet in book.sheets] == ["A", "B"]


def test_merged_cells_all_say_what_the_first_says() -> None:
    rows: Rows = [
        ["Week", "Day", "Who"],
        [date(2026, 3, 2), "Mon", "Choir"],
        ["", "Tue", "Brownies"],
        ["", "Wed", "", ""],
    ]
    book = read(as_xlsx({"Diary": rows}, merged=["A2:A4", "C3:C4"]))
    assert [cells[0] for _row, cells in lines(book)[1:]] == ["2026-03-02"] * 3
    assert [cells[2] for _row, cells in lines(book)[1:]] == ["Choir", "Brownies", "Brownies"]


def test_merged_cells_of_an_open_document_too() -> None:
    rows: Rows = [["Week", "Day", "Who"], ["Spring", "Mon", "Choir"], ["", "Tue", "Brownies"], ["", "Wed", ""]]
    down = 'office:value-type="string" table:number-rows-spanned="3"><text:p>Spring'
    across = 'office:value-type="string" table:number-columns-spanned="2"><text:p>Wed'
    content = _changed(as_ods({"A": rows}), "content.xml", 'office:value-type="string"><text:p>Spring', down)
    content = _changed(content, "content.xml", 'office:value-type="string"><text:p>Wed', across)
    assert [cells for _row, cells in lines(read(content))[1:]] == [
        ("Spring", "Mon", "Choir"),
        ("Spring", "Tue", "Brownies"),
        ("Spring", "Wed", "Wed"),
    ]


def test_it_is_kept_and_comes_back_the_same() -> None:
    book = read(as_xlsx({"A": ROWS, "B": ROWS}))
    assert Workbook.from_document(book.as_document()) == book


def test_what_is_no_spreadsheet_is_refused_in_words() -> None:
    whole = as_xlsx({"A": ROWS})
    refused = {
        b"\xd0\xcf\x11\xe0 old": "old Excel file",
        b"\x89PNG\0\0": "no spreadsheet",
        whole[:200]: "broken",
        b"": "nothing in the file",
        b"\n\n,,\n": "nothing in the file",
        zipped({"hello.txt": "hello"}): "cannot be read as a spreadsheet",
        whole + b"x" * sheets.MOST_BYTES: "larger than 4 MB",
        as_csv([["a", "b"]] * (sheets.MOST_ROWS + 1)): "more than 10,000 rows",
    }
    for content, words in refused.items():
        with pytest.raises(Unreadable, match=words):
            read(content)


def test_a_cell_far_away_or_repeated_for_ever_is_refused_before_it_fills_the_memory() -> None:
    cell = '<c r="XFD1048576"><v>1</v></c>'
    xlsx = _changed(
        as_xlsx({"A": ROWS}), "xl/worksheets/sheet1.xml", "</sheetData>", f'<row r="1048576">{cell}</row></sheetData>'
    )
    many = '<table:table-row table:number-rows-repeated="1000000">'
    ods = _changed(as_ods({"A": ROWS}), "content.xml", "<table:table-row>", many)
    for content in (xlsx, ods):
        with pytest.raises(Unreadable, match="far outside the table"):
            read(content)


def test_a_million_empty_rows_below_the_table_are_nothing() -> None:
    cells = '<table:table-cell table:number-columns-repeated="1024"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{cells}</table:table-row></table:table>'
    assert len(lines(read(_changed(as_ods({"A": ROWS}), "content.xml", "</table:table>", empty)))) == 3


def _changed(content: bytes, part: str, old: str, new: str) -> bytes:
    with ZipFile(io.BytesIO(content)) as file:
        parts = {info.filename: file.read(info).decode() for info in file.infolist()}
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new)})
