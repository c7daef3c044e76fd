"""What is asked of a price list, and the answer line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from venues.money import Money
from venues.periods import Period

HIRE = "hire"
MINIMUM = "minimum"


@dataclass(frozen=True)
class Request:
    """The rooms wanted, when, on the clock of which place, and the category that asks.

    Raises ValueError without a room, with one named twice, or for a part of a minute.
    """

    rooms: tuple[str, ...]
    period: Period
    zone: ZoneInfo
    category: str

    def __post_init__(self) -> None:
        if not self.rooms or len(set(self.rooms)) < len(self.rooms):
            raise ValueError("a price is for one room or more, each named once")
        for time in (self.period.start, self.period.end):
            if time.second or time.microsecond:
                raise ValueError("a price is for whole minutes")


@dataclass(frozen=True)
class Line:
    """One line of a price: `quantity` minutes at `unit_price` an hour, and the rule that says so.

    The rule is the rate of this category, room and band. A top-up to the minimum hire has no
    period of its own; `minimum` is the length in minutes that it fills up to.
    """

    kind: str
    room: str
    category: str
    band: str | None
    quantity: int
    unit_price: Money
    amount: Money
    period: Period | None = None
    minimum: int | None = None

    def as_row(self) -> dict[str, Any]:
        """The line as plain data, to be kept with what it priced."""
        return {
            "kind": self.kind,
            "room": self.room,
            "category": self.category,
            "band": self.band,
            "quantity": self.quantity,
            "unit_price": self.unit_price.pence,
            "amount": self.amount.pence,
            "currency": self.amount.currency,
            "from": self.period.start.isoformat() if self.period else None,
            "to": self.period.end.isoformat() if self.period else None,
            "minimum": self.minimum,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any], zone: ZoneInfo) -> Line:
        """The line that was kept, told on the clock of the place again."""
        period = None
        if row["from"]:
            start, end = datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["to"])
            period = Period(start, end).local(zone)
        return cls(
            kind=row["kind"],
            room=row["room"],
            category=row["category"],
            band=row["band"],
            quantity=row["quantity"],
            unit_price=Money(row["unit_price"], row["currency"]),
            amount=Money(row["amount"], row["currency"]),
            period=period,
            minimum=row["minimum"],
        )


@dataclass(frozen=True)
class Quote:
    """The lines, which add up to the total, and what the standard category would pay."""

    category: str
    lines: tuple[Line, ...]
    total: Money
    standard: Money


class NoPrice(Exception):
    """The list has no price for this category in this room in that period."""

    def __init__(self, room: str, category: str, when: Period) -> None:
        self.room, self.category, self.when = room, category, when
        super().__init__(f"no price for {category} in {room}, {when.start} to {when.end}")
