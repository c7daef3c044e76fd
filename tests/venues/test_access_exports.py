"""What goes out of a guide: claims with their own units and words, and nothing that nobody said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.venues.access_examples import SPRING, claim
from venues.access.a11yjson import ROWS, place_info
from venues.access.claims import Claim
from venues.access.guide import Guide, room_answers
from venues.access.schema_org import amenity_features
from venues.access.values import State
from venues.access.vocabulary import FACTS

HOST = "https://hall.example/vocab/access"


def a_guide(*claims: Claim, entrance: tuple[Claim, ...] = ()) -> Guide:
    return room_answers(claims, {"Front": entrance}, [each for each in claims if each.about.scope == "room"])


def a11y(*claims: Claim, entrance: tuple[Claim, ...] = ()) -> dict:
    told = {
        "category": "village_hall",
        "point": (-0.5, 53.2),
        "address": "The Green",
        "link": "https://hall.example/access",
    }
    place = place_info("Hall", [("Main", a_guide(*claims, entrance=entrance))], **told)
    assert place["geometry"] == {"type": "Point", "coordinates": [-0.5, 53.2]}
    return place["properties"]["accessibility"]


def features(*claims: Claim, entrance: tuple[Claim, ...] = ()) -> dict[str, dict]:
    found = amenity_features(a_guide(*claims, entrance=entrance), vocabulary=HOST)
    return {each["propertyID"].removeprefix(f"{HOST}#"): each for each in found}


def not_applicable(fact: str) -> Claim:
    return Claim(fact, State.NOT_APPLICABLE, note="There is none", checked_on=SPRING)


def test_nobody_says_anything_so_nothing_goes_out():
    assert a11y() == {"rooms": [{"name": {"en": "Main"}}]} | {"entrances": [{"properties": {"name": {"en": "Front"}}}]}
    assert features() == {}


@pytest.mark.parametrize(
    ("facts", "where", "said"),
    [
        (
            {"wc_door_mm": 850},
            ("restrooms", 0, "entrance", "properties", "door", "width"),
            {"value": 850, "unit": "mm"},
        ),
        ({"arr_car_m": 20}, ("parking", "forWheelchairUsers", "distanceToEntrance"), {"value": 20, "unit": "m"}),
        ({"arr_gradient": 12}, ("pathways", "surface", "longitudinalSlope"), {"value": 4.8, "unit": "deg"}),
        ({"arr_by_car": "dropoff"}, ("parking", "forWheelchairUsers", "count"), 0),
        ({"wc_transfer": "left"}, ("restrooms", 0, "toilet", "grabBars"), {"onUsersRightSide": True, "foldable": True}),
        ({"wc_transfer": "right"}, ("restrooms", 0, "toilet", "grabBars"), {"onUsersLeftSide": True, "foldable": True}),
        ({"wc_accessible": "partial"}, ("restrooms", 0, "isAccessibleWithWheelchair"), False),
        ({"sen_sound": "yes"}, ("hasBackgroundMusic",), False),
        (
            {"mov_door_mm": 900},
            ("rooms", 0, "entrances", 0, "properties", "door", "width"),
            {"value": 900, "unit": "mm"},
        ),
        ({"hea_listening": "other"}, ("rooms", 0, "hasInductionLoop"), False),
    ],
)
def test_a_fact_stands_where_a11yjson_has_it_in_its_own_units(facts, where, said):
    found = a11y(*(claim(code, value) for code, value in facts.items()))
    for step in where:
        found = found[step]
    assert found == said


def test_no_car_park_is_null_and_what_else_does_not_apply_is_left_out():
    told = a11y(not_applicable("arr_carpark"), claim("arr_by_car", "none"), not_applicable("sen_sound"))
    assert told["parking"] is None
    assert "hasBackgroundMusic" not in told
    assert set(features(not_applicable("arr_carpark"), claim("arr_street", "no"))) == {"arr_street"}


def test_a_way_in_is_level_only_where_nothing_else_makes_it_so():
    def front(*claims: Claim) -> dict:
        return a11y(entrance=claims)["entrances"][0]["properties"]

    assert "isLevel" not in front(claim("ent_step_free", "yes"))
    assert front(claim("ent_step_free", "yes"), claim("ent_ramp", "none"))["isLevel"] is True
    ramp = front(claim("ent_step_free", "yes"), claim("ent_ramp", "fixed"))
    assert (ramp["isLevel"], ramp["hasFixedRamp"]) == (False, True)
    assert front(claim("ent_step_free", "no"))["isLevel"] is False


def test_what_follows_a_secret_way_in_and_what_has_lapsed_stay_here():
    """And what a visitor found different goes out as the venue says, until it lapses."""
    told = (claim("ent_step_free", "yes"), claim("ent_entry", "keysafe"))
    assert set(features(entrance=told)) == {"ent_step_free"}
    assert "stairs" not in a11y(entrance=told)["entrances"][0]["properties"]
    reported = replace(claim("hea_mic", "yes"), reported_on=SPRING)
    assert set(features(reported)) == {"hea_mic"}
    assert features(replace(reported, has_lapsed=True)) == {}


def test_a_feature_is_true_false_a_number_with_its_unit_or_words():
    found = features(
        replace(claim("wc_accessible", "partial"), note="No rails", evidence="measured"),
        claim("wc_door_mm", 850),
        claim("arr_gradient", 20),
        claim("wc_open", "radar"),
        claim("arr_street", "yes"),
    )
    assert (found["wc_accessible"]["value"], found["wc_accessible"]["description"]) == (False, "No rails")
    assert found["wc_accessible"]["measurementTechnique"] == "measured"
    assert (found["wc_door_mm"]["value"], found["wc_door_mm"]["unitCode"]) == (850, "MMT")
    assert (found["arr_gradient"]["value"], found["arr_gradient"]["unitCode"]) == (20, "C62")
    assert found["wc_open"]["value"] == FACTS["wc_open"].options["radar"]
    assert (found["arr_street"]["value"], found["arr_street"]["validFrom"]) == (True, SPRING.isoformat())
    assert {each["@type"] for each in found.values()} == {"LocationFeatureSpecification"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fact)
def test_every_row_of_the_mapping_says_something_that_the_fact_can_say(row):
    fact = FACTS[row.fact]
    assert set(row.says) <= set(fact.options)
    assert bool(row.how) == fact.is_number
    assert row.how != "length" or fact.value in ("mm", "m")
    assert all(is_ in FACTS[other].options for other, is_ in row.provided.items())
    assert not fact.private & set(row.says)
