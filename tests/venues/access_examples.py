"""Claims and guides for the tests of the access guide."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from hypothesis import strategies as st

from venues.access.claims import Claim
from venues.access.guide import Guide, room_answers
from venues.access.needs import NEEDS
from venues.access.values import Value
from venues.access.vocabulary import CORE, FACTS, Fact, parse_answer

SPRING = date(2026, 2, 3)
ALL_YES: dict[str, Value] = {
    "arr_street": "yes",
    "ent_step_free": "yes",
    "mov_step_free": "yes",
    "mov_lift": "not_needed",
    "mov_door_mm": 850,
    "wc_accessible": "yes",
    "wc_open": "unlocked",
    "arr_by_car": "both",
    "hea_listening": "fixed_loop",
    "sen_quiet": "yes",
    "wc_baby": "yes",
    "mov_evac": "yes",
}
LINES = (0, 1, 2, 3, 4, 12, 20, 50, 100, 400, 749, 750, 800, 900, 1000, 1200, 1500, 2600)
BEST: dict[str, Value] = {
    "ent_steps": 0,
    "mov_steps": 0,
    "mov_handrail": "not_applicable",
    "mov_lift_size": "not_applicable",
    "arr_car_m": 20,
    "arr_transit_m": 100,
    "fac_worktop_mm": 800,
    "ent_ramp": "fixed",
    "wc_transfer": "both",
}
WORSE = ("heavy", "none", "no")
ANSWERS = ("unknown", "not_applicable")


def claim(fact: str, answer: Value, checked: date | None = SPRING, *, place: str = "", note: str = "") -> Claim:
    """What the caretaker says about a fact."""
    state, value = parse_answer(FACTS[fact], answer)
    return Claim(fact, state, value, checked, "stated", note, "caretaker", place)


def every_answer(fact: Fact) -> list[Value]:
    """All that can be said about a fact; of numbers, those round the lines that needs draw."""
    return [*ANSWERS, *(fact.options or [number for number in LINES if fact.least <= number <= fact.most])]


def guide(answers: dict[str, Value], checked: date | None = SPRING) -> Guide:
    """The guide of a room with one entrance, where this is said and nothing else."""
    said = [claim(fact, answer, checked) for fact, answer in answers.items()]
    at = {scope: [c for c in said if c.about.scope == scope] for scope in ("venue", "entrance", "room")}
    return room_answers(at["venue"], {"Door": at["entrance"]}, at["room"])


def some_answers() -> st.SearchStrategy[dict[str, Value]]:
    """Anything that can be said about a room, contradictions included."""
    return st.fixed_dictionaries({}, optional={fact.code: st.sampled_from(every_answer(fact)) for fact in CORE})


def all_for(code: str) -> dict[str, Value]:
    """An answer to each fact that a need asks, such that all of it is met."""
    found: dict[str, Value] = {}
    for fact in sorted({*NEEDS[code].clauses.facts()}):
        best = [answer for answer in every_answer(FACTS[fact])[2:] if answer not in WORSE]
        found[fact] = BEST.get(fact, best[-1] if isinstance(best[0], int) else best[0])
    return found


def some_answers_to(facts: Set[str]) -> st.SearchStrategy[dict[str, Value]]:
    """Anything that can be said about these, contradictions included."""
    return st.fixed_dictionaries(
        {}, optional={code: st.sampled_from(every_answer(FACTS[code])) for code in sorted(facts)}
    )
