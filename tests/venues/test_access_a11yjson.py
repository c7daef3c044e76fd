"""Whatever can be claimed goes out as A11yJSON has it: the rules of its schema, restated for the fields that we use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.venues.access_examples import claim
from venues.access.a11yjson import place_info
from venues.access.claims import Claim
from venues.access.guide import RoomClaims, room_answers, venue_guides
from venues.access.values import State
from venues.access.vocabulary import FACTS, Fact

Rule = Callable[[Any], bool]
ABOUT = {"category": "village_hall", "point": (-0.5, 53.2), "address": "The Green", "link": "https://hall.example/"}


def yes_or_no(said: Any) -> bool:
    return said is True or said is False


def count(said: Any) -> bool:
    return type(said) is int and said >= 0


def words(said: Any) -> bool:
    return isinstance(said, dict) and set(said) == {"en"} and bool(said["en"])


def text(said: Any) -> bool:
    return isinstance(said, str) and bool(said)


def length(said: Any) -> bool:
    return isinstance(said, dict) and set(said) == {"value", "unit"} and said["unit"] in ("mm", "m")


def slope(said: Any) -> bool:
    return set(said) == {"value", "unit"} and said["unit"] == "deg" and 0 < said["value"] <= 45


def icons(said: Any) -> bool:
    return isinstance(said, list) and set(said) <= {"allGender"}


def nothing_there(said: Any) -> bool:
    return said is None


DOOR: dict[str, Rule] = {"width": length, "isAutomatic": yes_or_no, "isAutomaticOrAlwaysOpen": yes_or_no}
ENTRANCE: dict[str, Any] = {
    "name": words,
    "isLevel": yes_or_no,
    "hasFixedRamp": yes_or_no,
    "hasRemovableRamp": yes_or_no,
    "hasIntercom": yes_or_no,
    "intercom": {"hasVideoCamera": yes_or_no},
    "stairs": {"count": count},
    "door": DOOR,
}
TOILET_DOOR = {"width": length, "needsRadarKey": yes_or_no}
BARS = {"onUsersLeftSide": yes_or_no, "onUsersRightSide": yes_or_no, "foldable": yes_or_no}
RESTROOM: dict[str, Any] = {
    "isAccessibleWithWheelchair": yes_or_no,
    "entrance": {"properties": {"door": TOILET_DOOR}},
    "turningSpaceInside": length,
    "toilet": {"grabBars": BARS},
    "hasEmergencyPullstring": yes_or_no,
    "hasChangingTableForAdults": yes_or_no,
    "hasCeilingHoist": yes_or_no,
    "hasChangingTableForBabies": yes_or_no,
    "signIcons": icons,
}
ROOM: dict[str, Any] = {
    "name": words,
    "isAccessibleWithWheelchair": yes_or_no,
    "entrances": [{"properties": {"door": {"width": length}}}],
    "pathwaysInside": {"width": length},
    "wheelchairPlaces": {"wheelchairUserCapacity": count},
    "hasInductionLoop": yes_or_no,
    "isWellLit": yes_or_no,
    "tables": [{"fixedHeightBelow": length}],
}
BAYS = {"count": count, "distanceToEntrance": length, "maxVehicleHeight": length}
ACCESSIBILITY: dict[str, Any] = {
    "pathways": {"isKerbstoneFree": yes_or_no, "surface": {"longitudinalSlope": slope}},
    "parking": {"forWheelchairUsers": BAYS},
    "entrances": [{"properties": ENTRANCE}],
    "restrooms": [RESTROOM],
    "rooms": [ROOM],
    "signageSystems": [{"isHighContrast": yes_or_no, "highLegibility": yes_or_no, "hasPictograms": yes_or_no}],
    "hasBrailleSignage": yes_or_no,
    "hasTactileSignage": yes_or_no,
    "hasLowStimulusEnvironment": yes_or_no,
    "hasBackgroundMusic": yes_or_no,
    "staff": {"hasFreeAssistantForVisitors": yes_or_no},
    "animalPolicy": {"suppliesWaterForPets": yes_or_no},
    "wifi": {"isOpenToVisitors": yes_or_no},
}
PLACE: dict[str, Any] = {
    "geometry": {"type": text, "coordinates": lambda said: len(said) == 2},
    "properties": {
        "name": words,
        "category": text,
        "address": {"text": words},
        "infoPageUrl": text,
        "accessibility": ACCESSIBILITY,
    },
}
MAY_BE_NULL = {"parking"}  # there is none


def faults(said: Any, rule: Any, where: str = "") -> Iterator[str]:
    if said is None and where in MAY_BE_NULL:
        return
    if isinstance(rule, list):
        for each in said:
            yield from faults(each, rule[0], where)
    elif isinstance(rule, dict):
        yield from (f"{name} is not there" for name in said.keys() - rule.keys())
        for name in said.keys() & rule.keys():
            yield from faults(said[name], rule[name], name)
    elif not rule(said):
        yield f"{where}: {said!r}"


def everything_that_can_be_said(fact: Fact) -> Iterator[Claim]:
    yield Claim(fact.code, State.NOT_APPLICABLE, note="There is none")
    for value in fact.options or sorted({fact.least, (fact.least + fact.most) // 2, fact.most}):
        yield claim(fact.code, value)


def sent(*claims: Claim) -> dict[str, Any]:
    def of(scope: str) -> list[Claim]:
        return [each for each in claims if each.about.scope == scope]

    guide = room_answers(of("venue"), {"Front": of("entrance")}, of("room"))
    return place_info("Hall", [("Main", guide)], **ABOUT)


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.code)
def test_whatever_is_claimed_keeps_the_rules(fact):
    beside = [claim("arr_by_car", "none"), claim("ent_ramp", "none")]  # what some rows ask of another fact
    for said in everything_that_can_be_said(fact):
        for more in ([], [each for each in beside if each.fact != fact.code]):
            place = sent(said, *more)
            assert list(faults(place, PLACE)) == []
            inside = place["properties"]["accessibility"]["entrances"][0]["properties"]
            assert not {"hasFixedRamp", "hasRemovableRamp"} <= inside.keys() or not inside["hasFixedRamp"]


def test_a_rule_that_is_broken_is_seen():
    assert list(faults({"wings": 2}, BAYS)) == ["wings is not there"]
    assert list(faults({"count": -1}, BAYS)) == ["count: -1"]
    assert list(faults([{"properties": {"door": {"width": 850}}}], ROOM["entrances"])) == ["width: 850"]


def test_a_place_says_of_itself_what_no_room_says_otherwise():
    """However many rooms there are, and whichever is named first."""
    venue = [claim("wc_accessible", "yes"), claim("wc_baby", "no")]
    odd = RoomClaims("Odd", {1}, (claim("wc_accessible", "no", place="Odd"),))
    guides = venue_guides(venue, {"Front": ()}, {"odd": odd, "plain": RoomClaims("Plain", {2})})
    told = place_info("Hall", [("Odd", guides["odd"]), ("Plain", guides["plain"])], **ABOUT)
    restrooms = [{"isAccessibleWithWheelchair": True, "hasChangingTableForBabies": False}]
    assert told["properties"]["accessibility"]["restrooms"] == restrooms
