"""Work out what would be booked: every date asked for, whether it can be had, and its price."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from bookings import policy
from bookings.availability import Finding, Hours, State, survey
from bookings.availability.taken import NOTHING_OWN, Own
from bookings.cancelling import Terms, terms_at
from bookings.exceptions import NotPossible, Unanswered, few_words
from bookings.fair_use import judge
from bookings.larger import takes_at_most
from bookings.models import RefusedDate
from bookings.offers import Offer
from bookings.plans import Ask, Loaded, Plan, PlannedDate
from bookings.price_words import names_at
from bookings.prices import PriceLists
from bookings.pricing import Outcome, outcomes, without_extras
from bookings.recurrence import AskedDate, asked_dates, asked_on
from bookings.room_names import room_names
from bookings.terms import Agreed, terms_among, terms_for, what_holds
from bookings.things import Shelves, Want, wants
from venues import tariffs
from venues.length_words import too_long_words, too_short_words
from venues.models import Category, Room, Tariff, Venue
from venues.periods import Period
from venues.tariffs.words import refusal_words

Reason = RefusedDate.Reason
A_DAY = timedelta(days=1)
NOTHING_LOADED = Loaded()
Kept = Collection[tuple[int, Period]] | None  # by room; None for whoever is not asked about next year


def plan(
    ask: Ask,
    *,
    at: datetime,
    desk: bool = False,
    kept: Kept = None,
    own: Own = NOTHING_OWN,
    loaded: Loaded = NOTHING_LOADED,
) -> Plan:
    """The dates of the ask, surveyed and priced at this moment; raises NotPossible where nothing can help.

    The desk itself may book outside hours, at short notice, far ahead and for as long as it likes, and past fair use.
    Whoever is asked about next year may book as far ahead as that; `kept` are the hours that wait for their answer.
    What is its `own` is in nobody's way of it. What is `loaded` need not be asked again to show it; what is
    booked goes by what is asked in its own transaction.
    """
    refuse_too_many(ask)
    zone = ask.room.venue.tz
    asked = asked_dates(ask.pattern, zone)
    if len(asked) > policy.MOST_DATES:
        raise NotPossible(
            _("That is more than %(most)s dates. Ask for a shorter stretch.") % {"most": policy.MOST_DATES}
        )
    found = _Found.of(ask, asked, at, desk=desk, kept=kept, own=own, hours=loaded.hours)
    prices = loaded.prices or PriceLists([ask.room.venue])
    judged = _fair([found.judged(date) for date in asked], ask, at, desk=desk)
    days = [date.on for date in asked if not date.skipped]
    if loaded.terms is None:
        agreed = terms_for(ask.room.venue, ask.hirer, days)
    else:
        agreed = terms_among(loaded.terms, ask.hirer, days)
    judged, shelves = _with_things(ask, judged, prices, at, own)
    dates = tuple(_priced(ask, judged, prices, agreed))
    first = next((date for date in dates if date.is_kept), None)
    tariff = prices.on(ask.room.venue, first.asked.on) if first else None
    category, _off = what_holds(agreed.get(first.asked.on) if first else None, ask.category)
    return Plan(ask, dates, tariff, _terms(ask, category, tariff, prices), agreed, shelves, prices, found.hours)


def _terms(ask: Ask, category: Category, row: Tariff | None, prices: PriceLists) -> Terms:
    """Those of the list that the first date is priced by."""
    venue = ask.room.venue
    tariff = prices.read(row, venue.operator.currency) if row else None
    rooms = [room.code for room in ask.together]
    return terms_at(venue, tariff, rooms=rooms, category=category.code, occasion=ask.answers.occasion)


def refuse_too_many(ask: Ask) -> None:
    """Raise NotPossible for more people than the layout, or the rooms' largest layouts, take safely."""
    layout, most = ask.layout, takes_at_most(ask)
    if most is not None and ask.people > most:
        names = room_names(ask.together)
        name = f"{names} ({layout.name})" if layout else names
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


