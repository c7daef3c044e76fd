"""What is paid beside or before the price: money held and given back, and the part that is due on booking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bookings.models import Session
from venues.models import Venue
from venues.money import Money
from venues.tariffs import Quote
from venues.tariffs.words import Names

BOND, ADVANCE = "bond", "advance"


@dataclass(frozen=True)
class Sum:
    name: str
    amount: Money


@dataclass(frozen=True)
class Holding:
    """Of a whole booking. What is held for its first date goes on being held: the largest counts, not their sum."""

    bonds: tuple[Sum, ...] = ()
    advances: tuple[Sum, ...] = ()
    back_by: date | None = None  # when what is held is given back

    def __bool__(self) -> bool:
        return bool(self.bonds or self.advances)


def as_fields(quote: Quote) -> dict[str, Any]:
    """The fields of a session that keep what its price list wants held."""
    rows = _rows(quote)
    return {
        "bond_pence": sum(row["pence"] for row in rows if row["kind"] == BOND),
        "advance_pence": sum(row["pence"] for row in rows if row["kind"] == ADVANCE),
        "held": rows or None,
    }


def of_quotes(quotes: Iterable[Quote], names: Names, currency: str, *, back_by: date | None = None) -> Holding:
    """What is asked, before anybody books."""
    return replace(_holding([_rows(quote) for quote in quotes], names, currency), back_by=back_by)


def given_back_by(venue: Venue, last: datetime) -> date:
    """So many days after the last hour of a booking, as the venue says."""
    return last.astimezone(venue.tz).date() + timedelta(days=venue.bond_days)


def of_sessions(sessions: Iterable[Session], names: Names, currency: str) -> Holding:
    """What was asked when it was booked, of the dates that stand."""
    kept = [session for session in sessions if not session.is_cancelled]
    found = _holding([session.held or [] for session in kept], names, currency)
    if not found.bonds:
        return found
    last = max(kept, key=lambda session: session.ends_at)
    return replace(found, back_by=given_back_by(last.venue, last.ends_at))


def _rows(quote: Quote) -> list[dict[str, Any]]:
    kinds = ((BOND, quote.bonds), (ADVANCE, quote.deposits))
    return [
        {"kind": kind, "code": held.code, "pence": held.amount.pence}
        for kind, found in kinds
        for held in found
        if held.amount
    ]


def _holding(dates: Sequence[Sequence[Mapping[str, Any]]], names: Names, currency: str) -> Holding:
    bonds: dict[str, int] = {}
    advances: dict[str, int] = {}
    for rows in dates:
        for row in rows:
            code, pence = row["code"], row["pence"]
            if row["kind"] == BOND:
                bonds[code] = max(pence, bonds.get(code, 0))
            else:
                advances[code] = advances.get(code, 0) + pence
    return Holding(
        tuple(Sum(names.row("bond", code), Money(pence, currency)) for code, pence in bonds.items()),
        tuple(Sum(names.row("deposit", code), Money(pence, currency)) for code, pence in advances.items()),
    )
