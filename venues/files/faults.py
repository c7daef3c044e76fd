"""What is wrong with a venue file: a place, whose it is, and a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

ROW = re.compile(r"(\w+)\[(\d+)\]")


@dataclass(frozen=True)
class Fault:
    """One thing wrong, at a place such as `rooms[2].layouts[0].capacity`, counted from nought."""

    place: str
    words: str
    subject: str = ""  # what the place is called, so that nobody has to count: Main hall, Theatre

    def __str__(self) -> str:
        called = [self.subject] if self.subject else []
        called += [
            _("no. %(number)d of %(rows)s") % {"number": number, "rows": rows} for rows, number in self._unnamed()
        ]
        place = f"{self.place} ({', '.join(called)})" if called else self.place
        return f"{place}: {self.words}"

    def _unnamed(self) -> list[tuple[str, int]]:
        """Those rows of the place that have no name, each with its number as people count: from one."""
        named = len(self.subject.split(", ")) if self.subject else 0
        return [(rows, int(index) + 1) for rows, index in ROW.findall(self.place)[named:]]


class VenueFileFaults(ValueError):
    """The file cannot be used; `faults` names every reason at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
