"""Offer somebody a time to look round, agree to it, call it off. It holds nothing, and counts in no figure."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.write_in_thread import must_be_known, said_just_now, write
from bookings.availability import survey
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Message, Thread
from venues.models import Room
from venues.periods import Period

TAKES = timedelta(minutes=30)


@all_or_nothing
def offer_look_round(
    thread: Thread, room: Room, when: datetime, text: str, *, by: User, at: datetime, agreed: bool = False
) -> Message:
    """A time while the room is free; `agreed` where they have said yes already. Raises NotPossible, nothing done."""
    thread = Thread.objects.locked(thread.pk)
    must_be_known(thread)
    look = Message.Look.AGREED if agreed else Message.Look.OFFERED
    again = said_just_now(thread, text, from_desk=True, at=at, look=look)
    if again and again.look_at == when:
        return again
    must_be_free(room, when, at=at)
    if thread.room_id != room.pk:
        thread.room = room
        thread.save(update_fields=["room"])
    journal.record(by, "offered a time to look round", thread)
    return write(thread, text, by=by, from_desk=True, at=at, look=look, look_at=when)


@all_or_nothing
def accept_look_round(thread: Thread, *, by: User | None, at: datetime) -> Thread:
    """Whoever asked will come; twice is once. Raises NotPossible where the room is taken meanwhile."""
    thread = Thread.objects.locked(thread.pk)
    must_be_known(thread)
    if thread.look_agreed:
        return thread
    if thread.look_at is None or thread.room is None:
        raise TooLate(_("That time is no longer offered. Write to the hall, and it will say another."))
    must_be_free(thread.room, thread.look_at, at=at)
    write(thread, "", by=by, from_desk=False, at=at, look=Message.Look.AGREED, look_at=thread.look_at)
    return thread


@all_or_nothing
def call_off_look_round(thread: Thread, text: str, *, by: User | None, from_desk: bool, at: datetime) -> Thread:
    """It is not to be; twice is once."""
    thread = Thread.objects.locked(thread.pk)
    must_be_known(thread)
    if thread.look_at is not None:
        write(thread, text, by=by, from_desk=from_desk, at=at, look=Message.Look.OFF, look_at=thread.look_at)
    return thread


def must_be_free(room: Room, when: datetime, *, at: datetime) -> None:
    """Raises NotPossible, in words."""
    if when <= at:
        raise NotPossible(_("That time is past. Choose another."))
    if not is_free_to_look(room, when, at=at):
        raise NotPossible(_("%(room)s is taken or shut then. Choose another time.") % {"room": room.name})


def is_free_to_look(room: Room, when: datetime, *, at: datetime) -> bool:
    """Somebody may be let in outside opening hours, but not into another's hire."""
    cells = {room.pk: [cell.pk for cell in room.cells.all()]}
    return survey([room], cells, [Period(when, when + TAKES)], at=at, desk=True).is_free(room)
