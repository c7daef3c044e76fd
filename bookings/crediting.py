"""What comes back of a date that is given up."""

from __future__ import annotations

from bookings.models import Session
from venues.money import Money


def full_credit(session: Session) -> Money | None:
    """All of a date that the hall gives up: its price as it is kept; None where none was recorded.

    Whether it was paid nobody records yet: as far as it was, so much comes back, and of the rest nothing is due.
    """
    return session.price
