"""The rooms and price categories that a diary may name, and what people write for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.likeness import name_key
from bookings.diaries.faults import Unreadable
from bookings.diaries.said import NOT_WRITTEN, Said
from bookings.diaries.words import word_key
from bookings.recurrence import Times

TOGETHER = re.compile(r"\s*(?:\+|&|/|,|\band\b|\bplus\b|\bwith\b)\s*")
JOINED = "+"


@dataclass(frozen=True)
class RoomName:
    code: str
    name: str
    cells: frozenset[int]


def _not_known(codes: Iterable[str], on: date) -> Times | None:
    return None


@dataclass(frozen=True)
class Names:
    """Of one venue; `kinds` are of the hirers it knows, by the key of their name."""

    rooms: tuple[RoomName, ...]
    categories: Mapping[str, str]  # names by code
    standard: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)  # kinds of new hirers, as some row of the file has them
    all_day: Callable[[Iterable[str], date], Times | None] = _not_known  # when rooms are open on a day

    def rooms_meant(self, text: str, said: Said) -> tuple[str, ...] | None:
        """The codes of the rooms, of as few as have all of it; None where a word names none.

        Raises Unreadable where two of them share a part of the building and no room has all of both.
        """
        if not text.strip() and len(self.rooms) == 1:
            return (self.rooms[0].code,)
        whole = self._codes(text, said)
        if whole is not None:
            return self._fewest(whole, text)
        parts = [self._codes(part, said) for part in TOGETHER.split(text.lower()) if part]
        if len(parts) < 2 or not all(parts):
            return None
        return self._fewest([code for part in parts for code in part or ()], text)

    def kind_of(self, hirer: str) -> str:
        return self.kinds.get(name_key(hirer)) or self.told.get(name_key(hirer), "")

    def is_new(self, hirer: str) -> bool:
        return name_key(hirer) not in self.kinds

    def rooms_unknown(self, text: str, said: Said) -> list[str]:
        """Of “hall + kitchen” only “hall”, where there is a kitchen; the whole where no word of it is known."""
        parts = [part for part in TOGETHER.split(text.lower()) if part]
        unknown = [part for part in parts if self._codes(part, said) is None]
        return unknown if len(unknown) < len(parts) else [text]

    def room_guessed(self, text: str) -> str:
        """The only one whose name has all these words, or nothing."""
        words = set(word_key(text).split())
        found = [room.code for room in self.rooms if words and words <= set(word_key(room.name).split())]
        return found[0] if len(found) == 1 else ""

    def category_meant(self, text: str, said: Said) -> str | None:
        told = said.values.get("category", {}).get(word_key(text))
        return told if told in self.categories else self._categories.get(word_key(text))

    def category_guessed(self, text: str) -> str:
        if word_key(text) == NOT_WRITTEN:
            return self.standard
        words = set(word_key(text).split())
        found = [code for code, name in self.categories.items() if words & set(word_key(name).split())]
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _categories(self) -> dict[str, str]:
        return {word_key(called): code for code, name in self.categories.items() for called in (name, code)}

    @cached_property
    def _rooms(self) -> dict[str, str]:
        return {word_key(called): room.code for room in self.rooms for called in (room.code, room.name)}

    @cached_property
    def _cells(self) -> dict[str, frozenset[int]]:
        return {room.code: room.cells for room in self.rooms}

    def _codes(self, text: str, said: Said) -> list[str] | None:
        told = said.values.get("room", {}).get(word_key(text))
        if told and set(told.split(JOINED)) <= set(self._cells):
            return told.split(JOINED)
        code = self._rooms.get(word_key(text))
        return [code] if code else None

    def _fewest(self, codes: Iterable[str], text: str) -> tuple[str, ...]:
        """A room that is just these together goes before them; one that is a part of another goes without saying."""
        wanted = list(dict.fromkeys(codes))
        whole = frozenset().union(*(self._cells[code] for code in wanted))
        alone = [room.code for room in self.rooms if room.cells == whole]
        if alone:
            return (next((code for code in alone if code in wanted), alone[0]),)
        kept = [code for code in wanted if not any(self._cells[code] < self._cells[other] for other in wanted)]
        if sum(len(self._cells[code]) for code in kept) > len(whole):
            raise Unreadable(
                _("the rooms of “%(text)s” share a part of the building: name one that has both") % {"text": text}
            )
        return tuple(sorted(kept))
