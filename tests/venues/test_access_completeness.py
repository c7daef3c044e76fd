"""How much of a room's access is known and lately enough checked, to the figure of the report."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.venues.access_examples import ALL_YES, SPRING, claim, guide
from venues.access.claims import Answer
from venues.access.completeness import answered_and_in_date
from venues.access.guide import RoomClaims, room_answers, venue_guides
from venues.access.matching import match
from venues.access.needs import STEP_FREE_WITH_TOILET
from venues.access.values import Fit, Reading, Value
from venues.access.vocabulary import CORE, FACTS

NOES = {fact.code: next(iter(fact.reads[Reading.NO].words), 700) for fact in CORE}


@pytest.mark.parametrize(
    ("fact", "answer", "checked", "last_good_day", "first_bad_day"),
    [
        ("arr_street", "yes", date(2024, 3, 1), date(2027, 3, 1), date(2027, 3, 2)),
        ("arr_street", "no", date(2024, 3, 1), date(2027, 3, 1), date(2027, 3, 2)),
        ("hea_listening", "fixed_loop", date(2024, 3, 1), date(2025, 3, 1), date(2025, 3, 2)),
        ("hea_listening", "not_applicable", date(2024, 3, 1), date(2027, 3, 1), date(2027, 3, 2)),
        ("sen_quiet", "partial", date(2024, 3, 1), date(2025, 3, 1), date(2025, 3, 2)),
        ("mov_lift", "passenger", date(2024, 3, 1), date(2025, 3, 1), date(2025, 3, 2)),
        ("mov_lift", "none", date(2024, 3, 1), date(2025, 3, 1), date(2025, 3, 2)),
        ("mov_lift", "not_needed", date(2024, 3, 1), date(2027, 3, 1), date(2027, 3, 2)),
        ("sen_quiet", "yes", date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)),
        ("sen_quiet", "yes", date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1)),
        ("wc_baby", "yes", date(9999, 1, 1), date(9999, 12, 31), date(9998, 12, 31)),
    ],
)
def test_an_answer_is_in_date_by_its_own_kind(
    fact: str, answer: Value, checked: date, last_good_day: date, first_bad_day: date
) -> None:
    told = guide({fact: answer}, checked)[fact]
    assert told.in_date(checked)
    assert told.in_date(last_good_day)
    assert not told.in_date(first_bad_day)


@pytest.mark.parametrize(
    ("fact", "first_due_day", "last_good_day"),
    [("arr_street", date(2026, 7, 25), date(2027, 3, 1)), ("sen_quiet", date(2024, 12, 18), date(2025, 3, 1))],
)
def test_in_the_last_fifth_of_its_time_an_answer_is_due(fact: str, first_due_day: date, last_good_day: date) -> None:
    told, day = guide({fact: "yes"}, date(2024, 3, 1))[fact], timedelta(days=1)
    asked = (first_due_day - day, first_due_day, last_good_day, last_good_day + day)
    assert [told.is_due(on) for on in asked] == [False, True, True, False]
    assert not guide({fact: "yes"}, None)[fact].is_due(first_due_day)


def test_what_was_checked_afterwards_was_not_known_on_the_day() -> None:
    assert not guide({"wc_baby": "yes"}, SPRING)["wc_baby"].in_date(date(2026, 2, 2))


def test_an_answer_without_a_date_is_an_answer_that_is_never_in_date() -> None:
    about = guide(ALL_YES, None)
    assert all(answer.is_known for answer in about.core)
    assert answered_and_in_date(about, SPRING) == 0


def test_nobody_asked_yet() -> None:
    assert answered_and_in_date(guide({}), SPRING) == 0
    assert guide({})["wc_baby"] == Answer(FACTS["wc_baby"], Reading.NOT_KNOWN)


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        (ALL_YES, 12),
        (NOES, 12),
        (ALL_YES | {"sen_quiet": "unknown"}, 11),
        (ALL_YES | {"sen_quiet": "not_applicable"}, 12),
        (ALL_YES | {"mov_lift": "unknown"}, 12),
        (ALL_YES | {"mov_step_free": "unknown"}, 11),
        (ALL_YES | {"mov_step_free": "unknown", "mov_lift": "none"}, 12),
        (ALL_YES | {"mov_step_free": "unknown", "mov_lift": "stairlift"}, 11),
        (ALL_YES | {"wc_accessible": "no", "wc_open": "unknown"}, 12),
        (dict.fromkeys(ALL_YES, "unknown"), 0),
    ],
)
def test_a_no_and_what_follows_are_answers_and_not_known_is_none(answers: dict[str, Value], count: int) -> None:
    about = guide(answers)
    assert answered_and_in_date(about, SPRING) == count


def test_what_follows_is_as_old_as_its_claim_and_of_its_claims_kind() -> None:
    two_years_later = date(2028, 2, 3)
    follows_from_walls = guide({"mov_step_free": "yes"})["mov_lift"]
    follows_from_equipment = guide({"mov_lift": "none"})["mov_step_free"]
    assert follows_from_walls.in_date(two_years_later)
    assert not follows_from_equipment.in_date(two_years_later)


def test_of_several_claims_the_oldest_decides_by_its_own_kind() -> None:
    walls, lift = claim("mov_step_free", "yes", date(2024, 1, 1)), claim("mov_lift", "none", date(2025, 1, 1))
    answer = room_answers([], {}, [walls, lift])["mov_step_free"]
    assert answer.in_date(date(2027, 1, 1))
    assert not answer.in_date(date(2027, 1, 2))


def test_among_equal_parts_the_one_that_is_out_of_date_first_counts() -> None:
    lately, long_ago = claim("hea_listening", "fixed_loop"), claim("hea_listening", "other", date(2024, 3, 1))
    parts = [("Lately", room_answers([], {}, [lately])), ("Long ago", room_answers([], {}, [long_ago]))]
    for order in (parts, parts[::-1]):
        told = room_answers([], {}, [], order)["hea_listening"]
        assert (told.value, told.place, told.in_date(SPRING)) == ("other", "Long ago", False)


def test_the_week_of_the_worked_example() -> None:
    day, checked = date(2025, 10, 12), date(2025, 6, 1)

    def said(scope: str, changes: dict[str, Value] | None = None) -> list[tuple[str, Value]]:
        return [(code, a) for code, a in (ALL_YES | (changes or {})).items() if FACTS[code].scope == scope]

    meeting_loop = claim("hea_listening", "fixed_loop", date(2024, 3, 1))
    meeting = [
        claim(*pair, checked) for pair in said("room", {"mov_step_free": "unknown"}) if pair[0] != "hea_listening"
    ]
    rooms = {
        "main": RoomClaims("Main Hall", {"main"}, tuple(claim(*pair, checked) for pair in said("room"))),
        "meeting": RoomClaims("Meeting Room", {"meeting"}, (*meeting, meeting_loop)),
        "whole": RoomClaims("Whole Hall", {"main", "meeting"}),
    }
    guides = venue_guides(
        [claim(*pair, checked) for pair in said("venue")],
        {"Door": [claim(*pair, checked) for pair in said("entrance")]},
        rooms,
    )

    counts = {room: answered_and_in_date(about, day) for room, about in guides.items()}
    assert counts == {"main": 12, "meeting": 10, "whole": 10}
    assert round(Decimal(100 * sum(counts.values())) / (12 * len(rooms)), 1) == Decimal("88.9")

    step_free = {room: match(about, STEP_FREE_WITH_TOILET).fit for room, about in guides.items()}
    assert step_free == {"main": Fit.MEETS, "meeting": Fit.NOT_KNOWN, "whole": Fit.NOT_KNOWN}
