"""Forty-eight published price lists, restated as venue files, and what hires under them should cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from venues.bank_holidays import bank_holidays
from venues.files import VenueFile, read, read_with_cases, write
from venues.tariffs import check
from venues.tariffs.cases import Offered, judged, read_cases, refunded
from venues.tariffs.words import rule_words
from venues.tariffs.words.cases import names_of, quote_words

LISTS = Path(__file__).parents[1] / "data" / "tariffs"
FILES = sorted(LISTS.glob("*.toml"))
CASES = {path: read_cases((LISTS / "cases" / f"{path.stem}.json").read_bytes()) for path in FILES}
each_list = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def offered(path: Path) -> tuple[VenueFile, Offered]:
    file, words = read_with_cases(path.read_bytes())
    rooms = {room.code: room.name for room in file.rooms}
    categories = {row.code: row.name for row in file.operator.categories}
    zone, days_off = file.venue.tz, bank_holidays(file.venue.nation)
    return file, Offered(rooms, categories, file.tariffs, zone, days_off, words)


def test_all_of_them_are_here() -> None:
    assert len(FILES) == 48
    assert sum(len(each.cases) for each in CASES.values()) == 242
    assert sum(len(each.refunds) for each in CASES.values()) == 15


@each_list
def test_it_is_written_and_read_the_same(path: Path) -> None:
    file = read(path.read_bytes())
    assert read(write(file)) == file


@each_list
def test_it_says_nothing_twice_and_names_no_stranger(path: Path) -> None:
    file = read(path.read_bytes())
    rooms: dict[str, dict[int, list[tuple[int, int]]]] = {room.code: {} for room in file.rooms}  # never open: no holes
    for tariff in file.tariffs:
        assert check(tariff, rooms, [row.code for row in file.operator.categories]) == []


@each_list
def test_every_case_comes_to_what_it_should(path: Path) -> None:
    file, offer = offered(path)
    verdicts = [judged(case, offer) for case in CASES[path].cases]
    verdicts += [refunded(case, offer, file.operator.currency) for case in CASES[path].refunds]
    told = [(each.id, dict(each.expected), dict(each.got), each.refusal) for each in verdicts if not each.agrees]
    assert told == []


@each_list
def test_every_price_and_every_rule_is_told_without_a_code(path: Path) -> None:
    file, offer = offered(path)
    codes = {room.code for room in file.rooms} | {row.code for row in file.operator.categories}
    told = []
    for tariff in file.tariffs:
        codes |= {row.code for row in tariff.bands} | {row.code for row in tariff.products}
        codes |= {row.code for row in tariff.extras} | {row.code for row in tariff.occasions}
        told += [line for section in rule_words(tariff, names_of(tariff, offer)) for line in section.sentences]
    for case in CASES[path].cases:
        for tariff, quoted in judged(case, offer).quotes:
            told += quote_words(quoted, names_of(tariff, offer))
    assert told
    words = {word.strip(".,;:()“”") for sentence in told for word in sentence.split()}
    assert words & {code for code in codes if "-" in code} == set()


@each_list
def test_it_says_where_it_comes_from_and_how_it_was_read(path: Path) -> None:
    remarks = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any("http" in line for line in remarks)
    assert len(remarks) >= 2
