"""How much there is to measure on: so many sessions, in so many rooms, over so many years."""

from __future__ import annotations

import re
from dataclasses import dataclass

ROOMS = 2000
IN_THE_BIG_PLACE = 40
BYTES_EACH = 2500  # a session with its room, cells and indexes, on both databases together
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


@dataclass(frozen=True)
class Size:
    """`sessions` spread over last year, this and the next; over ten years where they are many."""

    word: str
    sessions: int

    @classmethod
    def read(cls, word: str) -> Size:
        """10m, 250k or 1000; raises ValueError for anything else."""
        found = re.fullmatch(r"([1-9][0-9]{0,7})([km]?)", word.strip().lower())
        if not found:
            raise ValueError(f"SIZE is a number of sessions such as 100k, 1m or 10m, not {word!r}.")
        return cls(word.strip().lower(), int(found[1]) * UNITS[found[2]])

    @property
    def rooms(self) -> int:
        return max(12, min(ROOMS, self.sessions // 500))

    @property
    def in_the_big_place(self) -> int:
        """One venue has many rooms; all others have four."""
        return min(IN_THE_BIG_PLACE, self.rooms // 3)

    @property
    def halls(self) -> int:
        return (self.rooms - self.in_the_big_place) // 4

    @property
    def years(self) -> int:
        """The last of them is the next year."""
        return 3 if self.sessions <= 3_000_000 else 10

    @property
    def bytes_wanted(self) -> int:
        return self.sessions * BYTES_EACH
