"""A table as it is written out, and what a cell of it may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from venues.money import Money

Cell = str | int | date | Money | None
RISKY = ("=", "+", "-", "@", "\t", "\r")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Table:
    """A sheet with its heading row; `rows` is called for each writing, and gives one row after the other."""

    name: str  # of the file and the sheet
    columns: Sequence[str]
    rows: Callable[[], Iterable[Sequence[Cell]]]


def harmless(text: str) -> str:
    """What a spreadsheet would take for a formula is told as text."""
    return f"'{text}" if text.startswith(RISKY) else text


def clean(text: str) -> str:
    """Without what no document may hold."""
    return NO_XML.sub("", text)


def in_pounds(money: Money) -> str:
    """16.00, as spreadsheets read it."""
    sign = "-" if money.pence < 0 else ""
    whole, pence = divmod(abs(money.pence), 100)
    return f"{sign}{whole}.{pence:02d}"
