"""What somebody asks for, and what would be booked: every date with its price, or the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from accounts.models import Hirer
from bookings.asking import NOTHING, Answers
from bookings.availability import Hours
from bookings.cancelling import Terms
from bookings.entitling import asks_for_proof
from bookings.models import RefusedDate
from bookings.particulars import Particulars
from bookings.prices import PriceLists
from bookings.recurrence import AskedDate, Pattern, Times, as_document
from bookings.stated_needs import Stated
from bookings.terms import Agreed, what_holds
from bookings.things import Shelves
from venues import tariffs
from venues.models import Category, Layout, Room, SpecialTerms, Tariff
from venues.money import Money, total
from venues.periods import Period

A_DAY = timedelta(days=1)
WORTH_WAITING = (RefusedDate.Reason.TAKEN, RefusedDate.Reason.CLOSED)
NOTHING_SAID = Particulars()
NOTHING_STATED = Stated()


@dataclass(frozen=True)
class Way:
    """What was chosen for a date that cannot be had as asked: another room, another time of that day, or to wait."""

    room: Room | None = None
    times: Times | None = None
    wait: bool = False


@dataclass(frozen=True)
class Ask:
    """What somebody asks for; the rooms come with their venue, cells and layouts, and so do those of the ways.

    Rooms `beside` its own are hired with it on every date, as one hire.
    """

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
    sound: str = ""
    answers: Answers = NOTHING
    particulars: Particulars = NOTHING_SAID
    stated: Stated = NOTHING_STATED
    ways: Mapping[date, Way] = field(default_factory=dict)
    beside: tuple[Room, ...] = ()
    opened_at: datetime | None = None  # the form in which it was typed

    def minutes_to_ask(self, at: datetime) -> int | None:
        """From opening the form to sending it, begun ones counted; None where that is not known or was over a day."""
        if self.opened_at is None or not timedelta() <= at - self.opened_at <= A_DAY:
            return None
        return -((self.opened_at - at) // timedelta(minutes=1))

    @property
    def together(self) -> tuple[Room, ...]:
        """Its own room, and those that are hired with it."""
        return (self.room, *self.beside)

    @property
    def rooms(self) -> list[Room]:
        """The same, and those that stand in for its own on some date."""
        others = [way.room for way in self.ways.values() if way.room]
        return list({room.pk: room for room in [*self.together, *others]}.values())

    @property
    def waits_together(self) -> bool:
        """Whether requests for the same hours of all of these rooms wait together, and keep them from nobody."""
        return all(room.requests_wait_together for room in self.rooms)

    @property
    def ways_print(self) -> str:
        """A fingerprint of what was chosen for the dates that cannot be had as asked."""
        return _print(
            f"{on} {way.room.code if way.room else ''} {way.times or ''}{way.wait or ''}"
            for on, way in sorted(self.ways.items(), key=itemgetter(0))
        )

    @property
    def is_own_use(self) -> bool:
        """The hall's own meetings cost nobody anything."""
        return self.hirer.pk == self.room.venue.operator.own_hirer_id


@dataclass(frozen=True)
class PlannedDate:
    """One date asked for: with a price, or without one that the hall will tell, or with the reason why not.

    `tariff` is the list it is priced by, `listed` the row of that list, `bare` the price without extras and
    `category` the one that is paid. `way` is how a date is had that cannot be had as it was asked, and `moved`
    where to, if that is another time; `past` is which rule of fair use the desk goes past for it.
    """

    asked: AskedDate
    quote: tariffs.Quote | None = None
    tariff: tariffs.Tariff | None = None
    bare: tariffs.Quote | None = None
    listed: Tariff | None = None
    category: Category | None = None
    reason: str = ""
    note: str = ""
    way: Way | None = None
    moved: Period | None = None
    past: str = ""

    @property
    def is_kept(self) -> bool:
        return not self.reason

    @property
    def period(self) -> Period | None:
        """When it is: as asked, or at the other time."""
        return self.moved or self.asked.period

    def rooms(self, ask: Ask) -> tuple[Room, ...]:
        """Where it is: in its own room or the one that stands in for it, and in those beside."""
        return (self.way.room if self.way and self.way.room else ask.room, *ask.beside)

    @property
    def reason_words(self) -> str:
        return self.note or (str(RefusedDate.Reason(self.reason).label) if self.reason else "")


