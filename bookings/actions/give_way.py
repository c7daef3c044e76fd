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
from bookings.models import Booking, Occupancy, RefusedDate, Session, SessionRoom
from bookings.occupying import occupancies, release
from bookings.rooms_instead import HitDate, RoomInstead, layout_there
from venues.models import Closure, Room

BY_BOOKING = attrgetter("booking_id")
MOVED = "moved to another room"
Bookings = Mapping[int, Booking]


def move(dates: Sequence[HitDate], bookings: Bookings, cause: str, *, by: User, at: datetime) -> None:
    """Each to the room that was chosen for it; its first date, its things and its price stay, or the price falls."""
    moved = [(date.session, date.chosen) for date in dates if date.chosen]
    if not moved:
        return
    sessions = [session for session, _instead in moved]
    loaded = _with_stretches(sessions)
    calendars.cancel_dates(loaded)
    Occupancy.objects.filter(session__in=[session.pk for session in sessions]).delete()
    stretches = calendars.write_elsewhere((session, instead.room) for session, instead in moved)
    held = {each.pk: each.session_rooms.all()[0] for each in loaded}
    was = {pk: row.room for pk, row in held.items()}
    changed = set()
    for (session, instead), stretch in zip(moved, stretches, strict=True):
        row = held[session.pk]
        row.room, row.stretch, row.rule_starts_at = instead.room, stretch, None
        session.times_changed += 1
        session.status_at, session.moved_cause = at, cause
        session.layout = layout_there(session, instead.room)
        for name, value in instead.price.fields.items():
            setattr(session, name, value)
            changed.add(name)
    SessionRoom.objects.bulk_update(held.values(), ["room", "stretch", "rule_starts_at"])
    Session.objects.bulk_update(sessions, ["times_changed", "status_at", "moved_cause", "layout", *sorted(changed)])
    Occupancy.objects.bulk_create(_taken(moved, bookings, at))
    for booking, theirs in by_booking(sessions, bookings):
        there = {session.pk: instead.room for session, instead in moved}
        journal.record(by, MOVED, booking, why=_ways([(each, was[each.pk], there[each.pk]) for each in theirs]))


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


def _taken(moved: Sequence[tuple[Session, RoomInstead]], bookings: Bookings, at: datetime) -> Iterable[Occupancy]:
    """Their hours in the new rooms, in the order in which everybody takes cells; a lapsed hold takes none."""
    keeps = [(session, each.room) for session, each in moved if not bookings[session.booking_id].hold_lapsed(at)]
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


def _ways(moved: Sequence[tuple[Session, Room, Room]]) -> str:
    """From one room to another, and on which days."""
    ways: dict[tuple[str, str], list[Session]] = {}
    for session, here, there in moved:
        ways.setdefault((here.name, there.name), []).append(session)
    words = _("%(here)s to %(there)s: %(days)s")
    return "; ".join(
        words % {"here": here, "there": there, "days": _days(dates)} for (here, there), dates in ways.items()
    )


def _days(sessions: Sequence[Session]) -> str:
    return ", ".join(session.starts_at.astimezone(session.venue.tz).date().isoformat() for session in sessions)
