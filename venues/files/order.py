"""The order in which a venue file is written, so that the same venue always gives the same bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from venues.access.vocabulary import CORE, FACTS
from venues.files.contents import HoursRow, VenueFile

Places = Mapping[str, int]


def in_order(file: VenueFile) -> VenueFile:
    """The same file with all that has no order of its own put into one.

    Categories, cells, entrances, rooms and layouts stand as people put them.
    """
    cells = _places(cell.code for cell in file.cells)
    rooms, entrances = _places(room.code for room in file.rooms), _places(door.code for door in file.entrances)
    facts = _places(dict.fromkeys([*(fact.code for fact in CORE), *FACTS]))
    return replace(
        file,
        rooms=tuple(replace(room, cells=_sorted(room.cells, cells)) for room in file.rooms),
        hours=hours_in_order(file.hours, cells),
        closures=tuple(
            sorted(
                (replace(closure, cells=_sorted(closure.cells, cells)) for closure in file.closures),
                key=lambda closure: (
                    closure.starts,
                    closure.ends,
                    _at(closure.cells, cells),
                    closure.cause,
                    closure.note,
                ),
            )
        ),
        school_terms=file.school_terms and replace(file.school_terms, terms=tuple(sorted(file.school_terms.terms))),
        tariffs=tuple(sorted(file.tariffs, key=lambda tariff: tariff.valid_from)),
        access=tuple(
            sorted(
                file.access,
                key=lambda row: (facts[row.fact], entrances.get(row.entrance, -1), rooms.get(row.room, -1)),
            )
        ),
    )


def hours_in_order(rows: Iterable[HoursRow], cells: Places) -> tuple[HoursRow, ...]:
    """Days that share the same hours told together, the venue's before the cells'."""
    days: dict[HoursRow, set[int]] = defaultdict(set)
    for row in rows:
        days[replace(row, days=(), cells=_sorted(row.cells, cells))].update(row.days)
    together = [replace(row, days=tuple(sorted(found))) for row, found in days.items()]
    return tuple(
        sorted(
            together,
            key=lambda row: (
                row.valid_from or date.min,
                row.valid_to or date.max,
                _at(row.cells, cells),
                row.days,
                row.opens,
                row.closes,
            ),
        )
    )


def _places(codes: Iterable[str]) -> Places:
    return {code: place for place, code in enumerate(codes)}


def _sorted(codes: Iterable[str], places: Places) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: places[code]))


def _at(codes: Iterable[str], places: Places) -> tuple[int, ...]:
    return tuple(places[code] for code in codes)
