"""A price that a person at the hall tells with the answer, where the price list has it on application."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bookings.models import Booking, Session
from venues.money import Money
from venues.tariffs import Line
from venues.tariffs.quotes import Unit

TOLD = "told"


def lacks_a_price(booking: Booking, sessions: Iterable[Session]) -> bool:
    """Whether it is asked for without a price, so that the answer has to say one."""
    return booking.is_waiting and any(
        session.hire_pence is None and session.status == Session.Status.PLANNED for session in sessions
    )


def as_fields(price: Money, category: str) -> dict[str, Any]:
    """The fields of a session that keep it; there is no standard price but this."""
    line = Line(
        kind=TOLD, room="", category=category, band=None, quantity=1, unit_price=price, amount=price, unit=Unit.TIME
    )
    return {"hire_pence": price.pence, "standard_pence": price.pence, "price_lines": [line.as_row()]}


def free_until(session: Session) -> datetime | None:
    """Until when such a price may still be refused, free of charge: for as long as the hall had for its answer.

    Whoever asked had no say before; None where the price was known when they did.
    """
    booking = session.booking
    if booking.decided_at is None or not any(row["kind"] == TOLD for row in session.price_lines):
        return None
    return min(booking.decided_at + timedelta(days=booking.venue.hold_days), session.starts_at)
