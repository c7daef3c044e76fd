"""What people have asked the halls of the demo: a question answered, a look round tomorrow, a request asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from accounts.models import User
from bookings.actions.ask_before_booking import found_now
from bookings.actions.look_round import is_free_to_look
from bookings.demo.plan import Rooms
from bookings.models import Booking, Message, Thread
from bookings.thread_links import hash_of, token_of
from venues.models import Room
from venues.periods import Period

HALL = "great-tolverton-village-hall"
DAY = timedelta(days=1)
EVENINGS = range(18, 8, -1)  # when somebody may come: the first hour in which the room is free


def write_questions(rooms: Rooms, secretaries: Mapping[str, User], now: datetime) -> None:
    """No letter goes: what the demo tells happened before it began."""
    room, by = rooms[HALL, "whole-hall"], secretaries[HALL]
    answered_question(room, by, now)
    look_round_tomorrow(room, by, now)
    ask_about_a_request(by, now)


def answered_question(room: Room, by: User, now: datetime) -> None:
    asked, starts = now - 3 * DAY, datetime.combine((now + 40 * DAY).date(), time(14), room.venue.tz)
    afternoons = [Period(start, start + timedelta(hours=4)) for start in (starts + ahead * DAY for ahead in range(14))]
    found = {afternoon: found_now(room.venue, room, afternoon, at=now) for afternoon in afternoons}
    period = next((afternoon for afternoon in afternoons if found[afternoon] == Thread.Found.FREE), afternoons[0])
    thread = _thread(
        room,
        asked,
        kind=Thread.Kind.QUESTION,
        name="Delia Thorne",
        email="delia.thorne@hearth.example",
        title="Golden wedding tea",
        starts_at=period.first,
        ends_at=period.last,
        people=60,
        when_asked=found[period],
    )
    _say(
        thread, asked, "We are planning a tea for sixty. May we hang bunting from the beams, and is the piano in tune?"
    )
    words = "Bunting yes, with string and not with tape. The piano was tuned in September."
    _say(thread, now - 2 * DAY, words, by=by)


def look_round_tomorrow(room: Room, by: User, now: datetime) -> None:
    asked = now - 2 * DAY
    kind, email = Thread.Kind.VIEWING, "sam.oakley@hearth.example"
    thread = _thread(room, asked, kind=kind, name="Sam Oakley", email=email, people=25)
    _say(thread, asked, "We are starting a dance class and would like to see the floor and where the loudspeakers go.")
    hours = (datetime.combine((now + DAY).date(), time(hour), room.venue.tz) for hour in EVENINGS)
    when = next((hour for hour in hours if is_free_to_look(room, hour, at=now)), None)
    if when is not None:
        _say(thread, now - DAY, "Come by the side door; somebody will be there.", by=by, look="offered", look_at=when)
        _say(thread, now - DAY / 2, "", look="agreed", look_at=when)


def ask_about_a_request(by: User, now: datetime) -> None:
    """The newest that waits: whoever looks at the oldest finds it unanswered."""
    booking = Booking.objects.filter(venue__slug=HALL).waiting().last()
    if booking is None or booking.requested_at is None:
        return
    at = booking.requested_at + (now - booking.requested_at) / 2
    thread = Thread.objects.create(
        venue=booking.venue, kind=Thread.Kind.BOOKING, booking=booking, opened_at=at, last_at=at
    )
    Booking.objects.filter(pk=booking.pk).update(answered_at=at)
    _say(thread, at, "Will you need the kitchen, or only the urn?", by=by)


def _thread(room: Room, at: datetime, **about: object) -> Thread:
    thread = Thread.objects.create(venue=room.venue, room=room, opened_at=at, last_at=at, **about)
    thread.token_hash = hash_of(token_of(thread))
    thread.save(update_fields=["token_hash"])
    return thread


def _say(
    thread: Thread, at: datetime, text: str, *, by: User | None = None, look: str = "", look_at: datetime | None = None
) -> None:
    said = {"from_desk": by is not None, "by": by, "text": text, "look": look, "look_at": look_at}
    Message.objects.create(thread=thread, at=at, **said)
    thread.last_at, thread.last_from_desk = at, by is not None or look == Message.Look.AGREED
    thread.look_at, thread.look_agreed = look_at or thread.look_at, look == Message.Look.AGREED
    thread.save()
