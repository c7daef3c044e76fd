"""Fair use and shared cells in a venue file: every fault named where it stands."""

from __future__ import annotations

from datetime import date

import pytest

from tests.venues.venue_files import SMALL, spoilt
from venues.fair_use import Cap, Hours, KeptHours
from venues.files import VenueFileFaults, read, write

TODAY = date(2026, 3, 1)
RULES = """
[[peak_caps]]
name = "evening"
days = ["mon", "tue"]
from = "18:00"
to = "02:00"
most_hours = 4

[[kept_hours]]
for = ["new"]
days = ["sat"]
from = "10:00"
to = "12:00"
room = "front-half"
days_before = 7
"""


def test_fair_use_is_read_and_written_back():
    file = read(SMALL + RULES, today=TODAY)
    assert file.fair_use.caps == (Cap("evening", Hours((0, 1), 1080, 1560), 4),)
    assert file.fair_use.kept == (KeptHours(Hours((5,), 600, 720), 7, True, False, "front-half"),)
    assert read(write(file), today=TODAY) == file
    assert read(SMALL, today=TODAY).fair_use.is_off


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ('name = "evening"', 'name = ""', "peak_caps[0].name", "This is empty."),
        ("most_hours = 4", "most_hours = 0", "peak_caps[0].most_hours", "“0” is not a whole number from 1 to 168."),
        ("most_hours = 4", "most_hours = 1.5", "peak_caps[0].most_hours", "“1.5” is not a whole number"),
        ('days = ["mon", "tue"]', "days = []", "peak_caps[0].days", "No day is named."),
        ('from = "18:00"', 'from = "24:00"', "peak_caps[0].from", "A day begins at 00:00"),
        ("most_hours = 4", 'most_hours = 4\nall_branches = "yes"', "peak_caps[0].all_branches", "“yes” is neither"),
        ("most_hours = 4", "most_hour = 4", "peak_caps[0].most_hours", "This is missing."),
        ('for = ["new"]', "for = []", "kept_hours[0].for", "Nobody is named: write new, young, or both."),
        ('for = ["new"]', 'for = ["old"]', "kept_hours[0].for[0]", "“old” is not one of: new, young."),
        ('room = "front-half"', 'room = "attic"', "kept_hours[0].room", "This is for the room “attic”"),
        ("days_before = 7", "days_before = 0", "kept_hours[0].days_before", "“0” is not a whole number from 1 to 366."),
        ("days_before = 7", "days_before = 7\nwho = 1", "kept_hours[0].who", "There is no such entry here."),
    ],
)
def test_every_fault_is_named_where_it_stands(old, new, place, words):
    with pytest.raises(VenueFileFaults) as found:
        read(SMALL + spoilt(old, new, RULES), today=TODAY)
    assert any(fault.place == place and fault.words.startswith(words) for fault in found.value.faults)


def test_two_caps_of_one_name_are_one_too_many():
    with pytest.raises(VenueFileFaults, match="Two caps have the name “Evening”"):
        read(SMALL + RULES + RULES.partition("[[kept")[0].replace("evening", "Evening"), today=TODAY)


def test_a_room_of_shared_cells_alone_is_refused_unless_it_is_retired():
    shared = spoilt('name = "Front"\n', 'name = "Front"\nshared = true\n')
    with pytest.raises(VenueFileFaults, match="Every cell of this room is shared"):
        read(shared, today=TODAY)
    retired = spoilt('name = "Front Half"\n', 'name = "Front Half"\nretired_on = 2026-01-01\n', shared)
    file = read(retired, today=TODAY)
    assert [cell.shared for cell in file.cells] == [True, False]
    assert read(write(file), today=TODAY) == file
