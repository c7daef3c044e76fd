"""What a date costs at another time, in another room, or for other numbers; what nobody touches is not asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bookings import charging, holding, told_prices
from bookings.asking import Answers
from bookings.by_hand import KEPT, PARTS, HandPrice
from bookings.dates_counted import places_of
from bookings.gaps import NONE as GAPS
from bookings.gaps import gaps_of
from bookings.hires import as_request
from bookings.models import Booking, Session
from bookings.prices import PriceLists
from bookings.terms import terms_for, what_holds
from bookings.things import Want, wants
from venues import tariffs
from venues.models import Category, Room, SpecialTerms, Tariff, Venue
from venues.money import Money
from venues.periods import Period


@dataclass(frozen=True)
class NewPrice:
    """What a session keeps of it, and the sum; None where a person has to tell it.

    `was_agreed` says that a person agreed the old one, for another length or another room; `is_told` that a person
    tells this one, which its hirer has not seen yet.
    """

    total: Money | None
    fields: Mapping[str, Any]
    quote: tariffs.Quote | None = None
    is_to_be_told: bool = False
    was_agreed: bool = False
    is_told: bool = False


class NoNewPrice(Exception):
    """The price list has none for it."""


@dataclass(frozen=True)
class _Asked:
    """By which list, for whom and by what agreement a date is priced."""

    row: Tariff | None
    category: Category
    percent_off: Decimal | None
    terms: SpecialTerms | None


class NewPrices:
    """Loaded once for all dates of a change."""

    def __init__(self, booking: Booking, sessions: Sequence[Session], days: Collection[date], *, told: Money | None):
        self.booking, self.venue, self.told = booking, booking.venue, told
        at_booking = self.venue.prices_of == Venue.PricesOf.BOOKING
        asked_at = booking.requested_at or booking.made_at
        self.lists = PriceLists([self.venue], booked=asked_at.astimezone(self.venue.tz).date() if at_booking else None)
        self.agreed = terms_for(self.venue, booking.hirer, days)
        self.answers, self.places = Answers.from_row(booking.asked), places_of(sessions)
        self.is_own_use = booking.hirer_id == self.venue.operator.own_hirer_id

    def of(
        self, session: Session, period: Period, rooms: Sequence[Room], people: int, *, is_moved: bool
    ) -> NewPrice | None:
        """None where it stays as it is. Raises NoNewPrice."""
        if self.is_own_use or (session.hire_pence is None and self.booking.is_confirmed):
            return None  # free; or nobody wrote down what it costs
        if self.booking.is_waiting and told_prices.is_told(session):
            return self._told(
                session, self._asked(session, period, is_moved=is_moved)
            )  # that price was for other hours
        if session.is_by_hand or told_prices.is_told(session):
            is_another = is_moved and _is_another_hire(session, period, rooms)
            return self._agreed(session, period, rooms, people) if is_another else None
        asked = self._asked(session, period, is_moved=is_moved)
        if asked.row is None:
            return self._told(session, asked) if is_moved else None
        return self._listed(session, asked, period, rooms, people)

    def wants(self, period: Period) -> list[Want]:
        """What they have beside the room of which there are few, by the list of that day."""
        tariff = self.lists.value_on(self.venue, period.first.astimezone(self.venue.tz).date())
        return wants(self.answers, tariff, period) if tariff else []

    def _asked(self, session: Session, period: Period, *, is_moved: bool) -> _Asked:
        """By the list of its day; for other numbers alone, by that which it was priced by."""
        if not is_moved:
            key, off = session.tariff_id or self.booking.tariff_id, session.terms.percent_off if session.terms else None
            row = self.lists.row(self.venue, key) if key else None
            return _Asked(row, session.pays, off, session.terms)
        day = period.first.astimezone(self.venue.tz).date()
        terms = self.agreed.get(day)
        category, off = what_holds(terms, session.pays)
        if self.booking.category_given_by_id is not None:
            category = session.pays  # the hall gave it to this very booking
        return _Asked(self.lists.on(self.venue, day), category, off, terms)

    def _listed(self, session: Session, asked: _Asked, period: Period, rooms: Sequence[Room], people: int) -> NewPrice:
        assert asked.row is not None
        tariff = self.lists.read(asked.row, self.venue.operator.currency)
        try:
            quote = self._quote(session, asked, tariff, period, rooms, people, self.answers)
            bare = self._quote(session, asked, tariff, period, rooms, people, self.answers.without_extras())
        except tariffs.AskThem:
            return self._told(session, asked)
        except tariffs.Refusal as refusal:
            raise NoNewPrice from refusal
        standard = charging.standard_net(bare)
        own = _own_share(session, standard) if self.booking.category_given_by_id is not None else None
        fields = {
            **charging.as_fields(quote, tariff),
            **holding.as_fields(quote),
            "standard_pence": standard,
            **gaps_of(bare, self.booking.hirer, own_pence=own),
            "open_facts": list(quote.open_facts) or None,
            **self._by_what(asked),
        }
        return NewPrice(quote.total, fields, quote)

    def _quote(
        self,
        session: Session,
        asked: _Asked,
        tariff: tariffs.Tariff,
        period: Period,
        rooms: Sequence[Room],
        people: int,
        answers: Answers,
    ) -> tariffs.Quote:
        place = self.places[session.pk]
        request = as_request(
            self.venue,
            [room.code for room in rooms],
            period,
            asked.category.code,
            people=people,
            date_number=place.date_number,
            dates_booked=place.dates_booked,
            answers=answers,
            percent_off=asked.percent_off,
        )
        return tariffs.quote(tariff, request)

    def _by_what(self, asked: _Asked) -> dict[str, Any]:
        own = self.booking
        return {
            "tariff": asked.row if asked.row and asked.row.pk != own.tariff_id else None,
            "category": asked.category if asked.category != own.category else None,
            "terms": asked.terms,
        }

    def _told(self, session: Session, asked: _Asked) -> NewPrice:
        """What the desk says, and else nothing yet; of a mere request the answer says it."""
        if self.told is None and self.booking.is_waiting:
            unknown: dict[str, Any] = {"hire_pence": None, "standard_pence": None, "price_lines": []}
            return NewPrice(None, {**_nothing_else(session), **unknown, **self._by_what(asked)})
        if self.told is None:
            return NewPrice(None, {}, is_to_be_told=True)
        tariff = self.lists.read(asked.row, self.told.currency) if asked.row else None
        said = told_prices.as_fields(self.told, asked.category.code, tariff)
        return NewPrice(self.told, {**_nothing_else(session), **said, **self._by_what(asked)}, is_told=True)

    def _agreed(self, session: Session, period: Period, rooms: Sequence[Room], people: int) -> NewPrice:
        """It stays, unless the desk says another."""
        if self.told is None:
            return NewPrice(session.price, {}, was_agreed=True, is_to_be_told=session.price is None)
        asked = self._asked(session, period, is_moved=True)
        try:
            listed = self._listed(session, asked, period, rooms, people) if asked.row else None
        except NoNewPrice:
            listed = None
        if listed is None or listed.total is None or listed.quote is None or listed.total <= self.told:
            told = self._told(session, asked)
            return NewPrice(told.total, told.fields, was_agreed=True, is_told=True)
        by_list = {name: listed.fields[name] for name in KEPT}
        hand = HandPrice(session, session.price or self.told, self.told, by_list)
        return NewPrice(hand.after, {**listed.fields, **hand.fields}, was_agreed=True, is_told=True)


def _is_another_hire(session: Session, period: Period, rooms: Sequence[Room]) -> bool:
    """Another length, or another room: what a person agreed was for neither."""
    return period.length != session.period.length or {room.pk for room in rooms} != {
        held.room_id for held in session.session_rooms.all()
    }


def _own_share(session: Session, standard: int) -> int | None:
    """What the hirer's own category would pay now, as it stood to the standard price before."""
    if not session.standard_pence:
        return None
    return standard * (session.standard_pence - session.category_gap_pence) // session.standard_pence


def _nothing_else(session: Session) -> dict[str, Any]:
    """Of a price told all in, no other part; what is held stays."""
    return {
        **dict.fromkeys((*PARTS[1:], "extras_vat_pence", *GAPS), 0),
        "held": session.held,
        "bond_pence": session.bond_pence,
        "advance_pence": session.advance_pence,
        "open_facts": None,
        "unsaid": None,
    }
