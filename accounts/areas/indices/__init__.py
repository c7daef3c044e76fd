"""Indices of deprivation, as each nation publishes its own: a file beside this one says how its table is read.

Nations are never pooled, and versions never mixed: a rank tells of one nation's areas, as one year drew them.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from accounts.areas.tables import Unreadable

FIFTHS = 5
MUST_HAVE = ("code", "rank", "band")


@dataclass(frozen=True)
class Index:
    """One version of one nation's; `columns` has the names that each column goes by, `bands` how many there are."""

    code: str
    nation: str  # as venues write it: ENG, SCT
    name: str
    version: str
    published: date
    geography: str
    areas: int
    begins: str  # the code of each of its areas
    file: str
    source: str
    licence: str
    columns: Mapping[str, Sequence[str]]
    bands: int


@dataclass(frozen=True)
class Ranked:
    """An area in an index: rank and fifth from the most deprived, 1, on; residents where the file says them."""

    code: str
    rank: int
    fifth: int
    residents: int | None


@cache
def indices() -> Mapping[str, Index]:
    """By code, as the files are named: “iod-2025”."""
    return {file.stem: _read(file) for file in sorted(Path(__file__).parent.glob("*.toml"))}


def _read(file: Path) -> Index:
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    return Index(code=file.stem, **{**said, "bands": said["bands"]["number"]})


def ranked_in(text: TextIO, index: Index) -> Iterator[Ranked]:
    """Every area, in the order of the file. Raises Unreadable with the line or column and what is wrong."""
    rows = csv.DictReader(text)
    columns = _columns(rows.fieldnames or (), index)
    seen: set[str] = set()
    for row in rows:
        if not any(row.values()):
            continue
        try:
            ranked = _ranked(row, columns, index)
            if ranked.code in seen:
                raise ValueError(_("%(code)s is there twice.") % {"code": ranked.code})
        except ValueError as fault:
            said = {"line": rows.line_num, "fault": fault}
            raise Unreadable(_("Line %(line)s: %(fault)s") % said) from fault
        seen.add(ranked.code)
        yield ranked
    if len(seen) != index.areas:
        words = _("Areas in it: %(number)s; in the %(name)s %(version)s: %(all)s.")
        said = {"number": f"{len(seen):,}", "all": f"{index.areas:,}", "name": index.name, "version": index.version}
        raise Unreadable(words % said)


def _columns(names: Sequence[str], index: Index) -> Mapping[str, str]:
    """Which column of the file holds what; headings may be broken over lines, or in another case."""
    there = {_plain(name): name for name in names}
    found = {
        what: next((there[_plain(each)] for each in called if _plain(each) in there), "")
        for what, called in index.columns.items()
    }
    lacking = [index.columns[what][0] for what in MUST_HAVE if not found[what]]
    if lacking:
        words = _("It has no column %(columns)s. Wanted is %(file)s, from %(source)s")
        columns = ", ".join(f"“{name}”" for name in lacking)
        raise Unreadable(words % {"columns": columns, "file": index.file, "source": index.source})
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.split()).lower()


def _ranked(row: Mapping[str, str | None], columns: Mapping[str, str], index: Index) -> Ranked:
    said = {what: (row.get(column) or "").strip() if column else "" for what, column in columns.items()}
    code = said["code"]
    if not (code.startswith(index.begins) and len(code) == 9):
        words = _("“%(code)s” is no area of this index: each begins with %(begins)s and has nine signs.")
        raise ValueError(words % {"code": code, "begins": index.begins})
    band = _number(said["band"], index.bands)
    residents = _number(said["residents"]) if said["residents"] else None
    return Ranked(code, _number(said["rank"], index.areas), -(-band * FIFTHS // index.bands), residents)


def _number(written: str, most: int | None = None) -> int:
    """A whole number from 1 up to `most`; of people, any. Commas between thousands are read over."""
    digits = written.replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(_("“%(written)s” is not a whole number.") % {"written": written})
    if most is not None and not 1 <= int(digits) <= most:
        words = _("“%(written)s” is not between 1 and %(most)s.")
        raise ValueError(words % {"written": written, "most": f"{most:,}"})
    return int(digits)
