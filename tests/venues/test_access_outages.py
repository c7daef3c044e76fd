"""What is out of order, what visitors found otherwise, and which entrance it is by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.venues.access_examples import SPRING, all_for, claim, guide
from venues.access.guide import Guide, RoomClaims, room_answers, venue_guides
from venues.access.matching import Day, match, match_all
from venues.access.needs import NEEDS
from venues.access.outages import Outage
from venues.access.reports import Report, with_reports
from venues.access.values import Fit, Reading, Value

MEETS, IN_PART, NOT_KNOWN, DOES_NOT = reversed(Fit)
BROKE = date(2026, 3, 1)
STEP_FREE = {"arr_street": "yes", "ent_step_free": "yes", "mov_step_free": "yes"}


def out(fact: str, on: date = BROKE, **fields: object) -> Day:
    told = {"starts_on": BROKE, "updated_on": BROKE} | fields
    return Day(on, (Outage(fact, **told),), frozenset({"room"}))


@pytest.mark.parametrize(
    ("code", "answers", "fact", "fit"),
    [
        ("step_free", STEP_FREE | {"mov_lift": "not_needed"}, "mov_lift", MEETS),
        ("step_free", STEP_FREE | {"mov_lift": "passenger"}, "mov_lift", DOES_NOT),
        ("step_free", STEP_FREE, "mov_lift", NOT_KNOWN),
        ("step_free", STEP_FREE | {"mov_lift": "none"}, "mov_lift", DOES_NOT),
        ("short_walk", {"arr_by_car": "bay", "arr_seats": "yes", "mov_step_free": "yes"}, "mov_lift", NOT_KNOWN),
        (
            "short_walk",
            {"arr_by_car": "bay", "arr_seats": "yes", "mov_step_free": "yes", "mov_lift": "platform"},
            "mov_lift",
            DOES_NOT,
        ),
        ("few_steps", {"ent_steps": 0, "mov_step_free": "yes", "mov_lift": "passenger"}, "mov_lift", NOT_KNOWN),
        ("easy_doors", {"ent_door": "automatic"}, "ent_door", DOES_NOT),
        ("easy_doors", {"ent_door": "light"}, "ent_door", MEETS),
        (
            "changing_places",
            {"wc_changing_places": "undersized", "wc_step_free": "yes"},
            "wc_changing_places",
            DOES_NOT,
        ),
        ("wheelchair_toilet", all_for("wheelchair_toilet"), "wc_accessible", DOES_NOT),
        ("hearing_loop", all_for("hearing_loop"), "hea_mic", DOES_NOT),
        ("listening_any", {"hea_listening": "other", "hea_mic": "yes"}, "hea_listening", DOES_NOT),
        ("visual_alarm", {"hea_visual_alarm": "partial"}, "hea_visual_alarm", DOES_NOT),
        ("baby", all_for("baby"), "mov_lift", MEETS),
    ],
)
def test_what_depends_on_it_is_a_no_while_it_is_out_of_order(
    code: str, answers: dict[str, Value], fact: str, fit: Fit
) -> None:
    assert match(guide(answers), NEEDS[code], day=out(fact)).fit is fit


def test_the_answer_says_which_outage_decided_it_and_the_claim_is_as_it_was() -> None:
    about, day = guide(STEP_FREE | {"mov_lift": "passenger"}), out("mov_lift", note="A part is on its way")
    found = match(about, NEEDS["step_free"], day=day)
    assert {ground.outage for ground in found.grounds} == set(day.outages)
    assert about["mov_lift"].reads is Reading.YES
    assert match(about, NEEDS["step_free"]).fit is MEETS


@pytest.mark.parametrize(
    ("days", "told", "fit"),
    [
        (-1, {}, MEETS),
        (0, {}, DOES_NOT),
        (14, {}, DOES_NOT),
        (15, {}, NOT_KNOWN),
        (15, {"updated_on": BROKE + timedelta(1)}, DOES_NOT),
        (5, {"expected_on": BROKE + timedelta(4)}, NOT_KNOWN),
        (40, {"expected_on": BROKE + timedelta(60)}, DOES_NOT),
        (40, {"ends_on": BROKE + timedelta(40)}, DOES_NOT),
        (41, {"ends_on": BROKE + timedelta(40)}, MEETS),
        (0, {"rooms": frozenset({"another"})}, MEETS),
        (0, {"rooms": frozenset({"room"})}, DOES_NOT),
    ],
)
def test_it_lasts_until_it_is_mended_and_is_not_known_once_it_should_have_been(
    days: int, told: dict[str, object], fit: Fit
) -> None:
    day = out("hea_listening", BROKE + timedelta(days), **told)
    assert match(guide(all_for("hearing_loop")), NEEDS["hearing_loop"], day=day).fit is fit


def test_nothing_can_be_out_of_order_that_depends_on_nothing() -> None:
    with pytest.raises(ValueError, match="no equipment"):
        Outage("arr_street", BROKE, BROKE)


def by_doors(**doors: dict[str, Value]) -> Guide:
    said = {name: [claim(fact, value, place=name) for fact, value in told.items()] for name, told in doors.items()}
    return room_answers([claim("arr_street", "yes")], said, [claim(code, "yes") for code in ("mov_step_free",)])


def test_all_that_a_need_asks_of_an_entrance_holds_at_one_and_that_one_is_named() -> None:
    doors = by_doors(
        Front={"ent_step_free": "yes", "ent_door": "heavy"}, Side={"ent_step_free": "no", "ent_door": "light"}
    )
    assert match(doors, NEEDS["step_free"]).entrance == "Front"
    assert match(doors, NEEDS["easy_doors"]).entrance == "Side"
    both = match_all(doors, [NEEDS["step_free"], NEEDS["easy_doors"]])
    assert (both.fit, both.by_several_doors) == (IN_PART, True)
    assert [each.fit for each in both.each] == [MEETS, MEETS]
    one = by_doors(
        Front={"ent_step_free": "yes", "ent_door": "heavy"}, Side={"ent_step_free": "yes", "ent_door": "light"}
    )
    together = match_all(one, [NEEDS["step_free"], NEEDS["easy_doors"]])
    assert (together.fit, together.by_several_doors) == (MEETS, False)
    assert {each.entrance for each in together.each} == {"Side"}


def test_an_automatic_door_that_is_broken_leaves_the_other_way_in() -> None:
    doors = by_doors(Front={"ent_door": "automatic"}, Side={"ent_door": "light"})
    assert match(doors, NEEDS["easy_doors"], day=out("ent_door", entrance="Front")).entrance == "Side"
    assert match(by_doors(Front={"ent_door": "automatic"}), NEEDS["easy_doors"], day=out("ent_door")).fit is DOES_NOT


def test_a_hall_of_two_halves_is_judged_by_each_and_no_better_than_either() -> None:
    rooms = {
        "whole": RoomClaims("Whole", {1, 2}),
        "front": RoomClaims("Front", {1}, (claim("mov_corridor_mm", 1300), claim("mov_stage", "yes"))),
        "back": RoomClaims("Back", {2}, (claim("mov_corridor_mm", 1000),)),
    }
    whole = venue_guides([], {}, rooms)["whole"]
    assert match(whole, NEEDS["stage"]).fit is NOT_KNOWN
    assert whole["mov_corridor_mm"].value == 1000


@pytest.mark.parametrize(
    ("report", "days", "fit"),
    [
        (Report("mov_stage", BROKE), 13, MEETS),
        (Report("mov_stage", BROKE), 14, NOT_KNOWN),
        (Report("mov_stage", BROKE, by_hirer=True), 0, NOT_KNOWN),
        (Report("mov_stage", BROKE, by_hirer=True), -1, MEETS),
        (Report("mov_stage", BROKE, by_hirer=True, answered_on=BROKE + timedelta(2)), 2, MEETS),
        (Report("mov_stage", BROKE, place="Stage door"), 30, MEETS),
        (Report("see_even", BROKE), 30, MEETS),
    ],
)
def test_what_a_visitor_found_otherwise_is_not_known_once_it_has_stood(report: Report, days: int, fit: Fit) -> None:
    room = with_reports([claim("mov_stage", "yes", SPRING)], [report], on=BROKE + timedelta(days))
    assert match(room_answers([], {}, room), NEEDS["stage"]).fit is fit


def test_a_claim_that_lapsed_starts_no_rule_and_is_not_in_date() -> None:
    room = with_reports([claim("mov_step_free", "yes")], [Report("mov_step_free", BROKE, by_hirer=True)], on=BROKE)
    about = room_answers([], {}, room)
    assert about["mov_lift"].reads is Reading.NOT_KNOWN
    assert not about["mov_step_free"].in_date(BROKE)
