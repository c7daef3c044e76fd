"""How much there is to measure on: so many sessions, in so many rooms, over so many years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

ROOMS = 2000
MEANT_FOR = {"sqlite": 200, "postgresql": 10_000}  # rooms
FULL = 1_000_000  # sessions, below which there are fewer rooms too
YEARS = 3
MOST_EACH = 6000  # sessions that a room can have, of a million in 200
A_COUNTY, A_TOWN = 1.0, 0.3  # degrees from one end to the other
IN_THE_BIG_PLACE = 40
BYTES_EACH = 2500  # a session with its room, cells and indexes, on both databases together
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


@dataclass(frozen=True)
class Size:
    """`sessions` spread over last year, this and the next; over ten years where they are many for the rooms.

    With `yearly` they are meant to be so many: three years of a very busy district.
    """

    word: str
    sessions: int
    most_rooms: int = ROOMS
    yearly: bool = False

    @classmethod
    def read(cls, word: str) -> Size:
        """10m, 250k, 1000, or 2m-a-year; raises ValueError for anything else."""
        found = re.fullmatch(r"([1-9][0-9]{0,7})([km]?)(-a-year)?", word.strip().lower())
        if not found:
            raise ValueError(f"SIZE is a number of sessions such as 100k, 1m, 10m or 2m-a-year, not {word!r}.")
        yearly = bool(found[3])
        sessions = int(found[1]) * UNITS[found[2]] * (YEARS if yearly else 1)
        return cls(word.strip().lower(), sessions, yearly=yearly)

    def meant_for(self, database: str) -> Size:
        """As many sessions in as many rooms as such a database is meant for."""
        return replace(self, most_rooms=MEANT_FOR[database])

    @property
    def is_too_full(self) -> bool:
        """Whether there are not hours enough in the rooms for so many sessions."""
        return self.sessions > MOST_EACH * self.rooms

    @property
    def rooms(self) -> int:
        return max(12, self.most_rooms * min(self.sessions, FULL) // FULL)

    @property
    def degrees(self) -> float:
        """How wide and how high the land is in which they lie."""
        return A_COUNTY if self.most_rooms >= ROOMS else A_TOWN

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
        return YEARS if self.yearly or self.sessions <= 1500 * self.rooms else 10

    @property
    def bytes_wanted(self) -> int:
        return self.sessions * BYTES_EACH
