"""Take in a question, or the wish to look round, of somebody who has booked nothing."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Hirer, User
from bookings import thread_letters
from bookings.actions.write_in_thread import SAME_WITHIN
from bookings.availability import survey
from bookings.locks import all_or_nothing
from bookings.models import Message, Thread
from bookings.thread_links import hash_of, token_of
from venues.models import Room, Venue
from venues.periods import Period


@all_or_nothing
def ask_before_booking(
    venue: Venue,
    *,
    name: str,
    email: str,
    text: str,
    at: datetime,
    to_look: bool = False,
    title: str = "",
    room: Room | None = None,
    period: Period | None = None,
    people: int | None = None,
    user: User | None = None,
    hirer: Hirer | None = None,
) -> Thread:
    """One thread, and nothing is held; letters tell both sides. The same twice within an hour is one."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)  # the button pressed twice at once
    about = {
        "kind": Thread.Kind.VIEWING if to_look else Thread.Kind.QUESTION,
        "title": title,
        "room": room,
        "starts_at": period.first if period else None,
        "ends_at": period.last if period else None,
    }
    again = Thread.objects.at(venue).filter(email=email, opened_at__gt=at - SAME_WITHIN, **about, messages__text=text)
    if found := again.first():
        return found
    thread = Thread.objects.create(
        venue=venue,
        name=name,
        email=email,
        people=people,
        user=user,
        hirer=hirer,
        when_asked=found_now(venue, room, period, at=at) if period else "",
        opened_at=at,
        last_at=at,
        **about,
    )
    thread.token_hash = hash_of(token_of(thread))
    thread.save(update_fields=["token_hash"])
    message = Message.objects.create(thread=thread, at=at, by=user, from_desk=False, text=text)
    thread_letters.received(thread)
    thread_letters.to_desk(message)
    return thread


def found_now(venue: Venue, room: Room | None, period: Period, *, at: datetime) -> str:
    """How the room is at that time; where none was named, the best that any room of the venue can do."""
    rooms = list(Room.objects.on_offer().filter(venue=venue).prefetch_related("cells")) if room is None else [room]
    for each in rooms:
        each.venue = venue
    seen = survey(rooms, {each.pk: [cell.pk for cell in each.cells.all()] for each in rooms}, [period], at=at)
    states = {seen.of(each)[0].state for each in rooms}
    return next((state.value for state in Thread.Found if state.value in states), "")
