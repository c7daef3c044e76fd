"""What is wrong with a price list: a place, a code and the facts; the words are made elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, init=False)
class Fault:
    """One thing wrong, at a place such as `rates[3].per_hour`, counted from nought."""

    place: str
    code: str
    facts: dict[str, Any] = field(hash=False)

    def __init__(self, place: str, code: str, **facts: Any) -> None:
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "facts", facts)


class TariffFaults(ValueError):
    """A price list cannot be used; `faults` names every reason at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.place}: {fault.code}" for fault in self.faults))
