"""Work out what a change would do: every date it is about, whether it can be had, and its new price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from bookings.availability import Finding, Hours, survey
from bookings.availability.survey import guarded
from bookings.availability.taken import Own
from bookings.changing.castle import castle_along
from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.changing.pricing import NewPrices, NoNewPrice
from bookings.changing.targets import Target, target_of
from bookings.changing.wishes import Wish
from bookings.exceptions import NotPossible, TooManyPeople, few_words
from bookings.fair_use import judge
from bookings.models import Booking, Hold, RefusedDate, Session
from bookings.parties import against_another_day
from bookings.planning import WAIVED, against_the_rules, not_free, whole_days
from bookings.plans import PlannedDate
from bookings.recurrence import AskedDate, asked_on
from bookings.room_names import room_names
from bookings.things import Shelves
from venues.models import Room, Venue
from venues.periods import Period

Reason = RefusedDate.Reason


def dates_to_come(booking: Booking, *, at: datetime) -> list[Session]:
    """Those that can still be changed, in order, with all that a change asks of them."""
    if not (booking.is_waiting or booking.is_confirmed):
        return []
    found = booking.sessions.filter(status=Session.Status.PLANNED, starts_at__gt=at)
    sessions = list(
        found.select_related("layout", "category", "terms").prefetch_related("session_rooms__stretch__event__rule")
    )
    for session in sessions:
        session.booking, session.venue = booking, booking.venue
    return sessions


def rooms_of(venue: Venue) -> dict[int, Room]:
    """All rooms of a venue by key, retired ones among them, with cells and layouts."""
    rooms = {room.pk: room for room in venue.rooms.prefetch_related("cells", "layouts")}
    for room in rooms.values():
        room.venue = venue
    return rooms


def plan_change(
    booking: Booking,
    wish: Wish,
    *,
    at: datetime,
    rooms: Mapping[int, Room],
    desk: bool = False,
    holds: frozenset[int] = frozenset(),
) -> ChangePlan:
    """As things stand at this moment; raises NotPossible where nothing can help.

    The dates themselves stand in nobody's way, nor do the `holds` of these keys, nor what the booking had a moment
    ago. The desk may move them outside hours, at short notice, far ahead and for as long as it likes.
    """
    coming = dates_to_come(booking, at=at)
    touched = wish.among(coming)
    if not touched:
        raise NotPossible(_("That date has begun, is over, or was given up: it cannot be changed."))
    anchor = next(session for session in coming if session.pk == wish.date)
    targets = [target_of(session, wish, anchor, rooms) for session in touched]
    _refuse_too_many(targets, wish)
    days = [target.asked.on for target in targets]
    prices = NewPrices(booking, touched, days, told=wish.price)
    found = _Found.of(booking.venue, targets, wish, at, desk=desk, holds=holds)
    dates = [found.judged(target, wish) for target in targets]
    dates = _as_the_hall_allows(_with_things(dates, prices, at), booking, at)
    dates = _fair(_without_each_other(dates), booking, at, desk=desk)
    party = castle_along(booking.party, dates, wish.castle, of_all=len(touched) == len(coming))
    done = tuple(_priced(date, prices) for date in dates)
    return ChangePlan(booking, wish, at, done, prices, found.hours, found.own, party)


def _refuse_too_many(targets: Sequence[Target], wish: Wish) -> None:
    """Raise TooManyPeople for more people than the layout, or the rooms' largest layouts, take safely."""
    if wish.people is None and wish.layout is None and not wish.rooms:
        return
    for target in targets:
        if not target.rooms:
            continue  # equipment alone: nobody is inside
        known = [room.largest_capacity for room in target.rooms]
        most = target.layout.capacity if target.layout else None if None in known else sum(each or 0 for each in known)
        if most is not None and target.people > most:
            names = room_names(target.rooms)
            name = f"{names} ({target.layout.name})" if target.layout else names
            words = _("%(room)s takes at most %(most)s people safely, and you expect %(people)s.")
            words %= {"room": name, "most": most, "people": target.people}
            raise TooManyPeople(words, room=target.rooms[0], people=target.people)


@dataclass(frozen=True)
class _Found:
    """What the diary says of every date at its new time, and at the other time that was chosen for it."""

    venue: Venue
    at: datetime
    findings: Mapping[tuple[int, Period], Finding]
    hours: Hours
    own: Own
    desk: bool

    @classmethod
    def of(
        cls, venue: Venue, targets: Sequence[Target], wish: Wish, at: datetime, *, desk: bool, holds: frozenset[int]
    ) -> _Found:
        kept = Hold.objects.kept_of(targets[0].session.booking).values_list("pk", flat=True)
        own = Own(frozenset(target.session.pk for target in targets), holds | frozenset(kept))
        moved = [target for target in targets if target.is_moved]
        ways = [way for target in moved if (way := _way(target, wish, venue))]
        asked = [*(target.asked for target in moved), *ways]
        periods = list(dict.fromkeys(date.period for date in asked if date.period))
        hours = Hours.load({venue}, whole_days(periods)) if periods else Hours()
        rooms = list({room.pk: room for target in moved for room in target.rooms}.values())
        cells = {room.pk: [cell.pk for cell in room.cells.all()] for room in rooms}
        seen = survey(rooms, cells, periods, at=at, desk=desk, hours=hours, own=own)
        findings = {(room.pk, found.period): found for room in rooms for found in seen.of(room)}
        return cls(venue, at, findings, hours, own, desk)

    def judged(self, target: Target, wish: Wish) -> ChangedDate:
        """As the rules and the diary have it; by its way, where it cannot be had as wished."""
        if not target.is_moved:
            return target.stays_in_its_hours()
        blocked = self._blocked(target, target.asked)
        if blocked is None:
            return target.moves()
        way = _way(target, wish, self.venue)
        if way is not None and self._blocked(target, way) is None:
            return target.goes(way)
        return target.is_left(blocked.reason, blocked.note)

    def _blocked(self, target: Target, asked: AskedDate) -> PlannedDate | None:
        blocked = against_the_rules(self.venue, asked, self.at)
        if blocked and not (self.desk and blocked.reason in WAIVED):
            return blocked
        if asked.period is None:
            return PlannedDate(asked, reason=Reason.NO_SUCH_TIME)
        if asked.period.start <= self.at:
            return PlannedDate(asked, reason=Reason.TOO_SOON)
        in_each = (not_free(asked, self.findings[room.pk, asked.period]) for room in target.rooms)
        return next((found for found in in_each if found), None)


