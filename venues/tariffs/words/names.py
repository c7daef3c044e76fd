"""What the codes of a price list are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Names:
    """Rooms, categories and bands by code, in the order they are shown; a code without a name says itself."""

    rooms: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)

    def room(self, code: str) -> str:
        return self.rooms.get(code, code)

    def category(self, code: str) -> str:
        return self.categories.get(code, code)

    def rule(self, category: str, band: str | None) -> str:
        """Who, and in which band: the head of the rate that a line went by."""
        who = self.category(category)
        return who if band is None else f"{who}, {self.bands.get(band, band)}"
