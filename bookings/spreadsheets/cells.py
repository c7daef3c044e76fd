"""A table as it is written out, and what a cell of it may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from venues.money import Money


@dataclass(frozen=True)
class Percent:
    """12.5 for 12.5%, with as many decimals as shall be shown."""

    number: Decimal

    def __str__(self) -> str:
        return f"{self.number}%"


Cell = str | int | Decimal | Percent | date | Money | None
RISKY = ("=", "+", "-", "@", "\t", "\r")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Table:
    """A sheet with its heading row; `rows` is called for each writing, and gives one row after the other.

    `says` is what the table is about, for whoever cannot see it; `names` how many of the first columns name the row.
    """

    name: str  # of the file and the sheet
    columns: Sequence[str]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    says: str = ""
    names: int = 0


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