@dataclass(frozen=True)
class _Found:
    """What the diary says of every date, as it was asked and as it may be had otherwise."""

    ask: Ask
    at: datetime
    findings: Mapping[tuple[int, Period], Finding]  # by room and period
    hours: Hours
    desk: bool
    kept: Kept

    @classmethod
    def of(
        cls,
        ask: Ask,
        asked: Sequence[AskedDate],
        at: datetime,
        *,
        desk: bool,
        kept: Kept,
        own: Own,
        hours: Hours | None,
    ) -> _Found:
        zone, rooms = ask.room.venue.tz, ask.rooms
        moved = [asked_on(on, way.times, zone) for on, way in ask.ways.items() if way.times]
        periods = list(dict.fromkeys(date.period for date in [*asked, *moved] if date.period and not date.skipped))
        if hours is None:
            hours = Hours.load({ask.room.venue}, whole_days(periods)) if periods else Hours()
        cells = {room.pk: [cell.pk for cell in room.cells.all()] for room in rooms}
        seen = survey(rooms, cells, periods, at=at, desk=desk, hours=hours, own=own)
        findings = {(room.pk, found.period): found for room in rooms for found in seen.of(room)}
        return cls(ask, at, findings, hours, desk, kept)

    def judged(self, asked: AskedDate) -> PlannedDate:
        """The date as the rules and the diary have it, not yet priced; where it cannot be had, by its way."""
        date, way = self._in_all(self.ask.room, asked), self.ask.ways.get(asked.on)
        if date.is_kept or way is None or date.reason == Reason.LEFT_OUT:
            return date
        if way.wait:
            return replace(date, way=way)
        other = asked_on(asked.on, way.times, self.ask.room.venue.tz) if way.times else asked
        if not self._in_all(way.room or self.ask.room, other).is_kept:
            return date
        return PlannedDate(asked, way=way, moved=other.period if way.times else None)

    def _in_all(self, own: Room, asked: AskedDate) -> PlannedDate:
        """In this room and in those beside it: where one of them is not to be had, none is."""
        found = [self._in(room, asked) for room in (own, *self.ask.beside)]
        return next((date for date in found if not date.is_kept), found[0])

    def _in(self, room: Room, asked: AskedDate) -> PlannedDate:
        blocked = against_the_rules(room.venue, asked, self.at)
        if blocked and not (self.desk and blocked.reason in WAIVED) and not self._is_next_year(blocked):
            return blocked
        assert asked.period, "a date without its time is against the rules"
        if self.kept and (room.pk, asked.period) in self.kept:
            found = self.findings[room.pk, asked.period]
            if found.state is State.TAKEN:  # by what waits for them, and so by nobody else
                return PlannedDate(asked)
        return not_free(asked, self.findings[room.pk, asked.period]) or PlannedDate(asked)

    def _is_next_year(self, blocked: PlannedDate) -> bool:
        return self.kept is not None and blocked.reason == Reason.TOO_FAR


def _fair(dates: list[PlannedDate], ask: Ask, at: datetime, *, desk: bool) -> list[PlannedDate]:
    """Those that can be had in fairness to other groups; the desk may go past that, and it is written down."""
    wanted = [date for date in dates if date.is_kept and date.period]
    rooms = [(date.rooms(ask), date.period) for date in wanted if date.period]
    refused = dict(zip(map(id, wanted), judge(ask.room.venue, ask.hirer, rooms, at=at, desk=desk), strict=True))

    def judged(date: PlannedDate) -> PlannedDate:
        found = refused.get(id(date))
        if found is None:
            return date
        return (
            replace(date, past=found.past) if desk else PlannedDate(date.asked, reason=found.reason, note=found.words)
        )

    return [judged(date) for date in dates]


