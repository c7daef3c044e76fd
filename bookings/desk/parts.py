"""The parts of a place that may have hours or closures of their own: chosen by the names of rooms, kept as cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from venues.files import VenueFile
from venues.part_names import names_of, together


@dataclass(frozen=True)
class Part:
    key: str
    name: str
    cells: frozenset[str]


def parts_of(file: VenueFile, chosen: Collection[str] = ()) -> list[Part]:
    """The rooms on offer; and those of the chosen cells that no choice of rooms gives, by their own names."""
    rooms = [Part(room.code, room.name, frozenset(room.cells)) for room in file.rooms if not room.retired_on]
    given = {cell for part in rooms if part.cells <= set(chosen) for cell in part.cells}
    alone = [cell for cell in file.cells if cell.code in chosen and cell.code not in given]
    return [*rooms, *(Part(f"cell-{cell.code}", cell.name, frozenset({cell.code})) for cell in alone)]


def keys_of(parts: Iterable[Part], cells: Collection[str]) -> list[str]:
    """Which parts are wholly among these cells."""
    return [part.key for part in parts if part.cells <= set(cells)]


def cells_of(parts: Iterable[Part], keys: Collection[str], file: VenueFile) -> tuple[str, ...]:
    """The cells of the parts with these keys, in the order of the venue."""
    wanted = {cell for part in parts if part.key in keys for cell in part.cells}
    return tuple(cell.code for cell in file.cells if cell.code in wanted)


def part_words(file: VenueFile, cells: Collection[str]) -> str:
    """Main hall and Kitchen: the fewest names that make up these cells; none at all is the whole place."""
    if not cells:
        return _("The whole place")
    return together(names_of([(part.name, part.cells) for part in parts_of(file, cells)], cells))
