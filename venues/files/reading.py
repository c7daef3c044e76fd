"""A venue file from its text: everything it says, or everything wrong with it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from venues.files.access import read_access
from venues.files.cases import read_cases_table
from venues.files.contents import FORMAT, VenueFile
from venues.files.fairness import read_fair_use
from venues.files.faults import Fault, VenueFileFaults
from venues.files.order import in_order
from venues.files.places import read_cells, read_entrances, read_operator, read_rooms, read_venue
from venues.files.prices import read_tariffs
from venues.files.table import Table
from venues.files.terms import read_school_terms
from venues.files.times import read_closures, read_hours
from venues.tariffs.cases import CaseWords

LARGEST = 1_000_000  # bytes
# No entry of ours has a dot in its name; with a hundred thousand of them the parser would eat all memory.
DOTTED = re.compile(r"""(?:^|[\[{,])[ \t]*+(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){10}""", re.MULTILINE)


def read(text: str | bytes, *, today: date | None = None) -> VenueFile:
    """What the file says, in canonical order; raises VenueFileFaults with every fault in it.

    Only the file is judged here; whether the venue can be changed so is for `import_venue`.
    """
    return read_with_cases(text, today=today)[0]


def read_with_cases(text: str | bytes, *, today: date | None = None) -> tuple[VenueFile, CaseWords]:
    """The venue, and beside it what the words of worked cases mean there, which are no part of the venue."""
    today = today or timezone.localdate()
    faults: list[Fault] = []
    top = Table(_document(text), "", faults)
    top.choice("format", [FORMAT])
    operator = read_operator(top.table("operator"))
    venue = read_venue(top.table("venue"))
    cells = read_cells(top, today)
    entrances = read_entrances(top)
    rooms = read_rooms(top, cells, today)
    hours = read_hours(top, cells)
    closures = read_closures(top, cells, venue)
    tariffs = read_tariffs(top, operator, rooms)
    access = read_access(top, entrances, rooms, today)
    school_terms = read_school_terms(top)
    fair_use = read_fair_use(top, rooms)
    words = read_cases_table(top, operator, rooms, tariffs)
    top.nothing_else()

    if faults:
        raise VenueFileFaults(faults)
    file = VenueFile(operator, venue, cells, entrances, rooms, hours, closures, tariffs, access, school_terms, fair_use)
    return in_order(file), words


def _document(text: str | bytes) -> dict[str, Any]:
    """The tables of the text; raises VenueFileFaults where there are none to judge."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > LARGEST:
        words = _("The file has %(size).1f MB; a venue fits into %(largest)d MB.")
        raise VenueFileFaults([Fault("file", words % {"size": len(raw) / 1_000_000, "largest": 1})])
    try:
        plain = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        words = _("Line %(line)d is not text in UTF-8. Save the file as UTF-8 and try again.")
        raise VenueFileFaults([Fault("file", words % {"line": line})]) from fault
    dotted = DOTTED.search(plain)
    if dotted:
        words = _("Line %(line)d names an entry with more dots than any has.")
        raise VenueFileFaults([Fault("file", words % {"line": plain.count("\n", 0, dotted.end()) + 1})])
    try:
        return tomllib.loads(plain)
    except RecursionError as fault:
        raise VenueFileFaults([Fault("file", _("Lists stand in lists too deep to read."))]) from fault
    except ValueError as fault:
        raise VenueFileFaults([Fault("file", _not_toml(str(fault)))]) from fault


def _not_toml(reason: str) -> str:
    """What the parser says; the commonest slip, a text that is never closed, in plainer words."""
    unclosed = re.match(r"Illegal character '\\n' \(at line (\d+)", reason)
    if unclosed:
        return _("Line %(line)s begins a text that no quotation mark ends.") % {"line": unclosed[1]}
    return _("This is not written as TOML: %(reason)s.") % {"reason": reason.rstrip(".")}