def whole_days(periods: Sequence[Period]) -> Period:
    """With the hours around the first and the last, in which another time of that day may lie."""
    return Period(min(period.start for period in periods) - A_DAY, max(period.end for period in periods) + 2 * A_DAY)


def _with_things(
    ask: Ask, dates: list[PlannedDate], prices: PriceLists, at: datetime, own: Own
) -> tuple[list[PlannedDate], Shelves]:
    """Those for which enough is free of whatever is asked for beside the room, and what is there of it."""
    wanted: dict[day, list[Want]] = {}
    for date in dates:
        tariff = prices.value_on(ask.room.venue, date.asked.on)
        wanted[date.asked.on] = wants(ask.answers, tariff, date.period) if tariff and date.period else []
    all_of_it = [want for date in dates if date.is_kept for want in wanted[date.asked.on]]
    shelves = Shelves(ask.room.venue, all_of_it, at=at, own=own.sessions)
    short = shelves.too_few()

    def judged(date: PlannedDate) -> PlannedDate:
        few = [want for want in wanted[date.asked.on] if (want.period, want.code) in short]
        if not few or not date.is_kept:
            return date
        note = "; ".join(few_words(want.name, short[want.period, want.code]) for want in few)
        return PlannedDate(date.asked, reason=Reason.THINGS, note=note)

    return [judged(date) for date in dates], shelves


def _priced(ask: Ask, dates: Sequence[PlannedDate], prices: PriceLists, agreed: Agreed) -> Iterator[PlannedDate]:
    """The dates that can be had with their prices; raises Unanswered."""
    free = [date for date in dates if date.is_kept]
    hires = [(date.rooms(ask), date.period) for date in free if date.period]
    whom: dict[str, Any] = {"people": ask.people, "answers": ask.answers, "agreed": agreed}
    try:
        found = outcomes(prices, hires, ask.category, **whom)
    except (tariffs.FactMissing, tariffs.ProductMissing) as refusal:
        words = refusal_words(refusal, names_at(ask.room.venue), ask.room.venue.tz)
        raise Unanswered(refusal, words) from refusal
    bare = found
    if ask.answers.extras:
        bare = without_extras(prices, hires, ask.category, **whom)
    by_date = dict(zip(map(id, free), zip(found, bare, strict=True), strict=True))
    for date in dates:
        yield _with_price(ask, date, prices, *by_date[id(date)]) if id(date) in by_date else date


def _with_price(ask: Ask, date: PlannedDate, prices: PriceLists, outcome: Outcome, bare: Outcome) -> PlannedDate:
    tariff = prices.value_on(ask.room.venue, date.asked.on)
    if isinstance(outcome, Offer):
        alone = bare if isinstance(bare, Offer) else outcome
        row = prices.on(ask.room.venue, date.asked.on)
        return replace(
            date, quote=outcome.quote, tariff=tariff, bare=alone.quote, listed=row, category=outcome.category
        )
    if ask.is_own_use or isinstance(outcome, tariffs.AskThem):
        return replace(date, tariff=tariff)
    return PlannedDate(date.asked, reason=Reason.NO_PRICE, note=_why_no_price(ask, outcome))


def _why_no_price(ask: Ask, refusal: tariffs.Refusal) -> str:
    """What of that which was asked for cannot be had then; nothing where there is simply no price."""
    names = names_at(ask.room.venue)
    if isinstance(refusal, tariffs.NoSuchExtra):
        return refusal_words(refusal, names, ask.room.venue.tz)
    if ask.answers.product:
        return _("It cannot be hired as “%(way)s” at that time.") % {"way": names.product(ask.answers.product)}
    return ""


WAIVED = (Reason.TOO_SOON, Reason.TOO_FAR, Reason.TOO_SHORT, Reason.TOO_LONG)  # for the desk
REASONS = {
    State.TAKEN: Reason.TAKEN,
    State.CLOSED: Reason.CLOSED,
    State.OUTSIDE_HOURS: Reason.OUTSIDE_HOURS,
}
