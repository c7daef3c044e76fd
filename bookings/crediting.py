"""What of a date that is given up is charged, what comes back, and what is a credit for another hire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bookings.cancelling import charge_for, terms_of
from bookings.exceptions import CostChanged
from bookings.models import Session
from venues.money import Money


@dataclass(frozen=True)
class GivenBack:
    """Of the price: what is still due, and what the hall credits instead of paying it back."""

    charge: Money
    credit: Money


def what_is_given_back(session: Session, at: datetime) -> GivenBack:
    """By the booking's own terms, if the date were given up at this moment.

    Where they give a credit instead of a part of the money, it is the rest of the price.
    """
    currency = session.venue.operator.currency
    charge, nothing = Money(charge_for(session, at), currency), Money(0, currency)
    if not charge or session.price is None or not terms_of(session.booking).scale.as_credit:
        return GivenBack(charge, nothing)
    return GivenBack(charge, session.price - charge)


def refuse_another_cost(
    sessions: Sequence[Session], shown: int, at: datetime, *, dates: int | None = None
) -> list[GivenBack]:
    """What of each is charged, where that comes to the pence that were shown; raises CostChanged where it does not.

    Asked of locked rows: whoever pressed the button pays what stood above it, for so many `dates`.
    """
    found = [what_is_given_back(session, at) for session in sessions]
    due = sum(given.charge.pence for given in found)
    if due != shown or dates not in (None, len(sessions)):
        raise CostChanged(Money(due, sessions[0].venue.operator.currency))
    return found


def full_credit(session: Session) -> Money | None:
    """All of a date that the hall gives up: its price as it is kept; None where none was recorded.

    Whether it was paid nobody records yet: as far as it was, so much comes back, and of the rest nothing is due.
    """
    return session.price
