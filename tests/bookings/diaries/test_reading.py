"""Rows of a diary as values: messy cells, columns by any name, and everything that is wrong in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bookings.diaries.headings import COLUMNS, guess
from bookings.diaries.reading import Question
from bookings.diaries.rows import Asked, Money
from bookings.diaries.said import Said
from bookings.diaries.words import Fate
from bookings.recurrence import Times
from tests.bookings.diaries.halls import A_ROW, FULL, NAMES, read_one, read_rows


def faults(**cells: str) -> list[str]:
    return [str(fault) for fault in read_one(**cells).faults]


def test_a_row_with_our_own_columns() -> None:
    reading = read_one(charge="£16", compulsory_extras="2", standard_price="26", expected="25", actual="22")
    [row] = reading.rows
    assert (row.starts, row.ends) == (datetime(2026, 3, 14, 19), datetime(2026, 3, 14, 21))
    assert (row.rooms, row.hirer, row.kind, row.category) == (("main",), "Choir", "informal", "community")
    assert row.money == Money(charge=1600, extras=200, standard=2600)
    assert (row.expected, row.counted, row.fate) == (25, 22, Fate.PLANNED)
    assert (reading.faults, reading.questions, reading.notes) == ((), (), ())


def test_columns_that_people_name_otherwise_are_guessed() -> None:
    headings = ["Date of hire", "Times", "Which room", "Group", "Type of hirer", "Rate", "Fee"]
    [row] = read_rows(headings, ["14/3/26", "7-9pm", "Main Hall", "Choir", "Group", "Community", "12.50"],
                      said=Said(values={"category": {"community": "community"}})).rows  # fmt: skip
    assert (row.starts.hour, row.rooms, row.kind, row.money.charge) == (19, ("main",), "informal", 1250)


def test_a_column_means_what_was_said_of_it() -> None:
    said = Said(columns={"blurb": "hirer", "who": ""})
    [row] = read_rows(["Blurb", "Who", *FULL[:4], *FULL[5:]], ["Choir", "Ann", *A_ROW[:4], *A_ROW[5:]], said=said).rows
    assert row.hirer == "Choir"


def test_what_a_refusal_calls_a_column_is_a_heading_too() -> None:
    assert [guess(str(words)) for words in COLUMNS.values()] == list(COLUMNS)


def test_the_headings_need_not_stand_in_the_first_row() -> None:
    reading = read_rows(["Alder Vale Hall", "Diary 2026"], [""], FULL, A_ROW)
    assert [row.where.row for row in reading.rows] == [4]


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("main", ("main",)), ("MAIN HALL", ("main",)), ("Main Hall & kitchen", ("suite",)),
        ("main+kitchen", ("suite",)),
        ("main hall, meeting room", ("main", "meeting")), ("Hall and kitchen suite", ("suite",)),
        ("suite and kitchen", ("suite",)), ("kitchen / main hall", ("suite",)),
    ],
)  # fmt: skip
def test_a_room_or_several_however_they_are_joined(text: str, rooms: tuple[str, ...]) -> None:
    [row] = read_one(room=text).rows
    assert row.rooms == rooms


def test_a_word_that_names_no_room_is_asked_once_and_then_known() -> None:
    rows = [FULL, *[[*A_ROW[:3], "Hall+kitchen", *A_ROW[4:]]] * 3]
    reading = read_rows(*rows)
    assert reading.questions == (Question("room", "hall", 3),)
    assert [question.rows for question in reading.questions] == [3]
    said = Said(values={"room": {"hall": "main"}})
    assert {row.rooms for row in read_rows(*rows, said=said).rows} == {("suite",)}


def test_the_kind_of_a_hirer_need_not_stand_in_each_of_its_rows() -> None:
    other = ["2026-03-15", *A_ROW[1:4], "the  choir", "", A_ROW[6]]
    reading = read_rows(FULL, other, A_ROW)
    assert ([row.kind for row in reading.rows], reading.questions) == (["informal", "informal"], ())


def test_what_an_empty_cell_means_is_asked_too() -> None:
    reading = read_one(category="", hirer_kind="", room="")
    asked = {question.column: question.guess for question in reading.questions}
    assert asked == {"category": "standard", "hirer_kind": "informal", "room": ""}
    assert read_one(status="", purpose="", reduction_reason="").questions == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"date": "30 February"}, "Row 2: “30 February” has no year"),
        ({"date": "30/2/26"}, "Row 2: 30 February is no date"),
        ({"date": ""}, "Row 2: no date is written"),
        ({"date": "Tue's"}, "Row 2: “Tue's” is a day of the week, not a date: say from which date to which, or of "
                            "which week"),
        ({"weekday": "Tue"}, "Row 2: 14 March 2026 is a Saturday, not a Tuesday"),
        ({"start": "", "end": "", "charge": "12"}, "Row 2: no hours are written"),
        ({"hirer": ""}, "Row 2: nobody is named as the hirer"),
        ({"hirer": "x" * 121}, "Row 2: the hirer’s name is longer than 120 letters"),
        ({"own_use": "yes", "charge": "5"}, "Row 2: the hall’s own use is free, and here is a charge"),
        ({"payer_amount": "5", "charge": "5"}, "Row 2: somebody else pays a part, and nobody is named as the payer"),
        ({"payer": "Lottery", "payer_amount": "9", "charge": "5"}, "Row 2: somebody else pays more than the whole"),
        ({"requested_at": "2/3/26", "decided_at": "1/3/26"}, "Row 2: it was answered before it was asked"),
        ({"end": "2026-03-12 10:00"}, "Row 2: it ends before it begins, or months later"),
        ({"room": "suite + suite, meeting", "date": "31/6/26"}, "Row 2: 31 June is no date"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_words_with_its_row(cells: dict[str, str], words: str) -> None:
    assert faults(**cells) == [words]


def test_all_that_is_wrong_with_a_row_is_told_and_not_only_the_first() -> None:
    assert len(faults(date="soon", start="late", charge="a lot")) == 2  # the hours wait for the day
    assert len(faults(date="soon", charge="a lot", actual="many")) == 3


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("", Fate.PLANNED), ("Confirmed", Fate.PLANNED), ("cancelled_late", Fate.LATE), ("Cancelled", Fate.CANCELLED),
        ("no show", Fate.NO_SHOW), ("cancelled by hall", Fate.BY_VENUE), ("Provisional", Fate.REQUESTED),
        ("refused", Fate.DECLINED), ("withdrawn", Fate.WITHDRAWN), ("expired", Fate.EXPIRED),
    ],
)  # fmt: skip
def test_a_status_by_our_word_or_by_theirs(text: str, fate: Fate) -> None:
    [row] = read_one(status=text).rows
    assert row.fate is fate


def test_on_a_decision_by_a_person_an_empty_answer_is_the_decision() -> None:
    asked, decided = datetime(2026, 3, 1, 9), datetime(2026, 3, 2, 11)
    [row] = read_one(requested_at="1/3/26 9:00", decided_at="2/3/26 11:00").rows
    assert row.asked == Asked(asked, decided, decided)
    [row] = read_one(requested_at="1/3/26 9:00", decided_at="1/3/26 9:00").rows
    assert row.asked == Asked(asked, None, asked)  # at once
    [row] = read_one(requested_at="1/3/26 9:00", decided_at="2/3/26 11:00", status="withdrawn").rows
    assert row.asked == Asked(asked, None, decided)


def test_a_reason_is_a_code_or_stays_as_words() -> None:
    [row] = read_one(status="declined", reason="Already booked").rows
    assert (row.reason, row.reason_words) == ("slot_taken", "")
    [row] = read_one(status="declined", reason="The caretaker was ill").rows
    assert (row.reason, row.reason_words) == ("", "The caretaker was ill")
    [row] = read_one(status="cancelled_by_venue", reason="polling day").rows
    assert (row.reason, row.reason_words) == ("poll", "")
    [row] = read_one(status="expired").rows
    assert row.reason == "no_answer"


def test_a_hire_of_days_has_its_last_day_in_the_end_and_one_past_midnight_does_not() -> None:
    [row] = read_one(start="18:00", end="2026-03-16 12:00").rows
    assert (row.starts, row.ends) == (datetime(2026, 3, 14, 18), datetime(2026, 3, 16, 12))
    [row] = read_one(start="22:00", end="01:00").rows
    assert row.ends == datetime(2026, 3, 15, 1)


def test_a_weekday_is_of_the_week_beside_it_or_a_series_between_two_dates() -> None:
    headings = ["Week commencing", "Day", "Time", "Hirer", "Room", "Type of hirer", "Rate"]
    [row] = read_rows(headings, ["2/3/26", "Tue's", "7-9pm", "Choir", "main", "group", "standard"]).rows
    assert row.starts == datetime(2026, 3, 3, 19)
    headings = ["Day", "From date", "To date", *headings[2:]]
    rows = read_rows(headings, ["every Tue", "1/9/25", "30/9/25", "7-9pm", "Choir", "main", "group", "standard"]).rows
    assert [row.day.day for row in rows] == [2, 9, 16, 23, 30]


def test_cells_left_empty_may_mean_what_stands_above() -> None:
    rows = [FULL, A_ROW, ["", "21:00", "22:00", "", "", "informal", "community"]]
    assert len(read_rows(*rows).faults) > 0
    [_first, second] = read_rows(*rows, said=Said(as_above=True, values={})).rows
    assert (second.hirer, second.day.day, second.rooms) == ("Choir", 14, ("main",))


def test_days_without_a_hire_and_headings_between_are_no_rows() -> None:
    empty = ["2026-03-15", "", "", "", "", "", ""]
    reading = read_rows(FULL, ["March 2026"] + [""] * 6, A_ROW, empty, ["Sun 15 March", "", "", "", "", "", "x"])
    assert (len(reading.rows), reading.lines, reading.faults) == (1, 1, ())
    assert reading.notes == ("2 rows that say one thing only are taken for headings.",)


def test_a_heading_gives_the_year_to_the_days_under_it() -> None:
    row = ["Sat 14 March", *A_ROW[1:]]
    [read] = read_rows(FULL, ["March 2026"] + [""] * 6, row).rows
    assert read.day.year == 2026


@pytest.mark.parametrize("words", ["all day", "All-day", "whole day"])
def test_all_day_is_as_long_as_the_rooms_are_open(words: str) -> None:
    def open_on_saturdays(rooms: Iterable[str], on: date) -> Times | None:
        return Times(time(9), time(1)) if on.weekday() == 5 and list(rooms) == ["main"] else None

    names = replace(NAMES, all_day=open_on_saturdays)
    [row] = read_rows(FULL, ["2026-03-14", words, "", *A_ROW[3:]], names=names).rows
    assert (row.starts, row.ends) == (datetime(2026, 3, 14, 9), datetime(2026, 3, 15, 1))
    [fault] = read_rows(FULL, ["2026-03-15", words, "", *A_ROW[3:]], names=names).faults
    assert "the room is not open on that day: write from when to when" in str(fault)


def test_hours_that_were_guessed_are_said() -> None:
    assert read_one(start="7", end="9").guesses == ("“7–9” is read as 19:00 to 21:00, in 1 row.",)


def test_other_words_for_what_it_is_for_are_what_it_is() -> None:
    [row] = read_one(purpose="Rehearsal of the Messiah").rows
    assert (row.title, row.purpose) == ("Rehearsal of the Messiah", "")
    [row] = read_one(purpose="sport").rows
    assert (row.title, row.purpose) == ("", "sport")
