"""The manual and its example say what the reader and the writer do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from venues.access.vocabulary import FACTS
from venues.files import read, write

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = (DOCS / "example-venue.toml").read_text(encoding="utf-8")
MANUAL = (DOCS / "venue-file.md").read_text(encoding="utf-8")


def test_the_example_is_written_as_an_export_would_write_it() -> None:
    without_remarks = re.sub(r"^#.*\n", "", EXAMPLE, flags=re.MULTILINE).lstrip("\n")
    assert write(read(EXAMPLE)) == without_remarks


def test_the_pieces_of_the_manual_make_a_whole_file() -> None:
    pieces = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    file = read("\n".join(pieces))
    assert [room.name for room in file.rooms] == ["Whole hall", "Front half"]
    assert read(write(file)) == file


def entries_of(data: Any) -> set[str]:
    """Every entry's name, however deep."""
    if isinstance(data, dict):
        return set(data).union(*(entries_of(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(entries_of(value) for value in data))
    return set()


@pytest.mark.parametrize("entry", sorted(entries_of(tomllib.loads(EXAMPLE))))
def test_the_manual_explains_every_entry(entry: str) -> None:
    assert re.search(rf"`[^`\n]*\b{entry}\b[^`\n]*`", MANUAL)


@pytest.mark.parametrize("code", sorted(FACTS))
def test_the_manual_lists_every_fact_with_its_answers(code: str) -> None:
    row = next(line for line in MANUAL.splitlines() if line.startswith(f"| `{code}`"))
    assert all(f"`{answer}`" in row for answer in FACTS[code].options)
