"""Halls that can be divided: which parts there are, which of them a room takes, and a small drawing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.models import Cell, Room

WIDE, BAND = 260, 34  # of the drawing; a part is a band across it
LETTERS = 27  # of a name that fit into a band


@dataclass(frozen=True)
class Part:
    """A band of the drawing."""

    name: str
    taken: bool
    top: int

    @property
    def short_name(self) -> str:
        return Truncator(self.name).chars(LETTERS)

    @property
    def words_at(self) -> int:
        return self.top + BAND // 2 + 5

    @property
    def mark(self) -> str:
        """The strokes of a tick at the left of the band."""
        middle = self.top + BAND // 2
        return f"M12 {middle}l5 5.5L27 {middle - 6}"


@dataclass(frozen=True)
class Division:
    """A room in its hall; `key` tells its drawing from others on the page."""

    key: str
    room: str
    parts: tuple[Part, ...]
    others: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        return BAND * len(self.parts)

    @property
    def is_drawn(self) -> bool:
        return len(self.parts) > 1

    @property
    def is_whole(self) -> bool:
        return all(part.taken for part in self.parts)

    @property
    def title(self) -> str:
        if not self.room:
            return _("A hall of %(count)s parts") % {"count": len(self.parts)}
        words = _("%(room)s: the whole hall") if self.is_whole else _("%(room)s: a part of the hall")
        return words % {"room": self.room}

    @property
    def described(self) -> str:
        """What the drawing shows, for those who do not see it."""
        words = [(_("%(part)s: in it") if part.taken else _("%(part)s: not in it"), part.name) for part in self.parts]
        return "; ".join(word % {"part": name} for word, name in words) + "."

    @property
    def adds_up(self) -> str:
        """Whole hall = Front half + Back half."""
        taken = [part.name for part in self.parts if part.taken]
        if not self.is_drawn or taken == [self.room]:
            return ""
        return f"{self.room} = {' + '.join(taken)}"

    @property
    def excludes(self) -> str:
        """What else cannot be booked at the same time."""
        if not self.others:
            return ""
        words = ngettext(
            "Booking it closes %(others)s for the same hours, and booking that closes this.",
            "Booking it closes %(others)s for the same hours, and booking any of them closes this.",
            len(self.others),
        )
        return words % {"others": get_text_list(list(self.others), _("and"))}


def divisions(rooms: Sequence[Room]) -> dict[int, Division]:
    """By room, for those of one venue that share space with another on offer; comes with `cells` prefetched."""
    offered = {room: set(room.cells.all()) for room in rooms if room.retired_on is None}
    found = {}
    for room, mine in offered.items():
        others = [other for other, cells in offered.items() if other != room and mine & cells]
        hall = _hall(mine, offered.values())
        if others or len(hall) > 1:
            taken = [(cell.name, cell in mine) for cell in hall]
            found[room.pk] = Division(str(room.pk), room.name, _bands(taken), tuple(other.name for other in others))
    return found


def drawn(names: Iterable[str], room: str = "") -> Division:
    """A hall of these parts, all of them taken: what a page shows before there is such a hall."""
    return Division("plan", room, _bands([(name, True) for name in names]))


def _bands(parts: Iterable[tuple[str, bool]]) -> tuple[Part, ...]:
    return tuple(Part(name, taken, place * BAND) for place, (name, taken) in enumerate(parts))


def _hall(mine: set[Cell], rooms: Collection[set[Cell]]) -> list[Cell]:
    """These cells with all that hang together with them through the cells of rooms, in order."""
    found = set(mine)
    while more := set[Cell]().union(*(cells for cells in rooms if found & cells)) - found:
        found |= more
    return sorted(found, key=lambda cell: (cell.position, cell.pk))
