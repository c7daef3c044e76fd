"""What the words of a case mean in a price list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Meant = Mapping[str, Any]  # by the case's own words, as `key` spells them


@dataclass(frozen=True)
class CaseWords:
    """Codes by the words of the cases, as `key` spells them; an empty code means that nothing is said of it.

    `values` are what a text means as a fact (`hours-booked=under-50`); `told` are facts that hold in every case.
    """

    category: Meant = field(default_factory=dict)
    room: Meant = field(default_factory=dict)
    product: Meant = field(default_factory=dict)
    occasion: Meant = field(default_factory=dict)
    extra: Meant = field(default_factory=dict)
    fact: Meant = field(default_factory=dict)
    value: Meant = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)


def key(words: object) -> str:
    """The words as they are compared: whatever the capitals, and whether they are spaced or joined."""
    return "-".join(str(words).casefold().replace("_", " ").replace("-", " ").split())


def found(words: str, meant: Meant, named: Iterable[tuple[str, str]]) -> Any:
    """What the words mean, else the code that they name or are; None where they are unknown."""
    said = key(words)
    if said in meant:
        return meant[said]
    return next((code for code, name in named if said in (key(code), key(name))), None)
