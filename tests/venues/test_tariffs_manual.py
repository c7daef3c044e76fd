"""The manual of price lists says what the reader and the engine do."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.venues.price_lists import LONDON, between
from venues.tariffs import Quote, Request, Tariff, quote, read
from venues.tariffs.quotes import ExtraAsked
from venues.tariffs.words import Names, line_words

MANUAL = (Path(__file__).parents[2] / "docs" / "tariffs.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
HIRES = re.findall(r"```\n(--room .*?)```", MANUAL, re.DOTALL)
ROOMS = {"main-hall": "Main hall", "small-room": "Small room"}
CATEGORIES = {"standard": "Everyone else", "community": "Community"}


def document_of(example: str) -> dict[str, Any]:
    """A list, or the tables of one with a head put before them."""
    tables = tomllib.loads(example)
    if "tariffs" in tables:
        (document,) = tables["tariffs"]
        return dict(document)
    return {
        "name": "An example",
        "valid_from": date(2026, 4, 1),
        "standard": "standard",
        "rates": [{"per_hour": "14.00"}],
        **tables,
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read_and_contradicts_nothing(example: str) -> None:
    tariff = read(document_of(example))
    assert tariff.compiled.tariff is tariff


def test_the_examples_show_every_entry_that_a_list_can_have() -> None:
    shown = set().union(*(document_of(example) for example in EXAMPLES))
    fields = {"currency": "", "unit_pence": "unit_price", "choice": "choose", "scales": "cancellation"}
    known = {fields.get(name, name) for name in Tariff.__dataclass_fields__}
    assert known - {""} - shown <= {"valid_to"}
    assert "`valid_to`" in MANUAL


@pytest.mark.parametrize("hire", HIRES)
def test_the_worked_hires_agree_with_the_engine(hire: str) -> None:
    asked, _blank, *told = hire.strip().splitlines()
    tariff = read(document_of(EXAMPLES[-1]))
    priced = quote(tariff, request_of(asked))
    assert [re.sub(r" {2,}", "  ", line) for line in told] == written(tariff, priced)


def test_there_are_three_worked_hires() -> None:
    assert len(HIRES) == 3


def request_of(line: str) -> Request:
    """--room main-hall --category community --start … --end … --extra chairs=30"""
    asked: dict[str, list[str]] = {}
    for name, value in re.findall(r"--(\w+) (\S+)", line):
        asked.setdefault(name, []).append(value)
    extras = [each.partition("=") for each in asked.get("extra", [])]
    return Request(
        rooms=tuple(asked["room"]),
        period=between(asked["start"][0], asked["end"][0]),
        zone=LONDON,
        category=asked["category"][0],
        occasion=asked.get("occasion", [None])[0],
        extras=tuple(ExtraAsked(code, int(number or 1)) for code, _sign, number in extras),
        dates_booked=int(asked.get("dates", ["1"])[0]),
    )


def written(tariff: Tariff, priced: Quote) -> list[str]:
    """The quote as the manual writes it: what, two spaces, how much."""
    names = Names.of(tariff, ROOMS, CATEGORIES)
    lines = [f"{line_words(line, names)}  {line.amount}" for line in priced.lines]
    lines += [f"Total  {priced.total}", f"Standard price  {priced.standard}"]
    lines += [f"{names.product(other.product)} would cost  {other.total}" for other in priced.others]
    return lines + [f"{names.row('bond', bond.code)}  {bond.amount}" for bond in priced.bonds]
