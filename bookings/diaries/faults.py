"""Where in a sheet something stands, and what is wrong with it, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


class Unreadable(ValueError):
    """What stands in a cell, or in a file, says nothing that we understand; the text is for the person."""


@dataclass(frozen=True, order=True)
class Where:
    """A row as the spreadsheet numbers it; the sheet is named only where a file has several."""

    sheet: str
    row: int

    def __str__(self) -> str:
        if self.sheet:
            return _("Row %(row)s of “%(sheet)s”") % {"row": self.row, "sheet": self.sheet}
        return _("Row %(row)s") % {"row": self.row}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that stands in the way, or, among the notes, one that should be known."""

    where: Where
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"
