"""What a hirer is guessed to be by its name, and what each is asked by itself."""

from __future__ import annotations

import pytest

from bookings.diaries.hirers import kind_guessed
from bookings.diaries.said import Said
from tests.bookings.diaries.halls import A_ROW, FULL, read_rows


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Parish Council", "public"),
        ("St Mary’s School", "public"),
        ("Harper wedding", "household"),
        ("Mrs Jenkins", "household"),
        ("Mr and Mrs Cole", "household"),
        ("Jane Harper", "household"),
        ("Ruth O’Neill", "household"),
        ("Bowls Club", "club"),
        ("Fleet & Sons Ltd", "company"),
        ("Tiny Tots", ""),
        ("Jane Harper School of Dance Ltd", ""),
        ("W.I.", ""),
        ("Councillors’ choir", ""),
    ],
)
def test_a_plain_name_tells_the_kind(name: str, kind: str) -> None:
    assert kind_guessed(name) == kind


def test_each_new_hirer_is_asked_by_itself_and_its_answer_can_be_said_otherwise() -> None:
    rows = [[*A_ROW[:4], hirer, "", ""] for hirer in ("Parish Council", "Parish council", "Tiny Tots")]
    asked = {(question.hirer, question.column): question for question in read_rows(FULL, *rows).of_hirers}
    assert {key: (question.guess, question.rows) for key, question in asked.items()} == {
        ("Parish Council", "hirer_kind"): ("public", 2),
        ("Parish Council", "category"): ("standard", 2),
        ("Tiny Tots", "hirer_kind"): ("informal", 1),
        ("Tiny Tots", "category"): ("standard", 1),
    }
    said = Said(
        values={
            "kind_of_hirer": {"parishcouncil": "public", "tinytots": "club"},
            "category_of_hirer": {"parishcouncil": "standard", "tinytots": "community"},
        }
    )
    again = read_rows(FULL, *rows, said=said)
    assert again.questions == ()
    assert [(row.kind, row.category) for row in again.rows] == [("public", "standard")] * 2 + [("club", "community")]
    assert len(again.of_hirers) == 4
    assert said.of_the_hall == Said()
