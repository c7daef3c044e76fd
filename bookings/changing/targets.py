"""Where a date would be if a wish came true, before anybody has asked whether it can be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from datetime import date as day

from bookings.changing.dates import ChangedDate, Rooms
from bookings.changing.wishes import ONE, Wish
from bookings.models import Session
from bookings.recurrence import AskedDate, Times, asked_on
from venues.models import Layout, Room
from venues.periods import Period, exists


@dataclass(frozen=True)
class Target:
    """One date as it is wished."""

    session: Session
    asked: AskedDate
    rooms_before: Rooms
    rooms: Rooms
    layout_before: Layout | None
    layout: Layout | None
    people: int
    stands_apart: bool = False  # see `ChangedDate`

    @property
    def is_moved(self) -> bool:
        return self.asked.period != self.session.period or self.rooms != self.rooms_before

    def moves(self) -> ChangedDate:
        assert self.asked.period is not None, "a time that does not exist was refused"
        return self._changed(self.asked.period)

    def goes(self, way: AskedDate) -> ChangedDate:
        """To the other time that was chosen for it."""
        assert way.period is not None, "a time that does not exist was refused"
        return self._changed(way.period, way.times)

    def stays_in_its_hours(self) -> ChangedDate:
        """Whatever else is changed of it."""
        return self._changed(self.session.period)

    def is_left(self, reason: str, note: str) -> ChangedDate:
        """As it is, since it cannot be had as wished."""
        return ChangedDate(
            self.session,
            self.asked,
            self.session.period,
            self.rooms_before,
            self.rooms_before,
            self.layout_before,
            self.layout_before,
            self.session.people,
            reason,
            note,
            wished=self.rooms,
            stands_apart=self.stands_apart,
        )

    def _changed(self, period: Period, way: Times | None = None) -> ChangedDate:
        return ChangedDate(
            self.session,
            self.asked,
            period,
            self.rooms_before,
            self.rooms,
            self.layout_before,
            self.layout,
            self.people,
            way=way,
            wished=self.rooms,
            stands_apart=self.stands_apart,
        )


def target_of(session: Session, wish: Wish, anchor: Session, rooms: Mapping[int, Room]) -> Target:
    before = tuple(rooms[held.room_id] for held in session.session_rooms.all())
    after = _rooms(before, wish, tuple(rooms[held.room_id] for held in anchor.session_rooms.all()))
    keys = {room.pk for room in after}
    layout_before = session.laid_out_in({room.pk for room in before})
    layout = layout_before if layout_before is not None and layout_before.room_id in keys else None
    if wish.layout is not None and wish.layout.room_id in keys:
        layout = wish.layout
    wished = _wished(session, wish)
    stands_apart = session.pk != anchor.pk and was_moved(session) and wished.period != session.period
    return Target(
        session,
        wished if session.pk in wish.along or not stands_apart else _as_it_is(session),
        before,
        after,
        layout_before,
        layout,
        session.people if wish.people is None else wish.people,
        stands_apart,
    )


def _rooms(before: Rooms, wish: Wish, named: Rooms) -> Rooms:
    """As the date that the wish names would change its rooms: those that it leaves go, those that it takes come.

    A date that is elsewhere follows to where that one goes; whatever it has beside stays.
    """
    go, come = set(named) - set(wish.rooms), [room for room in wish.rooms if room not in named]
    if not wish.rooms or not (go or come):
        return before
    if go and come and not go <= set(before):
        return wish.rooms
    left = tuple(room for room in before if room not in go)
    taken = {cell.pk for room in left for cell in room.taken_cells}
    more = (room for room in come if room not in left and taken.isdisjoint(cell.pk for cell in room.taken_cells))
    return (*left, *more) or wish.rooms


def day_of(session: Session) -> day:
    return session.starts_at.astimezone(session.venue.tz).date()


def times_of(session: Session) -> Times:
    return local_times(session.period, session)


def local_times(period: Period, session: Session) -> Times:
    """By the clock of its place."""
    local = period.local(session.venue.tz)
    return Times(local.start.time(), local.end.time())


def was_moved(session: Session) -> bool:
    """Whether it stands elsewhere than its series has it: moved before, by itself or out of the way of something."""
    return any(held.stands_at != session.starts_at for held in session.session_rooms.all())


def _wished(session: Session, wish: Wish) -> AskedDate:
    own, zone = day_of(session), session.venue.tz
    on = (wish.on or own) if wish.which == ONE else own
    if wish.which != ONE and wish.weekday is not None:
        on = own + timedelta(days=wish.weekday - own.weekday())
    if wish.times is not None:
        return asked_on(on, wish.times, zone)
    return AskedDate(on, times_of(session), session.period if on == own else _days_later(session, (on - own).days))


def _as_it_is(session: Session) -> AskedDate:
    return AskedDate(day_of(session), times_of(session), session.period)


def _days_later(session: Session, days: int) -> Period | None:
    """By the clock of the place, as long as before; None where there is no such time."""
    zone, local = session.venue.tz, session.period.local(session.venue.tz)
    start, end = (moment.replace(tzinfo=None, fold=0) + timedelta(days=days) for moment in (local.start, local.end))
    if not (exists(start, zone) and exists(end, zone)):
        return None
    return Period(*(moment.replace(tzinfo=zone).astimezone(UTC) for moment in (start, end)))
