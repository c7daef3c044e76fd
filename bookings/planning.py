"""What would be booked: every date asked for, whether it can be had, and its price."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings import policy
from bookings.availability import Finding, State, survey
from bookings.exceptions import NotPossible
from bookings.models import RefusedDate
from bookings.prices import Offer, PriceLists
from bookings.recurrence import AskedDate, Pattern, asked_dates
from venues import tariffs
from venues.length_words import too_long_words, too_short_words
from venues.models import Category, Layout, Room, Tariff, Venue
from venues.money import Money, total
from venues.periods import Period

Reason = RefusedDate.Reason


@dataclass(frozen=True)
class Ask:
    """What somebody asks for; the room comes with its venue, cells and layouts."""

    hirer: Hirer
    room: Room
    pattern: Pattern
    category: Category
    title: str
    purpose: str
    people: int
    layout: Layout | None = None
    message: str = ""
    listed: bool = False
    open_to_anyone: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class PlannedDate:
    """One date asked for: either with a price, or with the reason why not."""

    asked: AskedDate
    quote: tariffs.Quote | None = None
    reason: str = ""
    note: str = ""

    @property
    def is_kept(self) -> bool:
        return not self.reason

    @property
    def reason_words(self) -> str:
        return self.note or (str(Reason(self.reason).label) if self.reason else "")


@dataclass(frozen=True)
class Plan:
    """The dates in order, and the version of the price list that the first was priced by."""

    ask: Ask
    dates: tuple[PlannedDate, ...]
    tariff: Tariff | None

    @property
    def kept(self) -> list[PlannedDate]:
        return [date for date in self.dates if date.is_kept]

    @property
    def refused(self) -> list[PlannedDate]:
        return [date for date in self.dates if not date.is_kept]

    @property
    def total(self) -> Money:
        return total((quote.total for _date, quote in self._priced()), self.currency)

    @property
    def standard(self) -> Money:
        return total((quote.standard for _date, quote in self._priced()), self.currency)

    @property
    def currency(self) -> str:
        return self.ask.room.venue.operator.currency

    @property
    def dates_print(self) -> str:
        """A fingerprint of which dates can be had; it travels with the form."""
        return _print(f"{date.asked.on}" for date in self.kept)

    @property
    def price_print(self) -> str:
        """A fingerprint of every price shown."""
        return _print(f"{date.asked.on} {quote.total.pence}" for date, quote in self._priced())

    def _priced(self) -> Iterator[tuple[PlannedDate, tariffs.Quote]]:
        return ((date, date.quote) for date in self.dates if date.quote is not None)


def plan(ask: Ask, *, at: datetime) -> Plan:
    """The dates of the ask, surveyed and priced at this moment; raises NotPossible where nothing can help."""
    refuse_too_many(ask)
    zone = ask.room.venue.tz
    asked = asked_dates(ask.pattern, zone)
    if len(asked) > policy.MOST_DATES:
        raise NotPossible(
            _("That is more than %(most)s dates. Ask for a shorter stretch.") % {"most": policy.MOST_DATES}
        )
    periods = [date.period for date in asked if date.period is not None and not date.skipped]
    found = {finding.period: finding for finding in survey([ask.room], periods, at=at).of(ask.room)}
    prices = PriceLists([ask.room.venue])
    dates = tuple(_priced(ask, [_judged(ask, date, found, at) for date in asked], prices))
    first = next((date for date in dates if date.is_kept), None)
    return Plan(ask, dates, prices.on(ask.room.venue, first.asked.on) if first else None)


def refuse_too_many(ask: Ask) -> None:
    """Raise NotPossible for more people than the layout, or the room's largest layout, takes safely."""
    layout, room = ask.layout, ask.room
    most = layout.capacity if layout else room.largest_capacity
    if most is not None and ask.people > most:
        name = f"{room.name} ({layout.name})" if layout else room.name
        raise NotPossible(
            _("%(room)s takes at most %(most)s people safely, and you expect %(people)s.")
            % {"room": name, "most": most, "people": ask.people}
        )


def against_the_rules(venue: Venue, asked: AskedDate, at: datetime) -> PlannedDate | None:
    """The date with the reason why no room of the venue can be had; None where nothing speaks against it."""
    if asked.skipped:
        return PlannedDate(asked, reason=Reason.LEFT_OUT)
    if asked.period is None:
        return PlannedDate(asked, reason=Reason.NO_SUCH_TIME)
    window = policy.Window(timedelta(hours=venue.notice_hours), timedelta(days=venue.furthest_days))
    if window.is_too_soon(asked.period, at):
        return PlannedDate(asked, reason=Reason.TOO_SOON)
    if window.is_too_far(asked.period, at):
        return PlannedDate(asked, reason=Reason.TOO_FAR)
    lengths = policy.Lengths(venue.shortest_minutes, venue.longest_minutes)
    if lengths.is_too_short(asked.period.minutes):
        return PlannedDate(asked, reason=Reason.TOO_SHORT, note=too_short_words(venue))
    if lengths.is_too_long(asked.period.minutes):
        return PlannedDate(asked, reason=Reason.TOO_LONG, note=too_long_words(venue))
    return None


def not_free(asked: AskedDate, finding: Finding) -> PlannedDate | None:
    """The date with what stands in the way in this room; None where it can be had, if there is a price for it."""
    if finding.is_free:
        return None
    return PlannedDate(asked, reason=REASONS[finding.state], note=finding.note)


def _judged(ask: Ask, asked: AskedDate, found: Mapping[Period, Finding], at: datetime) -> PlannedDate:
    """The date as the rules and the diary have it, not yet priced."""
    blocked = against_the_rules(ask.room.venue, asked, at)
    if blocked:
        return blocked
    assert asked.period, "a date without its time is against the rules"
    return not_free(asked, found[asked.period]) or PlannedDate(asked)


def _priced(ask: Ask, dates: Sequence[PlannedDate], prices: PriceLists) -> Iterator[PlannedDate]:
    """The dates that can be had with their prices, which may hang on how many they are."""
    free = [date for date in dates if date.is_kept]
    with_price = [date for date in free if _offers(ask, [date], prices)]
    offers = {id(date): offer for date, offer in zip(with_price, _offers(ask, with_price, prices) or (), strict=False)}
    for date in dates:
        offer = offers.get(id(date))
        if offer is not None:
            yield PlannedDate(date.asked, quote=offer.quote)
        else:
            yield PlannedDate(date.asked, reason=Reason.NO_PRICE) if date.is_kept else date


def _offers(ask: Ask, dates: Sequence[PlannedDate], prices: PriceLists) -> list[Offer] | None:
    """One a date, or None where one of them has no price."""
    periods = [date.asked.period for date in dates if date.asked.period]
    try:
        return prices.offers(ask.room, periods, ask.category, people=ask.people)
    except tariffs.Refusal:
        return None


REASONS = {
    State.TAKEN: Reason.TAKEN,
    State.CLOSED: Reason.CLOSED,
    State.OUTSIDE_HOURS: Reason.OUTSIDE_HOURS,
}


def _print(parts: Iterator[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
