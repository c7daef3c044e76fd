"""What a room's visitor is told: whose claim counts, what follows, and which entrance is best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.venues.access_examples import SPRING, claim, guide, some_answers
from venues.access.claims import Claim
from venues.access.guide import Guide, RoomClaims, room_answers, venue_guides
from venues.access.rules import FOLLOWING, RULES, Rule, consequences
from venues.access.values import Reading, Value
from venues.access.vocabulary import FACTS

LAST_YEAR = date(2025, 2, 3)
SHORT = {"Y": "yes", "P": "partly", "?": "not known", "N": "no", "-": "does not apply"}


def read_both(first: str, second: str, answers: dict[str, Value]) -> tuple[Reading, Reading]:
    about = guide(answers)
    return about[first].reads, about[second].reads


def table(first: str, second: str, heads: Iterable[str], rows: dict[str, str]) -> list[object]:
    """One case for each square of a table; a square is how the row's fact reads, then the column's."""
    return [
        pytest.param(first, second, row, head, square, id=f"{row}-{head}")
        for row, squares in rows.items()
        for head, square in zip(heads, squares.split(), strict=True)
    ]


LIFTS = ("unknown", "not_applicable", "not_needed", "passenger", "platform", "stairlift", "none")
STEPS_AND_LIFTS = {
    "yes": "YY Y- YY YY YY PP NN",
    "partial": "P? P- PY PY PY PP NN",
    "unknown": "?? ?- ?Y ?Y ?Y ?P NN",
    "no": "N? N- NY NY NY NP NN",
    "not_applicable": "-? -- -Y -Y -Y -P -N",
}
WAYS_IN = ("unknown", "not_applicable", "unlocked", "radar", "hirer_key", "ask", "shut")
TOILETS = {
    "yes": "Y? Y- YY YY YY YP YN",
    "partial": "P? P- PY PY PY PP PN",
    "unknown": "?? ?- ?Y ?Y ?Y ?P ?N",
    "no": "N- N- N- N- N- N- NN",
    "not_applicable": "-? -- -Y -Y -Y -P -N",
}


@pytest.mark.parametrize(
    ("first", "second", "row", "head", "square"),
    [
        *table("mov_step_free", "mov_lift", LIFTS, STEPS_AND_LIFTS),
        *table("wc_accessible", "wc_open", WAYS_IN, TOILETS),
    ],
)
def test_two_facts_that_speak_of_each_other(first: str, second: str, row: str, head: str, square: str) -> None:
    assert read_both(first, second, {first: row, second: head}) == (SHORT[square[0]], SHORT[square[1]])


@given(some_answers(), st.sampled_from(sorted(FACTS)))
def test_a_fact_no_rule_speaks_of_reads_as_it_was_claimed(answers: dict[str, Value], code: str) -> None:
    if code not in FOLLOWING:
        said = answers.get(code, "unknown")
        assert guide(answers)[code].reads == claim(code, said).reads


@given(some_answers())
def test_a_claim_is_never_overwritten(answers: dict[str, Value]) -> None:
    about = guide(answers)
    for code, answer in answers.items():
        kept = about[code].claim
        assert answer == "unknown" if kept is None else kept.answer == answer
        assert about[code].reads.rank <= claim(code, answer).reads.rank or answer == "unknown"


def test_what_follows_names_the_claim_it_follows_from_and_takes_its_date() -> None:
    answer = guide({"mov_lift": "none"}, LAST_YEAR)["mov_step_free"]
    assert answer.claim is None
    assert answer.value is None
    assert [said.fact for said in answer.follows_from] == ["mov_lift"]
    assert answer.because == "stairs are the only way"
    assert answer.checked_on == LAST_YEAR


def test_of_two_claims_that_cannot_both_be_true_both_are_kept_and_the_lower_counts() -> None:
    room = [claim("mov_step_free", "yes", SPRING), claim("mov_lift", "none", LAST_YEAR)]
    answer = room_answers([], {}, room)["mov_step_free"]
    assert answer.is_disputed
    assert (answer.reads, answer.value) == (Reading.NO, "yes")
    assert [said.fact for said in answer.grounds] == ["mov_step_free", "mov_lift"]
    assert answer.checked_on == LAST_YEAR


def test_both_sides_of_a_contradiction_are_shown_with_the_other() -> None:
    about = guide({"mov_step_free": "yes", "mov_lift": "stairlift"})
    assert [about[code].is_disputed for code in ("mov_step_free", "mov_lift")] == [True, True]
    assert not guide({"mov_step_free": "partial", "mov_lift": "stairlift"})["mov_lift"].is_disputed


def test_a_contradiction_with_a_claim_that_has_no_date_has_none() -> None:
    room = [claim("mov_step_free", "yes", SPRING), claim("mov_lift", "none", None)]
    assert room_answers([], {}, room)["mov_step_free"].checked_on is None


def test_a_room_says_otherwise_than_its_venue() -> None:
    venue = [claim("sen_quiet", "yes"), claim("wc_accessible", "yes"), claim("wc_open", "unlocked")]
    upstairs = room_answers(venue, {}, [claim("wc_accessible", "no")])
    assert upstairs["sen_quiet"].reads is Reading.YES
    assert upstairs["wc_accessible"].reads is Reading.NO
    assert upstairs["wc_open"].reads is Reading.DOES_NOT_APPLY


def test_a_room_that_says_it_does_not_know_is_not_spoken_for_by_its_venue() -> None:
    about = room_answers([claim("sen_quiet", "yes")], {}, [claim("sen_quiet", "unknown")])
    assert about["sen_quiet"].reads is Reading.NOT_KNOWN


@pytest.mark.parametrize("fact", ["mov_lift", "ent_step_free"])
def test_a_venue_cannot_answer_for_all_its_rooms_or_doors_at_once(fact: str) -> None:
    answer = {"mov_lift": "not_needed", "ent_step_free": "yes"}[fact]
    assert room_answers([claim(fact, answer)], {}, [])[fact].reads is Reading.NOT_KNOWN


def at_doors(**doors: tuple[Value, date | None]) -> Guide:
    said = {name: [claim("ent_step_free", answer, day, place=name)] for name, (answer, day) in doors.items()}
    return room_answers([], said, [])


@pytest.mark.parametrize(
    ("doors", "best"),
    [
        ({"front": ("no", SPRING), "side": ("yes", SPRING)}, "side"),
        ({"front": ("partial", SPRING), "side": ("no", SPRING)}, "front"),
        ({"front": ("no", SPRING), "side": ("unknown", None)}, "side"),
        ({"front": ("unknown", None), "side": ("partial", LAST_YEAR)}, "side"),
        ({"front": ("yes", LAST_YEAR), "side": ("yes", SPRING)}, "side"),
        ({"front": ("yes", None), "side": ("yes", LAST_YEAR)}, "side"),
        ({"front": ("yes", SPRING), "side": ("yes", SPRING)}, "front"),
    ],
)
def test_the_best_entrance_counts_and_is_named(doors: dict[str, tuple[Value, date | None]], best: str) -> None:
    about = at_doors(**doors)
    assert about.ways[0].entrance == best
    if about["ent_step_free"].is_known:
        assert about["ent_step_free"].place == best


def test_a_venue_with_no_entrance_on_record_has_a_guide_all_the_same() -> None:
    about = room_answers([claim("wc_baby", "yes")], {}, [])
    assert (about["ent_step_free"].reads, about["wc_baby"].reads) == (Reading.NOT_KNOWN, Reading.YES)


# A room of several cells


def halves(front: Mapping[str, Value], back: Mapping[str, Value], whole: Mapping[str, Value]) -> dict[str, Guide]:
    def said(answers: Mapping[str, Value], place: str) -> tuple[Claim, ...]:
        return tuple(claim(fact, answer, place=place) for fact, answer in answers.items())

    rooms = {
        "whole": RoomClaims("Whole hall", {"front", "back"}, said(whole, "Whole hall")),
        "front": RoomClaims("Front half", {"front"}, said(front, "Front half")),
        "back": RoomClaims("Back half", {"back"}, said(back, "Back half")),
    }
    return venue_guides([claim("wc_baby", "yes")], {"Door": [claim("ent_step_free", "yes")]}, rooms)


@pytest.mark.parametrize(
    ("front", "back", "whole"),
    [
        ("fixed_loop", "fixed_loop", "Y"),
        ("fixed_loop", "portable_loop", "P"),
        ("portable_loop", "unknown", "?"),
        ("none", "unknown", "N"),
        ("fixed_loop", "none", "N"),
        ("not_applicable", "fixed_loop", "-"),
        ("not_applicable", "none", "N"),
    ],
)
def test_a_room_of_several_cells_takes_the_weakest_of_its_parts(front: str, back: str, whole: str) -> None:
    for one, other in [(front, back), (back, front)]:
        guides = halves({"hea_listening": one}, {"hea_listening": other}, {})
        assert guides["whole"]["hea_listening"].reads == SHORT[whole]


def test_a_part_that_says_no_is_told_before_one_where_it_does_not_apply() -> None:
    orders: list[tuple[Value, Value]] = [("not_applicable", 700), (700, "not_applicable")]
    for one, other in orders:
        assert halves({"mov_door_mm": one}, {"mov_door_mm": other}, {})["whole"]["mov_door_mm"].value == 700


def test_two_rooms_of_the_same_cells_speak_each_for_itself() -> None:
    rooms = {
        "hall": RoomClaims("Hall", {1, 2}, (claim("mov_lift", "not_needed"),)),
        "hall-with-stage": RoomClaims("Hall with stage", {1, 2}),
    }
    guides = venue_guides([], {}, rooms)
    assert [about["mov_lift"].reads for about in guides.values()] == [Reading.YES, Reading.NOT_KNOWN]


def test_rules_added_later_need_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    lower = Rule.read({"when": {"sen_quiet": ["no"]}, "then": {"mov_lift": ["none"]}, "because": "it is one room"})
    higher = Rule.read({"when": {"wc_baby": ["yes"]}, "then": {"mov_lift": ["platform"]}, "because": "it is upstairs"})
    monkeypatch.setattr("venues.access.guide.consequences", partial(consequences, rules=(higher, lower, *RULES)))

    assert guide({"wc_baby": "yes"})["mov_lift"].reads is Reading.YES
    assert guide({"wc_baby": "yes", "sen_quiet": "no"})["mov_lift"].because == "it is one room"

    step_free = {"mov_step_free": "yes"}  # so that each half's lift follows
    assert halves(step_free, step_free, {"wc_baby": "yes"})["whole"]["mov_lift"].reads is Reading.YES
    assert halves(step_free, step_free, {"sen_quiet": "no"})["whole"]["mov_lift"].reads is Reading.NO


def test_its_own_claim_comes_first() -> None:
    guides = halves({"mov_door_mm": 700}, {"mov_door_mm": 900}, {"mov_door_mm": 1400})
    assert guides["whole"]["mov_door_mm"].value == 1400
    assert guides["whole"]["mov_door_mm"].place == ""


def test_the_part_that_decided_is_named_unless_all_parts_rest_on_the_same_claim() -> None:
    whole = halves({"mov_door_mm": 700}, {"mov_door_mm": 900}, {})["whole"]
    assert (whole["mov_door_mm"].value, whole["mov_door_mm"].place) == (700, "Front half")
    assert whole["wc_baby"].place == ""
    assert whole["ent_step_free"].reads is Reading.YES


def test_what_it_says_itself_limits_what_its_parts_say() -> None:
    step_free = {"mov_step_free": "yes", "mov_lift": "not_needed"}
    whole = halves(step_free, step_free, {"mov_lift": "none"})["whole"]
    assert whole["mov_step_free"].reads is Reading.NO
    assert whole["mov_step_free"].is_disputed


def test_a_venue_speaks_through_the_parts_and_only_through_them() -> None:
    near = {"wc_accessible": "yes", "wc_open": "radar"}
    rooms = {
        "whole": RoomClaims("Whole hall", {"front", "back"}),
        "front": RoomClaims("Front half", {"front"}, tuple(claim(*said) for said in near.items())),
        "back": RoomClaims("Back half", {"back"}, tuple(claim(*said) for said in near.items())),
    }
    whole = venue_guides([claim("wc_accessible", "no")], {}, rooms)["whole"]
    assert [whole[code].reads for code in near] == [Reading.YES, Reading.YES]


def test_a_cell_that_is_no_room_of_its_own_is_not_known() -> None:
    rooms = {
        "whole": RoomClaims("Whole hall", {"front", "back"}),
        "front": RoomClaims("Front half", {"front"}, (claim("hea_listening", "fixed_loop"),)),
    }
    whole = venue_guides([claim("sen_quiet", "yes")], {}, rooms)["whole"]
    assert whole["hea_listening"].reads is Reading.NOT_KNOWN
    assert whole["sen_quiet"].reads is Reading.YES


def test_a_room_of_several_cells_that_holds_no_other_is_a_room_like_any() -> None:
    rooms = {"hall": RoomClaims("Hall", {"a", "b"}, (claim("mov_lift", "not_needed"),))}
    about = venue_guides([claim("sen_quiet", "yes")], {}, rooms)["hall"]
    assert [about[code].reads for code in ("mov_lift", "sen_quiet")] == [Reading.YES, Reading.YES]


def test_a_room_within_a_room_within_a_room() -> None:
    rooms = {
        "all": RoomClaims("All three", {1, 2, 3}),
        "pair": RoomClaims("Two together", {1, 2}, (claim("hea_listening", "none"),)),
        **{str(cell): RoomClaims(f"Bay {cell}", {cell}, (claim("hea_listening", "fixed_loop"),)) for cell in (1, 2, 3)},
    }
    guides = venue_guides([], {}, rooms)
    assert list(guides) == list(rooms)
    assert guides["all"]["hea_listening"].reads is Reading.NO
    assert guides["all"]["hea_listening"].place == "Two together"


@given(some_answers(), some_answers())
def test_no_room_is_better_than_its_parts(front: dict[str, Value], back: dict[str, Value]) -> None:
    front.pop("ent_step_free", None)
    back.pop("ent_step_free", None)
    guides = halves(front, back, {})
    for code in FACTS:
        worst = min(guides[part][code].reads.rank for part in ("front", "back"))
        assert guides["whole"][code].reads.rank == worst


@given(some_answers(), some_answers(), st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_whatever_is_claimed_every_fact_has_one_answer(
    inside: dict[str, Value], outside: dict[str, Value], checked: date | None
) -> None:
    venue = [replace(claim(code, answer), checked_on=checked) for code, answer in outside.items()]
    room = [claim(code, answer) for code, answer in inside.items()]
    about = room_answers(venue, {"Door": venue}, room)
    assert list(about.ways[0].answers) == list(FACTS)
    for answer in about.ways[0].answers.values():
        assert answer.is_known == bool(answer.grounds)
