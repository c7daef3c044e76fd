"""A price that a person at the hall tells, where the price list has it on application; its hirer accepts it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bookings.charging import inside
from bookings.models import Booking, Session
from venues.money import Money
from venues.tariffs import Line, Tariff
from venues.tariffs.quotes import Unit
from venues.tariffs.ways import OnApplication

TOLD = "told"


def lacks_a_price(booking: Booking, sessions: Iterable[Session]) -> bool:
    """Whether it is asked for without a price, so that the hall has to send one."""
    return booking.is_waiting and any(
        session.hire_pence is None and session.status == Session.Status.PLANNED for session in sessions
    )


def as_fields(price: Money, category: str, tariff: Tariff | None) -> dict[str, Any]:
    """The fields of a session that keep it, all in; there is no standard price but this."""
    percent = _tax(tariff) if tariff else None
    line = Line(
        kind=TOLD,
        room="",
        category=category,
        band=None,
        quantity=1,
        unit_price=price,
        amount=price,
        unit=Unit.TIME,
        tax=percent,
    )
    tax = inside(price.pence, percent)
    return {
        "hire_pence": price.pence - tax,
        "vat_pence": tax,
        "standard_pence": price.pence - tax,
        "price_lines": [line.as_row()],
        "unsaid": None,
    }


def _tax(tariff: Tariff) -> Decimal | None:
    """The per cent that the list's prices on application have, where it says one; else that of the list."""
    usual = tariff.tax.percent if tariff.tax else None
    told = {usual if rate.tax is None else rate.tax for rate in tariff.rates if isinstance(rate.way, OnApplication)}
    return told.pop() if len(told) == 1 else usual


def is_told(session: Session) -> bool:
    """Whether a person said what it costs, where the list has it on application."""
    return any(row["kind"] == TOLD for row in session.price_lines)


def to_be_told(sessions: Iterable[Session]) -> list[Session]:
    """The dates for which a person says what they cost, told already or not."""
    return [session for session in sessions if session.hire_pence is None or is_told(session)]


def print_of(sessions: Iterable[Session]) -> str:
    """A fingerprint of dates and what they cost; it travels with the button."""
    told = "\n".join(
        f"{each.pk} {each.starts_at:%Y%m%d%H%M} {each.ends_at:%Y%m%d%H%M} {each.price}" for each in sessions
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def free_until(session: Session) -> datetime | None:
    """Until when such a price may still be refused, free of charge: for as long as the hall had for its answer.

    Whoever asked had no say before; None where the price was known when they did, or was accepted.
    """
    booking = session.booking
    if booking.decided_at is None or booking.price_told_at is not None or not is_told(session):
        return None
    return min(booking.decided_at + timedelta(days=booking.venue.hold_days), session.starts_at)
