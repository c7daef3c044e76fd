"""Under which reason the report counts what a hirer pays less."""

from __future__ import annotations

import pytest

from accounts.models import Hirer
from bookings.gaps import gaps_of
from venues.money import Money
from venues.tariffs import Line, Quote
from venues.tariffs.quotes import AGREED, HIRE


def pounds(pence: int) -> Money:
    return Money(pence, "GBP")


def a_quote(hire: int, *, off: int = 0, standard: int) -> Quote:
    amounts = {HIRE: hire, AGREED: -off}
    lines = [Line(kind, "main", "community", None, 1, pounds(sum_), pounds(sum_)) for kind, sum_ in amounts.items()]
    return Quote("community", tuple(lines), pounds(hire - off), pounds(standard))


@pytest.mark.parametrize(
    ("kind", "hire", "off", "own", "parts"),
    [
        ("charity", 1600, 0, None, (800, 0, 0)),  # a category of its own
        ("charity", 1600, 320, None, (800, 0, 320)),  # and so much off, which a person agreed
        ("company", 2400, 480, None, (0, 480, 0)),  # the same with a business is commerce
        ("charity", 2400, 0, None, (0, 0, 0)),
        ("charity", 3000, 0, None, (0, 0, 0)),  # dearer than the standard price
        ("charity", 1600, 0, 2400, (0, 0, 800)),  # given a lower price than its own
        ("charity", 1000, 0, 1600, (800, 0, 600)),
        ("charity", 2400, 0, 1600, (0, 0, 0)),  # given a dearer one
        ("charity", 1000, 200, 1600, (800, 0, 800)),
        ("company", 1600, 160, 2400, (0, 160, 800)),
        ("charity", 1600, 0, 3000, (0, 0, 800)),  # its own is dearer than the standard price
    ],
)
def test_each_penny_less_has_one_reason(kind, hire, off, own, parts):
    found = gaps_of(a_quote(hire, off=off, standard=2400), Hirer(kind=kind), own_pence=own)
    assert tuple(found.values()) == parts
