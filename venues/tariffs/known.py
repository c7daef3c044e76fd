"""The codes that a price list explains, against which its rows are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from venues.tariffs.rows import Kind


@dataclass(frozen=True)
class Known:
    """What may be named in a row: `dates` are seasons and named days together, `facts` what each is.

    Without `unit_pence` no price may be told in units, and without `has_tax` no row has a tax of its own.
    """

    bands: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    occasions: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    extras: frozenset[str] = frozenset()
    facts: Mapping[str, Kind | None] = field(default_factory=dict)
    unit_pence: int | None = None
    has_tax: bool = False
