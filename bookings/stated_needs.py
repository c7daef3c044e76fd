"""What is said to be needed with a booking: needs of the list, what is asked together with some, and own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bookings.models import SavedNeeds, StatedNeed
from venues.access.needs import NEEDS, Need, least_of
from venues.access.words import asked_words


@dataclass(frozen=True)
class Stated:
    """The codes in the order of the list, the numbers said to them by the name of their question, and own words."""

    needs: tuple[str, ...] = ()
    said: Mapping[str, int] = field(default_factory=dict)
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.needs or self.words)

    @classmethod
    def of(cls, rows: Iterable[StatedNeed]) -> Stated:
        """As the rows of a booking tell it; needs that are no more are left out."""
        found = {row.need: row for row in rows}
        needs = tuple(code for code in NEEDS if code in found)
        said = {asks.name: int(number) for code in needs if (asks := NEEDS[code].asks) and (number := found[code].said)}
        said = {**least_of(NEEDS[code] for code in needs), **said}
        return cls(needs, said, found[""].words if "" in found else "")

    @classmethod
    def saved(cls, saved: SavedNeeds | None) -> Stated:
        """As somebody keeps them in their account."""
        if saved is None:
            return cls()
        return cls(tuple(code for code in NEEDS if code in saved.needs), dict(saved.said), saved.words)

    @property
    def all(self) -> tuple[Need, ...]:
        """The needs of the list themselves."""
        return tuple(NEEDS[code] for code in self.needs)

    @property
    def labels(self) -> list[str]:
        """Each need with the number that was said to it."""
        return [asked_words(need, self.said) for need in self.all]

    def number_of(self, code: str) -> int | None:
        """What was said to this need, if anything was asked."""
        asks = NEEDS[code].asks if code in NEEDS else None
        return self.said.get(asks.name) if asks else None


def label_of(row: StatedNeed) -> str:
    """What was stated: the need as the list calls it, or their own words."""
    if not row.need:
        return row.words
    if row.need not in NEEDS:
        return row.need
    need = NEEDS[row.need]
    return asked_words(need, {need.asks.name: row.said} if need.asks and row.said else {})
