"""What is asked of a price list, and the answer line by line."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from venues.money import Money
from venues.periods import Period

HIRE = "hire"
MINIMUM = "minimum"
ROUNDED = "rounded"
LIMIT = "limit"
ADJUSTMENT = "adjustment"
AGREED = "agreed"
SETTING_UP = "setting_up"
FEE = "fee"
EXTRA = "extra"
TAX = "tax"


@lru_cache(maxsize=16_384)
def money(pence: int, currency: str) -> Money:
    """The same sums come up in one price after another: each is made once."""
    return Money(pence, currency)


class Unit(StrEnum):
    """What the quantity of a line counts."""

    MINUTE = "minute"
    SESSION = "session"
    DAY = "day"
    TIME = "time"  # each date of a booking
    BOOKING = "booking"
    PERSON = "person"
    ITEM = "item"  # or a lot of them
    PERCENT = "percent"
    FACT = "fact"


@dataclass(frozen=True)
class Calendars:
    """The days that calendars know; `terms` is None where no term dates are known."""

    bank_holidays: Container[date] = frozenset()
    terms: Container[date] | None = None


@dataclass(frozen=True)
class ExtraAsked:
    """So many of an extra, or for so many people, or for so many minutes (else as long as the hire)."""

    code: str
    quantity: int = 1
    minutes: int | None = None


@dataclass(frozen=True)
class Request:
    """The rooms wanted (none for equipment alone), when, on the clock of which place, and who asks.

    `dates_booked` is how many dates the booking has and `date_number` which of them this is, from 1.
    `facts` are what a price may ask for: numbers, money in pence, yes or no. `setting_up` are the times
    before and after that are taken to set up and clear away. `percent_off` is what was agreed with whoever
    hires: so much off the hire, whatever the list says; the standard price stays as it is.

    Raises ValueError for a room named twice, for neither a room nor an extra, or for a part of a minute.
    """

    rooms: tuple[str, ...]
    period: Period
    zone: ZoneInfo
    category: str
    occasion: str | None = None
    product: str | None = None
    people: int | None = None
    extras: tuple[ExtraAsked, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    dates_booked: int = 1
    date_number: int = 1
    calendars: Calendars = Calendars()
    setting_up: tuple[Period, ...] = ()
    percent_off: Decimal | None = None

    def __post_init__(self) -> None:
        if len(set(self.rooms)) < len(self.rooms) or not (self.rooms or self.extras):
            raise ValueError("a price is for one room or more, each named once, or for extras")
        for period in (self.period, *self.setting_up):
            for time in (period.start, period.end):
                if time.second or time.microsecond:
                    raise ValueError("a price is for whole minutes")


@dataclass(frozen=True)
class Line:
    """One line of a price: a quantity of a unit at a unit price, and the rule that says so.

    `code` names the row of the list that is not a rate (a fee, an extra, an adjustment …). `per` is how
    many units the unit price is for (60 minutes); a top-up to the shortest hire, or to a whole step, has no
    period of its own, and `minimum` is the length in minutes that it fills up to. `tax` is in per cent,
    None where there is none. Of an adjustment, a share or what was agreed, `quantity` is the per cent and
    `unit_price` the sum; of a limit, `unit_price` is the most or the least, and `minimum` how long it covers.
    """

    kind: str
    room: str
    category: str
    band: str | None
    quantity: int | Decimal
    unit_price: Money
    amount: Money
    period: Period | None = None
    minimum: int | None = None
    code: str = ""
    unit: Unit = Unit.MINUTE
    per: int = 60
    units: str = ""
    product: str = ""
    occasion: str = ""
    tax: Decimal | None = None
    of: str = ""

    def as_row(self) -> dict[str, Any]:
        """The line as plain data, to be kept with what it priced."""
        row: dict[str, Any] = {
            "kind": self.kind,
            "room": self.room,
            "category": self.category,
            "band": self.band,
            "quantity": self.quantity if isinstance(self.quantity, int) else str(self.quantity),
            "unit_price": self.unit_price.pence,
            "amount": self.amount.pence,
            "currency": self.amount.currency,
            "from": self.period.start.isoformat() if self.period else None,
            "to": self.period.end.isoformat() if self.period else None,
            "minimum": self.minimum,
        }
        for key, usual in MORE.items():
            value = getattr(self, key)
            if value != usual:
                row[key] = str(value) if isinstance(value, Decimal | Unit) else value
        return row

    @classmethod
    def from_row(cls, row: Mapping[str, Any], zone: ZoneInfo) -> Line:
        """The line that was kept, told on the clock of the place again."""
        period = None
        if row["from"]:
            start, end = datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["to"])
            period = Period(start, end).local(zone)
        quantity = row["quantity"]
        more = {key: row.get(key, usual) for key, usual in MORE.items()}
        if more["tax"] is not None:
            more["tax"] = Decimal(more["tax"])
        return cls(
            kind=row["kind"],
            room=row["room"],
            category=row["category"],
            band=row["band"],
            quantity=quantity if isinstance(quantity, int) else Decimal(quantity),
            unit_price=Money(row["unit_price"], row["currency"]),
            amount=Money(row["amount"], row["currency"]),
            period=period,
            minimum=row["minimum"],
            **{**more, "unit": Unit(more["unit"])},
        )


MORE: dict[str, Any] = {
    "code": "",
    "unit": Unit.MINUTE,
    "per": 60,
    "units": "",
    "product": "",
    "occasion": "",
    "tax": None,
    "of": "",
}


@dataclass(frozen=True)
class Held:
    """A bond, or a deposit: by its code, how much."""

    code: str
    amount: Money


@dataclass(frozen=True)
class Other:
    """Another way the same hire could be had, and what it would cost."""

    product: str
    total: Money


@dataclass(frozen=True)
class Quote:
    """The lines, which add up to the total, and what the standard category would pay.

    `total` is what is to be paid, and parts into `net` and `tax`, whether the list has tax inside or not;
    `standard_net` is the standard price without its tax.
    `open_facts` are those that can only be known afterwards; a second quote prices them. `off_bonds` is what comes
    off the bonds.
    """

    category: str
    lines: tuple[Line, ...]
    total: Money
    standard: Money
    net: Money | None = None
    tax: Money | None = None
    product: str = "hour"
    others: tuple[Other, ...] = ()
    bonds: tuple[Held, ...] = ()
    deposits: tuple[Held, ...] = ()
    open_facts: tuple[str, ...] = ()
    off_bonds: tuple[Line, ...] = ()
    standard_net: Money | None = None


class Refusal(Exception):
    """The list cannot price this request."""


def told_first(refusals: Iterable[Refusal]) -> Refusal:
    """Of several, a question that can be answered is told first, then that a person can be asked."""
    kinds = (FactMissing, AskThem, Refusal)
    return min(refusals, key=lambda refusal: ([isinstance(refusal, kind) for kind in kinds].index(True), str(refusal)))


class NoPrice(Refusal):
    """The list has no price for this category in this room in that period."""

    def __init__(self, room: str, category: str, when: Period) -> None:
        self.room, self.category, self.when = room, category, when
        super().__init__(f"no price for {category} in {room}, {when.start} to {when.end}")


OCCASION = "occasion"  # what is asked for where nothing else has a price


class FactMissing(Refusal):
    """A price depends on something that was not said; `fact` names the question."""

    def __init__(self, fact: str) -> None:
        self.fact = fact
        super().__init__(f"{fact} must be known")


class ProductMissing(Refusal):
    """Whoever hires must choose between ways of hiring."""

    def __init__(self, products: tuple[Other, ...]) -> None:
        self.products = products
        super().__init__(f"one of {', '.join(each.product for each in products)} must be chosen")


class AskThem(Refusal):
    """The price is told on application."""

    def __init__(self, room: str) -> None:
        self.room = room
        super().__init__(f"the price of {room} is told on application")


class NoSuchExtra(Refusal):
    def __init__(self, code: str, category: str) -> None:
        self.code, self.category = code, category
        super().__init__(f"no price for the extra {code} for {category}")
