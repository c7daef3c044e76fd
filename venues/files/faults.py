"""What is wrong with a venue file: a place, whose it is, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong, at a place such as `rooms[2].layouts[0].capacity`, counted from nought."""

    place: str
    words: str
    subject: str = ""  # what the place is called, so that nobody has to count: Main hall, Theatre

    def __str__(self) -> str:
        place = f"{self.place} ({self.subject})" if self.subject else self.place
        return f"{place}: {self.words}"


class VenueFileFaults(ValueError):
    """The file cannot be used; `faults` names every reason at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
