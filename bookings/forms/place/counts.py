"""How many of a thing a page has boxes for, and one more where somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from bookings.forms.place.together import together_in
from venues.files import VenueFile
from venues.tariffs import Tariff
from venues.tariffs.grid import ways

MOST = 8


@dataclass(frozen=True)
class Counts:
    """How many bands, ways of hiring and rooms together have boxes on the page."""

    bands: int
    ways: int
    together: int

    @classmethod
    def of(cls, base: Tariff, file: VenueFile) -> Counts:
        return cls(len(base.bands), len(ways(base)), len(together_in(base, file)))

    def sent(self, data: QueryDict) -> Counts:
        """As many as the page had; as many as the list has, where that cannot be read."""
        return Counts(*(_count(data.get(name, ""), least) for name, least in vars(self).items()))

    def with_more(self, data: QueryDict) -> Counts:
        """One more of whatever was asked for."""
        more = {
            name: min(number + 1, max(MOST, number)) for name, number in vars(self).items() if f"add_{name}" in data
        }
        return replace(self, **more)


def _count(sent: str, usual: int) -> int:
    sound = sent.isascii() and sent.isdecimal() and len(sent) < 3
    return min(int(sent), max(MOST, usual)) if sound else usual
