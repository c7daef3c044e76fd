"""Whatever the venue: what is written is read back, and is written the same again."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.venues.venue_files import SMALL, documents, spoilt
from venues.files import VenueFile, VenueFileFaults, read, warnings, write

TODAY = date(2026, 7, 1)


@settings(deadline=None)
@given(documents())
def test_what_is_written_is_read_back_and_written_the_same(document: dict[str, Any]) -> None:
    file = read(tomli_w.dumps(document), today=TODAY)
    assert read(write(file), today=TODAY) == file
    assert write(read(write(file), today=TODAY)) == write(file)


anything = st.recursive(
    st.integers() | st.floats() | st.booleans() | st.text(max_size=9) | st.dates() | st.datetimes() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def every_place(data: Any) -> list[tuple[Any, Any]]:
    """Each container in the document with each of its keys or positions."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    return [place for key in keys for place in [(data, key), *every_place(data[key])]]


@settings(deadline=None)
@given(documents(), st.data())
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(
    document: dict[str, Any], data: st.DataObject
) -> None:
    document = copy.deepcopy(document)
    container, key = data.draw(st.sampled_from(every_place(document)))
    container[key] = data.draw(anything)
    found = read_or_refused(tomli_w.dumps(document))
    if isinstance(found, list):
        assert found
        assert all(": " in fault for fault in found)
    else:
        assert read(write(found), today=TODAY) == found


def read_or_refused(text: str) -> VenueFile | list[str]:
    try:
        return read(text, today=TODAY)
    except VenueFileFaults as refusal:
        return [str(fault) for fault in refusal.faults]


def test_the_order_in_which_a_person_wrote_does_not_matter() -> None:
    first = 'days = ["mon", "tue"]\nfrom = "09:00"\nto = "12:00"\n'
    second = 'days = ["wed"]\nfrom = "09:00"\nto = "12:00"\n'
    small = SMALL.replace(
        '["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\nfrom = "09:00"', '["sun"]\nfrom = "13:00"'
    )
    one = read(f"{small}\n[[hours]]\n{first}\n[[hours]]\n{second}", today=TODAY)
    other = read(f"{small}\n[[hours]]\n{second}\n[[hours]]\n{first}", today=TODAY)
    assert write(one) == write(other)
    assert 'days = ["mon", "tue", "wed"]' in write(one)


def test_what_is_left_out_is_the_usual() -> None:
    venue = read(SMALL, today=TODAY).venue
    assert (venue.turnaround_minutes, venue.hold_days, venue.free_cancel_hours) == (0, 7, 48)
    assert (venue.notice_hours, venue.furthest_days) == (2, 550)
    assert (venue.shortest_minutes, venue.longest_minutes, venue.address_shown) == (0, None, "always")
    assert (venue.proof_after, venue.proof_days) == (6, 28)


def test_how_long_proof_may_wait_is_written_where_it_is_not_the_usual() -> None:
    assert "proof_" not in write(read(SMALL, today=TODAY))
    other = read(SMALL.replace("[venue]\n", "[venue]\nproof_after = 3\nproof_days = 28\n"), today=TODAY)
    assert (other.venue.proof_after, other.venue.proof_days) == (3, 28)
    assert "proof_after = 3\n" in write(other)
    assert "proof_days" not in write(other)


def notes(text: str) -> list[str]:
    return [str(warning) for warning in warnings(read(text, today=TODAY), today=TODAY)]


def test_a_file_with_a_price_for_every_open_hour_has_no_notes() -> None:
    assert notes(SMALL) == []


def test_an_open_hour_without_a_price_is_noted_and_stops_nothing() -> None:
    without = spoilt('  { category = "community", room = "front-half", per_hour = "5.00" },\n', "")
    assert notes(without) == [
        "tariffs[0].rates (Prices): “community” has no price for “front-half” while it is open: every day, 9am to 10pm."
    ]


def test_hours_of_a_season_and_of_a_cell_are_looked_at_too() -> None:
    banded = spoilt('"standard", room = "front-half", per', '"standard", room = "front-half", band = "evening", per')
    summer = '[[hours]]\ndays = ["mon"]\nfrom = "19:00"\nto = "23:00"\nvalid_from = 2026-07-01\nvalid_to = 2026-08-31\n'
    cell = '[[hours]]\ndays = ["mon"]\nfrom = "18:00"\nto = "21:00"\ncells = ["front"]\n'
    assert notes(spoilt("[[closures]]", cell + "\n[[closures]]", banded)) == []
    assert notes(spoilt("[[closures]]", summer + "\n[[closures]]", banded)) == [
        "tariffs[0].rates (Prices): “standard” has no price for “front-half” while it is open: "
        "Monday and Tuesday, 9am to 6pm.",
        "tariffs[0].rates (Prices): “standard” has no price for “front-half” while it is open: "
        "Wednesday to Sunday, 9am to 10pm.",
        "tariffs[0].rates (Prices): “standard” has no price for “front-half” while it is open: Monday, 10pm to 11pm.",
    ]


def test_a_retired_room_needs_no_price() -> None:
    retired = spoilt('cells = ["front"]\n', 'cells = ["front"]\nretired_on = 2026-05-01\n')
    assert notes(spoilt('  { category = "community", room = "front-half", per_hour = "5.00" },\n', "", retired)) == []


def test_no_hours_and_no_price_list_today_are_noted() -> None:
    start, end = SMALL.index("[[hours]]"), SMALL.index("[[closures]]")
    assert notes(SMALL[:start] + SMALL[end:]) == ["hours: No opening hours are given: nobody can book online."]
    assert notes(spoilt("valid_from = 2026-04-01", "valid_from = 2026-09-01")) == [
        "tariffs: No price list is in force today."
    ]


def test_one_fault_hides_no_other_in_the_same_table() -> None:
    """A price that cannot be read, and a room that is not there; an unknown post, and a day to come."""
    text = SMALL
    for old, new in [
        ('"12.00"', "12.0"),
        ('room = "front-half", per_hour = "5.00"', 'room = "attic", per_hour = "5.00"'),
        ("checked = 2026-02-03", "checked = 2099-02-03"),
        ('by = "caretaker"', 'by = "king"'),
    ]:
        text = spoilt(old, new, text)
    with pytest.raises(VenueFileFaults) as refusal:
        read(text, today=date(2026, 6, 1))
    assert {fault.place for fault in refusal.value.faults} == {
        "tariffs[0].rates[0].per_hour",
        "tariffs[0].rates[3].room",
        "access[0].checked",
        "access[0].by",
    }
