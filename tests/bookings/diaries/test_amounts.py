"""How people write money, heads, yes and no."""

from __future__ import annotations

import pytest

from bookings.diaries.amounts import read_pence, read_people, read_yes
from bookings.diaries.faults import Unreadable


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£12.50", 1250), ("12", 1200), ("12.5", 1250), ("free", 0), ("Nil", 0), ("£1,200.00", 120000), ("", None),
        ("-", None), ("12,50", 1250), ("12.4999999", 1250), ("0", 0), ("£ 8", 800), ("tbc", None), ("12p/p", 1200),
    ],
)  # fmt: skip
def test_money_as_people_write_it(text: str, pence: int | None) -> None:
    assert read_pence(text) == pence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a tenner", "“a tenner” is no sum of money"),
        ("12.345", "“12.345” is finer than a penny"),
        ("-5", "“-5” is no sum of money"),
        ("9999999", "“9999999” is too large a sum"),
    ],
)
def test_what_is_no_money_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_pence(text)
    assert str(fault.value) == words


@pytest.mark.parametrize(("text", "people"), [("40", 40), ("about 40", 40), ("40 people", 40), ("", None), ("0", 0)])
def test_heads_as_people_write_them(text: str, people: int | None) -> None:
    assert read_people(text) == people


@pytest.mark.parametrize("text", ["lots", "20-30", "99999999"])
def test_what_is_no_number_of_people(text: str) -> None:
    with pytest.raises(Unreadable):
        read_people(text)


def test_yes_and_no() -> None:
    assert [read_yes(text) for text in ("Yes", "y", "✓", "no", "", "-")] == [True, True, True, False, False, False]
    with pytest.raises(Unreadable):
        read_yes("perhaps")
