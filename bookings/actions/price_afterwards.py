"""Add to a date what could only be known afterwards: the meter, the takings, the time it ran over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.afterwards import KEPT, PricedAfterwards, facts_row, kept_facts, priced_afterwards, refuse_too_soon
from bookings.afterwards_letters import told_afterwards
from bookings.asking import Said
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, Session
from bookings.price_words import names_at

ADDED = "priced what was known afterwards"


@all_or_nothing
def price_afterwards(
    session: Session, facts: Mapping[str, Said], *, shown_price: str, by: User, at: datetime
) -> Session:
    """Price the date by its own list again, keep what was said, and tell the hirer.

    `shown_price` is the fingerprint of what the page showed. Raises TooLate, or NotPossible.
    """
    booking = Booking.objects.locked(session.booking_id)
    session = Session.objects.select_related("venue__operator", "booking__hirer", "booking__category").get(
        pk=session.pk
    )
    session.booking = booking
    kept = kept_facts(session)
    if all(code in kept and kept[code] == said for code, said in facts.items()):
        return session
    refuse_too_soon(session, at)
    if not set(facts) <= set(session.open_facts or ()):
        raise TooLate(_("Somebody has already added it to the price of this date."))
    price = priced_afterwards(session, facts)
    if price.fingerprint != shown_price:
        raise NotPossible(_("It comes to another price than the one you looked at. Look again, then add it."))

    for name, value in price.fields.items():
        setattr(session, name, value)
    session.save(update_fields=list(price.fields))
    _keep(booking, session, {**kept, **facts})
    _write_down(price, by=by)
    told_afterwards(price)
    return session


def _keep(booking: Booking, session: Session, facts: Mapping[str, Said]) -> None:
    """With what the booking was asked, beside the answers that were given before."""
    asked = booking.asked or {}
    booking.asked = {**asked, KEPT: {**asked.get(KEPT, {}), str(session.pk): facts_row(facts)}}
    booking.save(update_fields=["asked"])


def _write_down(price: PricedAfterwards, *, by: User) -> None:
    session = price.session
    day = session.starts_at.astimezone(session.venue.tz).date()
    said = "; ".join(f"{question} {answer}" for question, answer in price.answers(names_at(session.venue)))
    journal.record(by, ADDED, session.booking, why=f"{day}: {said}")