@dataclass(frozen=True)
class Loaded:
    """What a plan stands on beside the diary, as far as it was loaded already; what is None is asked for."""

    prices: PriceLists | None = None
    terms: Collection[SpecialTerms] | None = None  # with the hirer: all that hold on some day asked for
    hours: Hours | None = None


@dataclass(frozen=True)
class Plan:
    """The dates in order, and the version of the price list that the first was priced by."""

    ask: Ask
    dates: tuple[PlannedDate, ...]
    tariff: Tariff | None
    terms: Terms  # what is due of a date that is given up
    agreed: Agreed  # with this hirer, by day
    shelves: Shelves  # what is there of the things asked for
    prices: PriceLists  # by which it was priced
    hours: Hours  # of the venue, from the day of the first date to that of the last

    @property
    def loaded(self) -> Loaded:
        """For another plan of the same days; the diary is always asked anew."""
        return Loaded(self.prices, self.agreed.values(), self.hours)

    @property
    def kept(self) -> list[PlannedDate]:
        return [date for date in self.dates if date.is_kept]

    @property
    def special(self) -> list[SpecialTerms]:
        """What was agreed with this hirer and holds for some date that can be had, in the order of the dates."""
        days = [date.asked.on for date in self.kept]
        return list({terms.pk: terms for day in days if (terms := self.agreed.get(day))}.values())

    @property
    def category(self) -> Category:
        """That by which the first date is priced: what was agreed with the hirer, or else what they chose."""
        category, _off = what_holds(self.agreed.get(self.kept[0].asked.on) if self.kept else None, self.ask.category)
        return category

    @property
    def rests_on_a_claim(self) -> bool:
        """Whether some date has the price that the hirer chose as its own."""
        if self.ask.is_own_use or not asks_for_proof(self.ask.category):
            return False
        holding = (self.agreed.get(date.asked.on) for date in self.kept)
        return any(terms is None or terms.category is None for terms in holding)

    @property
    def last_day(self) -> date:
        """Of all that was asked for."""
        return self.dates[-1].asked.on

    @property
    def refused(self) -> list[PlannedDate]:
        return [date for date in self.dates if not date.is_kept]

    @property
    def total(self) -> Money:
        return total((quote.total for _date, quote in self._priced()), self.currency)

    @property
    def saving(self) -> Money:
        """What is less than the standard price, of hire and fees: an extra is nobody's concession."""
        bare = [date.bare for date in self.dates if date.bare is not None]
        return total((quote.standard - quote.total for quote in bare), self.currency)

    @property
    def currency(self) -> str:
        return self.ask.room.venue.operator.currency

    @property
    def dates_print(self) -> str:
        """A fingerprint of which dates can be had, when and where; it travels with the form."""
        return _print(f"{date.asked.on} {date.period} {_codes(date.rooms(self.ask))}" for date in self.kept)

    @property
    def past(self) -> list[str]:
        """The rules of fair use that the desk goes past, each once."""
        return list(dict.fromkeys(date.past for date in self.kept if date.past))

    @property
    def clashes(self) -> list[PlannedDate]:
        """What cannot be had, though nobody left it out."""
        return [date for date in self.refused if date.reason != RefusedDate.Reason.LEFT_OUT]

    @property
    def worth_waiting_for(self) -> list[PlannedDate]:
        """What others have, or what is shut: either may become free."""
        return [date for date in self.refused if date.reason in WORTH_WAITING and date.asked.period]

    @property
    def pattern_document(self) -> dict[str, Any] | None:
        """A series as it was said, to be kept with the booking; of a single date, its row says all."""
        return as_document(self.ask.pattern) if self.ask.pattern.repeats else None

    @property
    def is_priced(self) -> bool:
        """False where a person at the hall has to tell the price."""
        return self.ask.is_own_use or all(date.quote for date in self.kept)

    @property
    def price_print(self) -> str:
        """A fingerprint of every price shown."""
        return _print(f"{date.asked.on} {date.quote.total.pence if date.quote else ''}" for date in self.kept)

    def _priced(self) -> Iterator[tuple[PlannedDate, tariffs.Quote]]:
        return ((date, date.quote) for date in self.dates if date.quote is not None)


def _codes(rooms: Iterable[Room]) -> str:
    return "+".join(room.code for room in rooms)


def _print(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
