"""A table of a document: what it holds, where it stands, and what is wrong with it.

A reader that finds a fault notes it and returns a harmless value, so that one reading names all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Self, TypeVar

from venues.tariffs.faults import Fault

Found = TypeVar("Found")


class Table:
    """One table of a document, which knows its place and what has been read from it."""

    def __init__(self, data: object, place: str, faults: list[Fault]) -> None:
        self.place, self.faults = place, faults
        self.data: Mapping[str, object] = data if isinstance(data, Mapping) else {}
        self.read: set[str] = set()
        if not isinstance(data, Mapping):
            faults.append(Fault(place, "not_a_table", value=shown(data)))

    def table(self, key: str) -> Self:
        value = self._needed(key)
        if value is None:
            self.fault(key, "missing")
        return type(self)({} if value is None else value, self._at(key), self.faults)

    def one_of(self, keys: Sequence[str]) -> str | None:
        """Which one of the entries is given; a fault where it is none, or more than one."""
        given = [key for key in keys if self.data.get(key) is not None]
        self.read.update(keys)
        if not given:
            self.fault("", "one_needed", choices=", ".join(keys))
            return None
        for key in given[1:]:
            self.fault(key, "one_only", value=given[0])
        return given[0]

    def rows(self, key: str) -> list[Self]:
        """The tables of a list; none where the key is absent."""
        value = self.maybe(key, self._needed) or []
        if not isinstance(value, list | tuple):
            return self._faulty(key, "not_a_list", [])
        return [type(self)(data, f"{self._at(key)}[{index}]", self.faults) for index, data in enumerate(value)]

    def maybe(self, key: str, reader: Callable[[str], Found]) -> Found | None:
        """What the reader finds, or None where the key is absent."""
        self.read.add(key)
        return None if self.data.get(key) is None else reader(key)

    def nothing_else(self) -> None:
        """A key that nobody read is a slip of the pen, not a remark."""
        for key in self.data:
            if key not in self.read:
                self.fault(shown(key), "unknown_key")

    def fault(self, key: str, code: str, **facts: object) -> None:
        self.faults.append(Fault(self._at(key), code, **facts))

    def _needed(self, key: str) -> object:
        self.read.add(key)
        return self.data.get(key)

    def _faulty(self, key: str, code: str, instead: Found, **facts: object) -> Found:
        value = self.data.get(key)
        if value is None:
            self.fault(key, "missing")
        else:
            self.fault(key, code, value=shown(value), **facts)
        return instead

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self.place, key) if part)


def shown(value: object) -> str:
    """The value as a fault may quote it: short, and on one line."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else " " for letter in text[:61])
    return f"{text[:60]}…" if len(text) > 60 else text
