"""What the phone box makes of a line, and what it says of one that it cannot read."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.phone_box import Call, Unheard, heard, room_named
from bookings.recurrence import Times

TODAY = date(2026, 3, 3)  # a Tuesday
ROOMS = {"main": "Main hall", "committee": "Committee room", "small": "Small hall", "room-2": "Room 2"}


def all_day(rooms, on):
    """From nine to eleven; the committee room has no Sundays."""
    return None if on.weekday() == 6 and "committee" in rooms else Times(time(9), time(23))


def times(start: str, end: str) -> Times:
    return Times(time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("line", "on", "start", "end", "room"),
    [
        ("14 2-6pm main", "2026-03-14", "14:00", "18:00", "main"),
        ("14 2-6 main", "2026-03-14", "14:00", "18:00", "main"),  # nobody hires a hall at two in the night
        ("2 2-6pm main", "2026-04-02", "14:00", "18:00", "main"),
        ("the 31st, 2-6pm, main hall", "2026-03-31", "14:00", "18:00", "main"),
        ("sat 14 march 7.30-10pm small", "2026-03-14", "19:30", "22:00", "small"),
        ("sat 14 7-9 small hall", "2026-03-14", "19:00", "21:00", "small"),
        ("fri 14 7-9 small", "2026-08-14", "19:00", "21:00", "small"),
        ("tomorrow 9-12 committee", "2026-03-04", "09:00", "12:00", "committee"),
        ("tonight 7-11 com", "2026-03-03", "19:00", "23:00", "committee"),
        ("14/3 2pm to 6pm main", "2026-03-14", "14:00", "18:00", "main"),
        ("1/3 2pm to 6pm main", "2027-03-01", "14:00", "18:00", "main"),
        ("2026-03-14 14:00-18:00 main", "2026-03-14", "14:00", "18:00", "main"),
        ("tue 7-9pm main", "2026-03-03", "19:00", "21:00", "main"),
        ("next tue 7-9pm main", "2026-03-10", "19:00", "21:00", "main"),
        ("next sat 10-2 main", "2026-03-07", "10:00", "14:00", "main"),
        ("main sat 8pm-1am", "2026-03-07", "20:00", "01:00", "main"),
        ("14 2pm for 3 hours main", "2026-03-14", "14:00", "17:00", "main"),
        ("sat all day main", "2026-03-07", "09:00", "23:00", "main"),
        ("14 whole-day room 2", "2026-03-14", "09:00", "23:00", "room-2"),
        ("14 2-6pm room 2", "2026-03-14", "14:00", "18:00", "room-2"),
        ("is the main hall free on the 14th, 2-6pm?", "2026-03-14", "14:00", "18:00", "main"),
    ],
)
def test_what_is_heard(line, on, start, end, room):
    call = heard(line, ROOMS, today=TODAY, all_day=all_day)
    assert (call.on, call.times, call.rooms) == (date.fromisoformat(on), times(start, end), (room,))


def test_of_every_such_day_the_first_is_answered_and_told_as_one():
    [one, every] = [
        heard(f"{said} 7-9pm main", ROOMS, today=TODAY, all_day=all_day) for said in ("tuesday", "every tuesday")
    ]
    assert (one.on, one.is_of_many) == (every.on, False)
    assert every.is_of_many


@pytest.mark.parametrize(
    ("line", "said", "is_known", "rooms"),
    [
        ("14 2-6pm", (), True, tuple(ROOMS)),
        ("14 2-6pm hall", ("hall",), True, ("main", "small")),
        ("14 2-6pm old chapel", ("old", "chapel"), False, tuple(ROOMS)),
    ],
)
def test_where_no_one_room_is_named_all_that_may_be_meant_are(line, said, is_known, rooms):
    whole = Call(date(2026, 3, 14), times("14:00", "18:00"), rooms, said, is_known)
    assert heard(line, ROOMS, today=TODAY, all_day=all_day) == whole


def test_all_day_of_all_rooms_is_of_those_that_open_on_that_day():
    call = heard("sun all day", ROOMS, today=TODAY, all_day=all_day)
    assert (call.times, call.rooms) == (times("09:00", "23:00"), tuple(ROOMS))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "Which day? Say it like 14, 14 March, 14/3, Saturday or tomorrow."),
        ("2-6pm main", "Which day? Say it like 14, 14 March, 14/3, Saturday or tomorrow."),
        ("14 main", "From when to when? Say it like 2-6pm, 7.30pm to 10pm or all day."),
        ("sun all day com", "Committee room is not open on Sunday 8 March 2026. From when to when? Say it like 2-6pm."),
        ("14 25:00-26:00 main", "“25:00-26:00” is no time. Say it like 2-6pm or 7.30pm to 10pm."),
        ("14 6pm-2pm main", "“6pm-2pm” ends before it starts. (After midnight is fine, until 6am.)"),
        ("fri 14 march 2-6pm main", "Saturday 14 March 2026 is no Friday. Which of the two is meant?"),
        ("31/2 2-6pm main", "“31/2” is no day."),
        ("41 2-6pm main", "“41” is no day."),
        ("14/3/2025 2-6pm main", "Friday 14 March 2025 is past."),
        ("14/3 and 21/3 2-6pm main", "More than one day is said. Ask for one at a time."),
        ("14 2-6pm 7-9pm main", "More than one time is said. Ask for one at a time."),
    ],
)
def test_what_cannot_be_made_out_is_said(line, words):
    with pytest.raises(Unheard) as trouble:
        heard(line, ROOMS, today=TODAY, all_day=all_day)
    assert str(trouble.value) == words


def test_the_only_room_need_not_be_said():
    assert heard("14 2-6pm", {"main": "Main hall"}, today=TODAY, all_day=all_day).rooms == ("main",)


PIECES = st.sampled_from(
    ["14", "sat", "next", "tomorrow", "2-6pm", "7.30", "to", "10pm", "march", "31/2", "0", "99", "for 2 hours", "main",
     "hall", "room 2", "all day", "-", "12 midnight", "2400", "/", "first", "of the month", "é", "²"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Which room? There are Main hall, Committee room, Small hall and Room 2."),
        ("hall", "Which room? “hall” may be Main hall or Small hall."),
        ("chapel", "“chapel” is no room here. There are Main hall, Committee room, Small hall and Room 2."),
    ],
)
def test_where_one_room_must_be_named_it_is_asked_for(words, told):
    with pytest.raises(Unheard) as trouble:
        room_named(words.split(), ROOMS)
    assert str(trouble.value) == told


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=7).map(" ".join), st.text(max_size=60)))
def test_whatever_is_typed_it_is_heard_or_answered_in_words(line):
    words, call = "", None
    try:
        call = heard(line, ROOMS, today=TODAY, all_day=all_day)
    except Unheard as trouble:
        words = str(trouble)
    assert words or (call and call.on >= TODAY and call.rooms and set(call.rooms) <= set(ROOMS))
