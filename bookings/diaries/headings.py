"""Which column of a sheet is which of ours: by name, by what people call them, or as it was said before. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bookings.diaries.sheets import Line, Sheet

LOOK_FOR_HEADINGS = 20  # rows from the top
LEAVE_OUT = ""

COLUMNS: dict[str, Promise] = {
    "date": _("Date"),
    "weekday": _("Day of the week"),
    "week": _("Week beginning"),
    "first_date": _("First date of a series"),
    "last_date": _("Last date of a series"),
    "time": _("Time, from and to in one"),
    "start": _("Start"),
    "end": _("End"),
    "room": _("Room"),
    "hirer": _("Hirer"),
    "hirer_kind": _("Kind of hirer"),
    "title": _("What it is"),
    "category": _("Category of price"),
    "purpose": _("What it is for"),
    "status": _("Status"),
    "charge": _("What they pay for the room"),
    "compulsory_extras": _("What they pay besides, as for heating"),
    "vat": _("Tax"),
    "standard_price": _("What the standard price would be"),
    "reduction_reason": _("Why it is less"),
    "reduction_amount": _("How much less for that"),
    "payer": _("Paid by somebody else"),
    "payer_amount": _("How much they pay"),
    "expected": _("People expected"),
    "actual": _("People counted"),
    "open_to_anyone": _("Open to anyone"),
    "requested_at": _("Asked on"),
    "answered_at": _("Answered on"),
    "decided_at": _("Decided on"),
    "reason": _("Reason"),
    "own_use": _("The hall’s own use"),
    "request": _("Number of the request"),
    "moved_from": _("Moved from"),
}
CALLED: dict[str, str] = {
    "date": "day date|date of hire|hire date|booking date|when|dates|on",
    "weekday": "day|weekday|day of week|day of the week",
    "week": "week|week commencing|week beginning|w/c|wc|w/b|wk commencing",
    "first_date": "from date|date from|first date|starts on|start date|first session",
    "last_date": "to date|date to|last date|ends on|end date|until date|until|last session",
    "time": "time|times|hours|session time|from - to|hire time|time of hire",
    "start": "start|start time|from|begin|begins|time from|time in|starts|from time",
    "end": "end|end time|to|finish|finish time|ends|time to|time out|till|to time",
    "room": "room|rooms|which room|room hired|space|hall|area|venue|room/s|facility|where",
    "hirer": "hirer|who|group|name|hirer name|name of group|name of hirer|organisation|organisation name|booked by|"
    "club|customer|user|name of hirer/group|group name|hired by",
    "hirer_kind": "hirer kind|kind of hirer|type of hirer|hirer type|kind|type|type of group",
    "title": "what|event|activity|title|description|what for|what it is|event type|function",
    "category": "category|rate|price category|charge band|tariff|rate type|price band",
    "purpose": "purpose|use|what it is for|reason for hire",
    "status": "status|state|booking status|confirmed|confirmed?",
    "charge": "charge|fee|cost|price|amount|hire charge|hire fee|£|total|paid|charged|net|rent",
    "compulsory_extras": "compulsory extras|extras|heating|extra charges",
    "vat": "vat|tax",
    "standard_price": "standard price|full price|list price|standard",
    "reduction_reason": "reduction reason|reason for reduction|why less|discount reason",
    "reduction_amount": "reduction amount|reduction|discount",
    "payer": "payer|paid by|bill to|invoice to",
    "payer_amount": "payer amount|amount paid by payer",
    "expected": "expected|people expected|numbers|number|no of people|people|expected numbers|nos|number expected",
    "actual": "actual|counted|attendance|people counted|actual numbers|attended",
    "open_to_anyone": "open to anyone|open to all|public|open to public",
    "requested_at": "requested at|asked on|date requested|requested|enquiry date|date of enquiry",
    "answered_at": "answered at|answered on|answered|replied",
    "decided_at": "decided at|decided on|decided|date confirmed",
    "reason": "reason|why|reason given",
    "own_use": "own use|own|committee use",
    "request": "request|request no|booking ref|request number|ref|booking no",
    "moved_from": "moved from|first date and time|original date",
}
GUESSES = {name: column for column, names in CALLED.items() for name in (column.replace("_", " "), *names.split("|"))}


@dataclass(frozen=True)
class Table:
    """A sheet with its headings found: in which place each of our columns stands, and the rows under them."""

    sheet: Sheet
    headings: tuple[str, ...]  # as key() leaves them, one a place
    places: Mapping[str, int]  # by our column
    lines: tuple[Line, ...]

    @property
    def left_out(self) -> list[str]:
        """The headings of columns that say something and are not read."""
        read = set(self.places.values())
        filled = {place for line in self.lines for place, cell in enumerate(line.cells) if cell}
        return [heading for place, heading in enumerate(self.headings) if place in filled - read]

    def cell(self, line: Line, column: str) -> str:
        place = self.places.get(column)
        return line.cells[place] if place is not None and place < len(line.cells) else ""


def key(heading: str) -> str:
    """“Hirer_Kind:” and “hirer kind” are the same."""
    return re.sub(r"[\s_]+", " ", heading.strip().lower().rstrip(":.")).strip()[:60]


def guess(heading: str) -> str:
    """The column that is meant, LEAVE_OUT where none is known; what we call a column ourselves is one of its names."""
    name = key(heading)
    return GUESSES.get(name) or _as_we_say(get_language()).get(name, LEAVE_OUT)


@cache
def _as_we_say(language: str | None) -> dict[str, str]:
    return {key(str(words)): column for column, words in COLUMNS.items()}


def table_of(sheet: Sheet, said: Mapping[str, str]) -> Table | None:
    """By what was said of the headings, or else by their names; None where the sheet has no headings."""
    lines = [line for line in sheet.lines[:LOOK_FOR_HEADINGS] if sum(map(bool, line.cells)) > 1]
    top = max(lines, key=lambda line: len(_known(line, said)), default=None)
    if top is None:
        return None
    headings = tuple(key(cell) or f"column {number}" for number, cell in enumerate(top.cells, 1))
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = said.get(heading, guess(heading))
        if column:
            places.setdefault(column, place)
    return Table(sheet, headings, places, tuple(line for line in sheet.lines if line.number > top.number))


def _known(line: Line, said: Mapping[str, str]) -> set[str]:
    found = {said.get(key(cell), guess(cell)) for cell in line.cells if cell}
    return found - {LEAVE_OUT}