def _way(target: Target, wish: Wish, venue: Venue) -> AskedDate | None:
    times = wish.ways.get(target.session.pk)
    return asked_on(target.asked.on, times, venue.tz) if times else None


def _with_things(dates: Sequence[ChangedDate], prices: NewPrices, at: datetime) -> list[ChangedDate]:
    """Those that move only where enough is free of whatever they have beside the room."""
    if not prices.answers.extras:
        return list(dates)
    wanted = {date.session.pk: prices.wants(date.period) for date in dates if date.is_moved}
    own = {date.session.pk for date in dates}
    shelves = Shelves(prices.venue, [want for few in wanted.values() for want in few], at=at, own=own)
    short = shelves.too_few()
    found = []
    for date in dates:
        few = [want for want in wanted.get(date.session.pk, ()) if (want.period, want.code) in short]
        note = "; ".join(few_words(want.name, short[want.period, want.code]) for want in few)
        found.append(left(date, Reason.THINGS, note) if few else date)
    return found


def _as_the_hall_allows(dates: Sequence[ChangedDate], booking: Booking, at: datetime) -> list[ChangedDate]:
    """A party moves only to a day on which what was answered about it is still in time (story G5)."""
    if not booking.particulars:
        return list(dates)
    venue, said = booking.venue, booking.party

    def judged(date: ChangedDate) -> ChangedDate:
        day, before = (each.first.astimezone(venue.tz).date() for each in (date.period, date.session.period))
        words = against_another_day(venue, said, day, at=at) if day != before else ""
        return left(date, Reason.OTHER, words) if words else date

    return [judged(date) for date in dates]


def _fair(dates: Sequence[ChangedDate], booking: Booking, at: datetime, *, desk: bool) -> list[ChangedDate]:
    """Those that move only where it is fair to other groups; the desk may go past that, and it is written down."""
    moved = [date for date in dates if date.is_moved]
    wanted = [(date.rooms, date.period) for date in moved]
    own = [date.session.pk for date in dates if date.is_moved]
    found = judge(booking.venue, booking.hirer, wanted, at=at, leaving_out=own, desk=desk)
    refused = {date.session.pk: each for date, each in zip(moved, found, strict=True) if each}

    def judged(date: ChangedDate) -> ChangedDate:
        each = refused.get(date.session.pk)
        if each is None:
            return date
        return replace(date, past=each.past) if desk else left(date, each.reason, each.words)

    return [judged(date) for date in dates]


def _without_each_other(dates: Sequence[ChangedDate]) -> list[ChangedDate]:
    """A date that would move onto another of the same booking stays where it is; as often as one does."""
    found = list(dates)
    while True:
        hit = _first_hit(found)
        if hit is None:
            return found
        found[hit] = left(found[hit], Reason.TAKEN)


def _first_hit(dates: Sequence[ChangedDate]) -> int | None:
    """The number of a date that moves, and takes what another takes; two that stay take nothing of each other's."""
    by_cell: dict[int, list[tuple[Period, int]]] = {}
    for number, date in enumerate(dates):
        for room in date.rooms:
            for cell in room.taken_cells:
                by_cell.setdefault(cell.pk, []).append((guarded(room, date.period), number))
    for taken in by_cell.values():
        taken.sort(key=lambda each: each[0].first)
        for (one, first), (other, second) in pairwise(taken):
            if first != second and one.overlaps(other):
                return second if dates[second].is_moved else first if dates[first].is_moved else None
    return None


def left(date: ChangedDate, reason: str, note: str = "") -> ChangedDate:
    """It stays as it is."""
    return replace(
        date,
        period=date.session.period,
        rooms=date.rooms_before,
        layout=date.layout_before,
        people=date.session.people,
        reason=reason,
        note=note,
        way=None,
        price=None,
    )


def _priced(date: ChangedDate, prices: NewPrices) -> ChangedDate:
    if not date.is_moved and date.people == date.session.people:
        return date
    try:
        price = prices.of(date.session, date.period, date.rooms, date.people, is_moved=date.is_moved)
    except NoNewPrice:
        return left(date, Reason.NO_PRICE)
    return replace(date, price=price)
