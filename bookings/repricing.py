"""What the dates of a booking would cost in another category, by the price list that they were asked for under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings import charging, holding
from bookings.asking import Answers
from bookings.entitling import Claims, asks_for_proof
from bookings.exceptions import NotPossible
from bookings.gaps import gaps_of
from bookings.hires import as_request
from bookings.models import Booking, Session
from bookings.prices import PriceLists
from bookings.terms import what_holds
from venues import tariffs
from venues.models import Category, Tariff, Venue
from venues.money import Money


@dataclass(frozen=True)
class NewPrice:
    """A date, what it costs now, and what it would."""

    session: Session
    quote: tariffs.Quote
    bare: tariffs.Quote  # without extras
    tariff: tariffs.Tariff
    is_own: bool  # whether the category is the hirer's own, and not a favour

    @property
    def before(self) -> Money | None:
        return self.session.price

    @property
    def after(self) -> Money:
        return self.quote.total

    @cached_property
    def fields(self) -> dict[str, Any]:
        """As a session keeps it."""
        now, own = self.session, None
        if not self.is_own and now.standard_pence is not None:
            own = now.standard_pence - now.category_gap_pence
        return {
            **charging.as_fields(self.quote, self.tariff),
            **holding.as_fields(self.quote),
            "standard_pence": self.bare.standard.pence,
            **gaps_of(self.bare, now.booking.hirer, own_pence=own),
            "open_facts": list(self.quote.open_facts) or None,
        }


def repriced(booking: Booking, category: Category, *, at: datetime) -> list[NewPrice]:
    """Every date to come that has a price; raises NotPossible where one would have none."""
    if booking.hirer_id == booking.venue.operator.own_hirer_id:
        raise NotPossible(_("The hall’s own use is free."))
    sessions = list(
        booking.sessions.filter(status=Session.Status.PLANNED, hire_pence__isnull=False)
        .select_related("venue__operator", "booking__hirer")
        .prefetch_related("rooms")
    )
    lists, answers = ListsThen(booking), Answers.from_row(booking.asked)
    is_own = _is_own(booking, category)
    found = []
    for number, session in enumerate(sessions, 1):
        if session.starts_at <= at:
            continue
        day = session.starts_at.astimezone(session.venue.tz).date()
        tariff = lists.on(day)
        facts = {"people": booking.people, "dates_booked": len(sessions), "date_number": number}
        quote = quote_then(session, category, tariff, day, answers=answers, **facts)
        bare = quote_then(session, category, tariff, day, answers=answers.without_extras(), **facts)
        found.append(NewPrice(session, quote, bare, tariff, is_own))
    if not found:
        raise NotPossible(_("None of its dates has a price that could be changed."))
    return found


class Shown(Protocol):
    """A date with another price, as a page shows it."""

    @property
    def session(self) -> Session: ...

    @property
    def after(self) -> Money: ...


def print_of(prices: Iterable[Shown]) -> str:
    """A fingerprint of every price shown."""
    lines = "\n".join(f"{each.session.pk} {each.after.pence}" for each in prices)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


class ListsThen:
    """The versions that were published when the booking was asked for."""

    def __init__(self, booking: Booking) -> None:
        self.booking, self.venue = booking, booking.venue
        self.prices = PriceLists([self.venue])
        asked = booking.requested_at or booking.made_at
        self.rows: Sequence[Tariff] = list(self.venue.tariffs.filter(published_at__lte=asked).order_by("valid_from"))

    def on(self, day: date) -> tariffs.Tariff:
        """That of the day; where the day of booking decides, that of the booking."""
        rows = [row for row in self.rows if row.valid_from <= day]
        row = rows[-1] if rows and self.venue.prices_of == Venue.PricesOf.EVENT else self.booking.tariff
        if row is None:
            raise NotPossible(_("There was no price list when it was asked for."))
        return self.prices.read(row, self.venue.operator.currency)


def quote_then(
    session: Session, category: Category, tariff: tariffs.Tariff, day: date, *, answers: Answers, **facts: int
) -> tariffs.Quote:
    agreed = session.booking.terms
    if agreed is not None and not (agreed.since <= day and (agreed.until is None or day <= agreed.until)):
        agreed = None
    _category, off = what_holds(agreed, category)
    rooms = [room.code for room in session.rooms.all()]
    request = as_request(session.venue, rooms, session.period, category.code, answers=answers, percent_off=off, **facts)
    try:
        return tariffs.quote(tariff, request)
    except tariffs.Refusal as refusal:
        words = _("“%(category)s” has no price on %(day)s.") % {"category": category.name, "day": day_words(day)}
        raise NotPossible(words) from refusal


def _is_own(booking: Booking, category: Category) -> bool:
    """Theirs by what they declared, or by what they are."""
    hirer, claims = booking.hirer, Claims.of([booking.hirer], booking.venue.operator)
    if asks_for_proof(category):
        return (hirer.pk, category.pk) in claims.open
    return claims.may_have(hirer, category)
