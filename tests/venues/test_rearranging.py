"""Rooms of a venue file changed as people think of them: the cells, hours, closures and prices follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.text import slugify

from tests.make import a_room, a_venue
from venues import files
from venues.files.contents import ClosureRow, HoursRow
from venues.files.rearranging import (
    HallPlan,
    PartPlan,
    back_on_offer,
    deleted,
    divided,
    hall_of,
    moved,
    new_room,
    others_of,
    plan_of,
    retired,
    with_changed,
    with_room,
)
from venues.models import Cell
from venues.tariffs.grid import cells

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
HALVES = (PartPlan("Front half", True), PartPlan("Back half", True))


@pytest.fixture
def file():
    """One room, Main; £12 and £8 an hour."""
    return files.from_database(a_venue())


@pytest.fixture
def halves():
    """Front, Back and Whole."""
    return files.from_database(a_venue(cells=("front", "back")))


def takes(after):
    names = {cell.code: cell.name for cell in after.cells}
    return {room.name: [names[cell] for cell in room.cells] for room in after.rooms if not room.retired_on}


@pytest.mark.parametrize("name", ["Calendar", "This week", "Ask!", "Conditions", "Prices"])
def test_a_room_never_lies_at_the_address_of_another_page_of_the_venue(file, name):
    rows = with_room(file, replace(new_room(name), name=name))
    assert rows["rooms"][-1].code == f"{slugify(name)}-2"


def test_a_room_brings_its_own_space_and_a_code_that_no_other_has(file):
    once = replace(file, **with_room(file, new_room("Main")))
    twice = replace(once, **with_room(once, new_room("Зал")))
    assert [(room.code, room.cells) for room in twice.rooms[1:]] == [("main-2", ("main-2",)), ("room", ("room",))]


def test_a_space_takes_the_new_name_of_its_room(file):
    after = replace(file, **with_changed(file, replace(file.rooms[0], name="Great hall")))
    assert takes(after) == {"Great hall": ["Great hall"]}


def test_a_space_with_a_name_of_its_own_keeps_it(halves):
    front = next(room for room in halves.rooms if room.code == "front")
    named = replace(halves, cells=(replace(halves.cells[0], name="By the stage"), halves.cells[1]))
    after = replace(named, **with_changed(named, replace(front, name="Stage half")))
    assert takes(after)["Stage half"] == ["By the stage"]


@pytest.mark.parametrize(
    ("code", "steps", "order"),
    [("back", -1, ["Back", "Front", "Whole"]), ("back", 1, ["Front", "Whole", "Back"]), ("front", -1, None)],
)
def test_rooms_move_among_those_on_offer(halves, code, steps, order):
    gone = replace(new_room("Attic"), code="attic", cells=("front",), retired_on=TODAY)
    file = replace(halves, rooms=(gone, *halves.rooms))
    rooms = [room.name for room in moved(file, code, steps)["rooms"]]
    assert rooms == [*(order or ["Front", "Back", "Whole"]), "Attic"]


def test_a_retired_room_rests_with_the_space_that_nobody_else_takes(halves):
    whole = replace(halves, **retired(halves, "whole", TODAY))
    assert [cell.retired_on for cell in whole.cells] == [None, None]
    front = replace(whole, **retired(whole, "front", TODAY))
    assert [cell.retired_on for cell in front.cells] == [TODAY, None]
    again = replace(front, **back_on_offer(front, "front"))
    assert takes(again) == {"Front": ["Front"], "Back": ["Back"]}
    assert again.cells[0].retired_on is None


def test_a_deleted_room_takes_its_prices_hours_and_closures_along(file):
    more = replace(file, **with_room(file, new_room("Nook")))
    tariff = more.tariffs[0]
    rates = (*tariff.rates, *(replace(cell, room="nook").as_rate() for cell in cells(tariff)))
    shut = ClosureRow(datetime(2026, 7, 1), datetime(2026, 7, 2), ("nook",), "other")
    more = replace(
        more,
        tariffs=(replace(tariff, rates=rates),),
        hours=(*more.hours, HoursRow((0,), 600, 700, ("nook",))),
        closures=(shut, replace(shut, cells=("main", "nook"))),
    )
    after = replace(more, **deleted(more, "nook"))
    assert replace(after, closures=()) == file
    assert [closure.cells for closure in after.closures] == [("main",)]


def test_a_plain_room_is_divided_and_what_was_said_of_it_holds_of_all_its_parts(file):
    own = replace(file, hours=(*file.hours, HoursRow((6,), 600, 700, ("main",))))
    after = replace(own, **divided(own, HallPlan("Main", True, HALVES), "main", leaving=TODAY))
    assert takes(after) == {
        "Main": ["Front half", "Back half"],
        "Front half": ["Front half"],
        "Back half": ["Back half"],
    }
    assert after.rooms[0].code == "main"
    assert after.hours[-1].cells == ("main", "back-half")
    assert after.tariffs == file.tariffs


def test_a_room_of_which_only_the_parts_are_let_becomes_the_first(file):
    after = replace(file, **divided(file, HallPlan("", False, HALVES), "main", leaving=TODAY))
    assert takes(after) == {"Front half": ["Front half"], "Back half": ["Back half"]}
    assert after.rooms[0].code == "main"


def test_a_new_hall_stands_beside_what_there_is(file):
    parts = (*HALVES, PartPlan("Stage", False))
    after = replace(file, **divided(file, HallPlan("Whole hall", True, parts), leaving=TODAY))
    assert takes(after) == {
        "Main": ["Main"],
        "Whole hall": ["Front half", "Back half", "Stage"],
        "Front half": ["Front half"],
        "Back half": ["Back half"],
    }


def test_a_hall_says_how_it_is_divided_and_saving_that_changes_nothing(halves):
    plan = plan_of(halves, "back")
    assert plan == HallPlan("Whole", True, (PartPlan("Front", True, "front"), PartPlan("Back", True, "back")))
    assert replace(halves, **divided(halves, plan, "back", leaving=TODAY)) == halves


def test_a_hall_gets_a_third_part_where_it_belongs(halves):
    more = replace(halves, **with_room(halves, new_room("Nook")))
    plan = plan_of(more, "whole")
    after = replace(
        more, **divided(more, replace(plan, parts=(*plan.parts, PartPlan("Stage", True))), "whole", leaving=TODAY)
    )
    assert [cell.name for cell in after.cells] == ["Front", "Back", "Stage", "Nook"]
    assert takes(after)["Whole"] == ["Front", "Back", "Stage"]


def test_what_is_no_longer_let_is_deleted_where_it_may_be_and_retired_where_not(halves):
    plan = plan_of(halves, "whole")
    only_all = replace(plan, parts=tuple(replace(part, is_let=False) for part in plan.parts))
    after = replace(halves, **divided(halves, only_all, "whole", leaving=TODAY, deletable={"back"}))
    assert takes(after) == {"Whole": ["Front", "Back"]}
    assert [(room.code, room.retired_on) for room in after.rooms] == [("front", TODAY), ("whole", None)]
    assert {cell.room for cell in cells(after.tariffs[0])} == {"front", "whole"}


def test_a_part_that_is_gone_takes_its_space_along():
    venue = a_venue(cells=("front", "middle", "back"))
    file = files.from_database(venue)
    plan = plan_of(file, "whole")
    after = replace(
        file,
        **divided(file, replace(plan, parts=plan.parts[:2]), "whole", leaving=TODAY, deletable={"back"}),
    )
    assert takes(after) == {"Whole": ["Front", "Middle"], "Front": ["Front"], "Middle": ["Middle"]}
    assert [cell.code for cell in after.cells] == ["front", "middle"]


def test_rooms_of_some_parts_are_found_and_hang_together_with_the_hall():
    venue = a_venue(cells=("front", "middle", "back", "nook"))
    venue.rooms.filter(code="whole").delete()
    cells = {cell.code: cell for cell in Cell.objects.filter(venue=venue)}
    a_room(venue, "near", cells=[cells["front"], cells["middle"]])
    a_room(venue, "far", cells=[cells["middle"], cells["back"]])
    file = files.from_database(venue)
    assert hall_of(file, "back") == ("front", "middle", "back")
    assert [room.code for room in others_of(file, "back")] == ["near", "far"]
    assert hall_of(file, "nook") == ("nook",)


def test_what_is_rearranged_is_a_venue_file_still(file):
    after = replace(file, **divided(file, HallPlan("Main", True, HALVES), "main", leaving=TODAY))
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert files.read(files.write(after), today=tomorrow).rooms == after.rooms
