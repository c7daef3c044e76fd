"""What the dates of a booking would cost in another category, by the price list that they were asked for under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings import charging, holding
from bookings.asking import Answers
from bookings.dates_counted import Place, places_of
from bookings.entitling import Claims, asks_for_proof
from bookings.exceptions import NotPossible
from bookings.gaps import gaps_of
from bookings.hires import as_request
from bookings.models import Booking, Session
from bookings.prices import PriceLists
from venues import tariffs
from venues.models import Category
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
            "standard_pence": charging.standard_net(self.bare),
            **gaps_of(self.bare, now.booking.hirer, own_pence=own),
            "open_facts": list(self.quote.open_facts) or None,
            "category": None,  # that of its booking, as of every date priced with it
        }


def repriced(booking: Booking, category: Category, *, at: datetime) -> list[NewPrice]:
    """Every date to come that has a price; raises NotPossible where one would have none."""
    if booking.hirer_id == booking.venue.operator.own_hirer_id:
        raise NotPossible(_("The hall’s own use is free."))
    sessions = list(
        booking.sessions.filter(status=Session.Status.PLANNED, hire_pence__isnull=False)
        .select_related("venue__operator", "booking__hirer", "terms")
        .prefetch_related("rooms")
    )
    lists, places, answers = ListsThen(booking), places_of(sessions), Answers.from_row(booking.asked)
    is_own = _is_own(booking, category)
    found = []
    for session in sessions:
        if session.starts_at <= at:
            continue
        tariff, place = lists.of(session), places[session.pk]
        quote = quote_then(session, category, tariff, place, answers=answers)
        bare = quote_then(session, category, tariff, place, answers=answers.without_extras())
        found.append(NewPrice(session, quote, bare, tariff, is_own))
    if not found:
        raise NotPossible(_("None of its dates has a price that could be changed."))
    return found


class Shown(Protocol):
    """A date with another price, as a page shows it."""

    @property
    def session(self) -> Session: ...

    @property
    def before(self) -> Money | None: ...

    @property
    def after(self) -> Money: ...


def print_of(prices: Iterable[Shown]) -> str:
    """A fingerprint of every price shown, and of what it takes the place of."""
    lines = "\n".join(f"{each.session.pk} {each.before} {each.after}" for each in prices)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


class ListsThen:
    """The lists that the dates of a booking were priced by, whatever is published or said since."""

    def __init__(self, booking: Booking) -> None:
        self.booking, self.venue = booking, booking.venue
        self.prices = PriceLists([self.venue])

    def of(self, session: Session) -> tariffs.Tariff:
        """Its own, or else that of the booking."""
        key = session.tariff_id or self.booking.tariff_id
        if key is None:
            raise NotPossible(_("There was no price list when it was asked for."))
        return self.prices.by_key(self.venue, key)


def quote_then(
    session: Session,
    category: Category,
    tariff: tariffs.Tariff,
    place: Place,
    *,
    answers: Answers,
    rooms: Sequence[str] = (),
) -> tariffs.Quote:
    """By the terms, if any, that its price was made with, however they went on; `rooms` are others than its own."""
    request = as_request(
        session.venue,
        rooms or [room.code for room in session.rooms.all()],
        session.period,
        category.code,
        people=session.people,
        date_number=place.date_number,
        dates_booked=place.dates_booked,
        answers=answers,
        percent_off=session.terms.percent_off if session.terms else None,
    )
    try:
        return tariffs.quote(tariff, request)
    except tariffs.Refusal as refusal:
        day = session.starts_at.astimezone(session.venue.tz).date()
        words = _("“%(category)s” has no price on %(day)s.") % {"category": category.name, "day": day_words(day)}
        raise NotPossible(words) from refusal


def _is_own(booking: Booking, category: Category) -> bool:
    """Theirs by what they declared, or by what they are."""
    hirer, claims = booking.hirer, Claims.of([booking.hirer], booking.venue.operator)
    if asks_for_proof(category):
        return (hirer.pk, category.pk) in claims.open
    return claims.may_have(hirer, category)
