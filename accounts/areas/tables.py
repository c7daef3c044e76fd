"""Read a table of postcodes as the Office for National Statistics publishes it: CSV, or a zip file that holds one.

Its columns differ by release in upper and lower case and in a year at their end ("lsoa21", "lsoa21cd"), so that they
are known by how they begin. The postcode directory (ONSPD) says where each lies; the smaller "best fit" table only
in which area, and is refused, as it cannot tell how far anything is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from accounts.areas.points import Point
from accounts.areas.written import full_postcode

CODE, NORTH, EAST, ENDED, AREA = ("pcds", "pcd8", "pcd7", "pcd"), ("lat",), ("long",), ("doterm",), ("lsoa21",)
AREA_BEFORE = ("lsoa11",)
SCOTTISH = "S01"  # a data zone: the Scottish index goes by those of 2011
MAY_HAVE = {"ended": ENDED, "area": AREA, "before": AREA_BEFORE}
NOWHERE = 99.0  # what the directory writes as the latitude of one that it cannot place


class Unreadable(Exception):
    """Not a table of postcodes; the sentence says why."""


@dataclass(frozen=True)
class Placed:
    """A postcode that is in use: where its middle lies, and its statistical area where it is said.

    That is its LSOA of 2021; in Scotland its data zone of 2011, since the index there goes by it.
    """

    code: str
    point: Point
    area: str


@contextmanager
def table_of(file: Path) -> Iterator[TextIO]:
    """The CSV in it: the only one, or of several the largest. Raises Unreadable, OSError."""
    if file.suffix.lower() != ".zip":
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as text:
            yield text
        return
    try:
        with ZipFile(file) as packed:
            tables = [entry for entry in packed.infolist() if entry.filename.lower().endswith(".csv")]
            if not tables:
                raise Unreadable(_("No CSV file is in it."))
            with packed.open(max(tables, key=lambda entry: entry.file_size)) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
    except BadZipFile as fault:
        raise Unreadable(_("It ends in .zip and is no zip file.")) from fault


def placed_in(text: TextIO) -> Iterator[Placed]:
    """Those in use and on the map, in the order of the file. Raises Unreadable with the line and what is wrong."""
    rows = csv.DictReader(text)
    columns = _columns(rows.fieldnames or ())
    for row in rows:
        try:
            placed = _placed(row, columns)
        except ValueError as fault:
            said = {"line": rows.line_num, "fault": fault}
            raise Unreadable(_("Line %(line)s: %(fault)s") % said) from fault
        if placed is not None:
            yield placed


def _columns(names: Sequence[str]) -> Mapping[str, str]:
    """Which column of the file holds what."""
    wanted = {"code": CODE, "north": NORTH, "east": EAST}
    found = {what: _column(names, begins) for what, begins in (wanted | MAY_HAVE).items()}
    lacking = [begins[0] for what, begins in wanted.items() if not found[what]]
    if lacking:
        words = _("It has no column %(columns)s. The ONS Postcode Directory has them: pcds, lat, long.")
        raise Unreadable(words % {"columns": ", ".join(lacking)})
    return found


def _column(names: Sequence[str], begins: Sequence[str]) -> str:
    return next((name for start in begins for name in names if name.strip().lower().startswith(start)), "")


def _placed(row: Mapping[str, str | None], columns: Mapping[str, str]) -> Placed | None:
    said = {what: (row.get(column) or "").strip() if column else "" for what, column in columns.items()}
    if said["ended"] or not said["north"]:
        return None
    code = full_postcode(said["code"])
    if code is None:
        raise ValueError(_("“%(code)s” is not a postcode.") % {"code": said["code"]})
    try:
        point = Point(float(said["north"]), float(said["east"]))
    except ValueError as fault:
        words = _("“%(north)s, %(east)s” are not degrees of latitude and longitude.")
        raise ValueError(words % {"north": said["north"], "east": said["east"]}) from fault
    if point.north > NOWHERE:
        return None
    if not (-90 <= point.north <= 90 and -180 <= point.east <= 180):
        words = _("“%(north)s, %(east)s” lies nowhere on the earth.")
        raise ValueError(words % {"north": said["north"], "east": said["east"]})
    return Placed(code, point, _area(said))


def _area(said: Mapping[str, str]) -> str:
    return (said["before"] if said["before"].startswith(SCOTTISH) else said["area"])[:9]
