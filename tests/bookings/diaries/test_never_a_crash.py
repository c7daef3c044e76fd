"""Whatever stands in a file, it is read or refused in words."""

from __future__ import annotations

import io
from contextlib import suppress
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.diaries.amounts import read_pence, read_people, read_yes
from bookings.diaries.days import read_day, read_moment, read_weekday
from bookings.diaries.faults import Unreadable
from bookings.diaries.folding import fold
from bookings.diaries.headings import COLUMNS
from bookings.diaries.hours import read_hours
from bookings.diaries.sheets import read
from tests.bookings.diaries.halls import read_rows
from tests.bookings.diaries.spreadsheets import as_ods, as_xlsx, zipped

PIECES = st.sampled_from(
    ["14/3/26", "30 February 2026", "Tue's", "7-9pm", "noon", "19.30", "0.79", "46095", "hall+kitchen", "Main hall",
     "£12.50", "free", "cancelled", "declined", "yes", "Choir", "", "-", "2026-03-14 19:00", "2025", "x" * 130,
     "½", "٣"]
)  # fmt: skip
WORDS = st.one_of(PIECES, st.lists(PIECES, max_size=3).map(" ".join), st.text(max_size=12))
LETTERS = st.text("0123456789apm.:-–/ tofe£,stndrdthJanuary’", max_size=16)
WHOLE = as_xlsx({"A": [["Date", "Time", "Who"], ["14/3/26", "7-9pm", "Choir"]]}, merged=["A2:B2"])
OPEN = as_ods({"A": [["Date", "Time", "Who"], ["14/3/26", "7-9pm", "Choir"]]})


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, LETTERS), st.one_of(st.just(""), LETTERS))
def test_a_cell(text: str, other: str) -> None:
    read_weekday(text)
    for reader in (read_day, read_moment, read_pence, read_people, read_yes):
        with suppress(Unreadable):
            reader(text)
    with suppress(Unreadable):
        hours = read_hours(text, other)
        assert hours.start != hours.end


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_table(data: st.DataObject) -> None:
    """Of any columns, with anything in them: each row becomes dates, faults, questions, or is none."""
    headings = data.draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=2, max_size=9, unique=True))
    rows = data.draw(st.lists(st.lists(WORDS, min_size=len(headings), max_size=len(headings)), max_size=5))
    with suppress(Unreadable):
        reading = read_rows([*headings, "hirer", "date", "start"], *rows)
        assert reading.rows or reading.faults or reading.questions or not reading.lines
        fold(reading.rows)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([WHOLE, OPEN]), st.integers(0, 4000), st.binary(max_size=30), st.booleans())
def test_a_file_with_some_of_its_bytes_changed(whole: bytes, place: int, other: bytes, inside: bool) -> None:
    """Also inside what is packed: a library that waits for the end of a table would wait for ever."""
    with ZipFile(io.BytesIO(whole)) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    name = list(parts)[place % len(parts)] if inside else ""
    changed = parts.get(name, whole)
    place %= len(changed)
    changed = changed[:place] + other + changed[place + len(other) :]
    with suppress(Unreadable):
        read(zipped({**parts, name: changed}) if inside else changed)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all(content: bytes) -> None:
    with suppress(Unreadable):
        read(content)
