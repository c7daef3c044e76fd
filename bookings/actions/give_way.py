"""What becomes of the dates that a closure hits: moved to another room, cancelled by the hall, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import calendars
from bookings.actions.cancel import hold_for_what_is_left
from bookings.changed_by_hall import note_changed_by_hall
from bookings.models import Booking, Occupancy, RefusedDate, Session, SessionRoom
from bookings.occupying import occupancies, release
from bookings.refused_asks import keep_refused
from bookings.room_names import room_names
from bookings.rooms_instead import HitDate
from bookings.standing_in import RoomInstead, layout_in
from venues.models import Closure, Room

BY_BOOKING = attrgetter("booking_id")
MOVED = "moved to another room"
Bookings = Mapping[int, Booking]


def move(dates: Sequence[HitDate], bookings: Bookings, cause: str, *, by: User, at: datetime) -> None:
    """Each to the rooms that were chosen for it; its first date, its things and its price stay, or the price falls."""
    moved = [(date.session, date.chosen) for date in dates if date.chosen]
    if not moved:
        return
    sessions = [session for session, _instead in moved]
    _leave(moved)
    come = [(session, room) for session, instead in moved for room in instead.come]
    SessionRoom.objects.bulk_create(
        SessionRoom(session=session, room=room, stretch=stretch)
        for (session, room), stretch in zip(come, calendars.write_elsewhere(come), strict=True)
    )
    changed = set()
    for session, instead in moved:
        session.times_changed += 1
        session.status_at, session.moved_cause = at, cause
        session.layout = layout_in(session, instead)
        for name, value in instead.price.fields.items():
            setattr(session, name, value)
            changed.add(name)
    Session.objects.bulk_update(sessions, ["times_changed", "status_at", "moved_cause", "layout", *sorted(changed)])
    Occupancy.objects.bulk_create(_taken(come, bookings, at))
    ways = {session.pk: instead for session, instead in moved}
    note_changed_by_hall({bookings[session.booking_id] for session in sessions})
    for booking, theirs in by_booking(sessions, bookings):
        journal.record(by, MOVED, booking, why=_ways([(each, ways[each.pk]) for each in theirs]))


def _leave(moved: Sequence[tuple[Session, RoomInstead]]) -> None:
    """The rooms that each of them has no longer, in the library’s calendar too; what it keeps stays as it is."""
    gone = {session.pk: {room.pk for room in instead.gone} for session, instead in moved}
    loaded = _with_stretches([session for session, _instead in moved])
    left = [row for each in loaded for row in each.session_rooms.all() if row.room_id in gone[each.pk]]
    calendars.cancel_held(left)
    cells = {session.pk: {cell.pk for room in instead.gone for cell in room.taken_cells} for session, instead in moved}
    taken = Occupancy.objects.filter(session__in=cells).values_list("pk", "session", "cell")
    Occupancy.objects.filter(pk__in=[pk for pk, session, cell in taken if cell in cells[session]]).delete()
    SessionRoom.objects.filter(pk__in=[row.pk for row in left]).delete()


def cancel(sessions: Sequence[Session], bookings: Bookings, cause: str, *, by: User, at: datetime) -> None:
    """Dates that were promised: the hall’s own doing, so nothing is charged, and all that was paid is credited."""
    _let_go(sessions)
    for session in sessions:
        session.status, session.status_at = Session.Status.CANCELLED_BY_VENUE, at
        session.cancel_cause, session.cancellation_pence = cause, 0
    Session.objects.bulk_update(sessions, ["status", "status_at", "cancel_cause", "cancellation_pence"])
    for booking, dates in by_booking(sessions, bookings):
        journal.record(by, "cancelled", booking, why=_days(dates))
        if not booking.sessions.exclude(status__in=Session.CANCELLED).exists():
            booking.status = Booking.Status.CANCELLED
            booking.save(update_fields=["status"])


def refuse(sessions: Sequence[Session], bookings: Bookings, words: str, *, by: User, at: datetime) -> None:
    """Dates that were only asked for become refused dates; a request with no other date is declined."""
    _let_go(sessions)
    for booking, dates in by_booking(sessions, bookings):
        _refuse(booking, dates, words, by=by, at=at)


def words_of(closure: Closure) -> str:
    return closure.note or str(Closure.Cause(closure.cause).label)


def by_booking(sessions: Iterable[Session], bookings: Bookings) -> Iterable[tuple[Booking, list[Session]]]:
    in_order = sorted(sessions, key=lambda session: (session.booking_id, session.starts_at))
    for pk, dates in groupby(in_order, key=BY_BOOKING):
        yield bookings[pk], list(dates)


def _let_go(sessions: Sequence[Session]) -> None:
    """Out of our occupancy and out of the library’s calendar."""
    calendars.cancel_dates(_with_stretches(sessions))
    release(sessions)


def _with_stretches(sessions: Sequence[Session]) -> list[Session]:
    whole = Session.objects.filter(pk__in=[session.pk for session in sessions])
    return list(whole.prefetch_related("session_rooms__room", "session_rooms__stretch__event"))


def _taken(come: Sequence[tuple[Session, Room]], bookings: Bookings, at: datetime) -> Iterable[Occupancy]:
    """Their hours in the new rooms, in the order in which everybody takes cells; a lapsed hold takes none."""
    keeps = [(session, room) for session, room in come if not bookings[session.booking_id].hold_lapsed(at)]
    in_order = sorted(keeps, key=lambda pair: (pair[1].pk, pair[0].booking_id, pair[0].starts_at))
    for (room, pk), pairs in groupby(in_order, key=lambda pair: (pair[1], pair[0].booking_id)):
        yield from occupancies(bookings[pk], [session for session, _room in pairs], room)


def _refuse(booking: Booking, dates: Sequence[Session], words: str, *, by: User, at: datetime) -> None:
    hit = [session.pk for session in dates]
    if not booking.sessions.filter(status=Session.Status.PLANNED).exclude(pk__in=hit).exists():
        booking.status, booking.decided_at, booking.decided_by = Booking.Status.DECLINED, at, by
        booking.answered_at, booking.hold_until = booking.answered_at or at, None
        booking.reason_code, booking.reason_words = Booking.Reason.CLOSED, words
        booking.save()
        keep_refused(booking, at=at)
        journal.record(by, "declined", booking, why=words)
        return
    RefusedDate.objects.bulk_create(_refused_date(session, words) for session in dates)
    Session.objects.filter(pk__in=hit).delete()
    hold_for_what_is_left(booking)
    journal.record(by, "cancelled", booking, why=_days(dates))


def _refused_date(session: Session, words: str) -> RefusedDate:
    local = session.period.local(session.venue.tz)
    return RefusedDate(
        booking_id=session.booking_id,
        room=next(iter(session.rooms.all()), None),
        on=local.start.date(),
        from_time=local.start.time(),
        to_time=local.end.time(),
        minutes=session.period.minutes,
        reason=RefusedDate.Reason.CLOSED,
        words=words,
    )


def _ways(moved: Sequence[tuple[Session, RoomInstead]]) -> str:
    """From one room to another, and on which days."""
    ways: dict[str, list[Session]] = {}
    for session, instead in moved:
        names = {"here": room_names(instead.gone), "there": room_names(instead.come)}
        words = _("%(here)s to %(there)s") if instead.come else _("without %(here)s")
        ways.setdefault(words % names, []).append(session)
    return "; ".join(f"{way}: {_days(dates)}" for way, dates in ways.items())


def _days(sessions: Sequence[Session]) -> str:
    return ", ".join(session.starts_at.astimezone(session.venue.tz).date().isoformat() for session in sessions)
