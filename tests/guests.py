"""Ruby's family, who hire once and have no account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from accounts.models import Hirer
from bookings.keys import hash_of, key_ref
from bookings.models import Booking, GuestAsk, Wait
from bookings.waiting_keys import give_key, path_for
from tests.make import an_ask, book, soon, the_room
from tests.waiting import a_wait
from venues.actions.publish_conditions import publish_conditions
from venues.models import Room, Venue

RUBY, LINK = "ruby@hearth.example", "key-of-a-letter-to-ruby"
# What the addresses of their pages take, and those of the conditions that they accept, in the world of `tests.cast`.
OF_GUESTS: dict[str, Callable[[Any], list[Any]]] = {
    "bookings:guest": lambda world: [LINK],
    "bookings:keep": lambda world: [key_ref(the_party(world.venue))],
    "bookings:wait_keep": lambda world: [path_for(world.venue.waits.get(made_by=None)).split("/")[-2]],
    "desk:link": lambda world: [world.venue.slug, the_party(world.venue).ref],
    "bookings:leave": lambda world: [world.booking.ref],
    "venues:conditions_version": lambda world: [world.venue.slug, 1],
    "venues:conditions_pdf": lambda world: [world.venue.slug, 1],
}


def guests_at(venue: Venue) -> None:
    """A party that was booked by a link, another whose letter is not opened yet, and conditions of hire since."""
    a_guest_booking(the_room(venue, "main"), soon(60))
    a_link_to_ask(the_room(venue, "main"), soon(61), token=LINK)
    a_guest_wait(the_room(venue, "main"), soon(62))
    publish_conditions(venue, "Sweep the floor.", seen=0, by=None, at=timezone.now())


def the_party(venue: Venue) -> Booking:
    return Booking.objects.get(made_by=None, venue=venue)


def a_guest_booking(room: Room, on: date, **fields: Any) -> Booking:
    """Of Ruby's family, who have no account; by the link of a letter."""
    family = Hirer.objects.create(name="Ruby Ash", kind=Hirer.Kind.HOUSEHOLD, contact_email=RUBY)
    standard = room.venue.operator.categories.get(code="standard")
    party = {"category": standard, "title": "Ruby is seven", "purpose": Booking.Purpose.PRIVATE, "start": 14, "end": 18}
    return book(an_ask(room, on, hirer=family, **{**party, **fields}), by=None)


def a_guest_wait(room: Room, on: date, **fields: Any) -> Wait:
    """Of Ruby's family, who have no account; with its link, whether or not the hours are taken."""
    family = Hirer.objects.create(name="Ruby Ash", kind=Hirer.Kind.HOUSEHOLD, contact_email=RUBY)
    standard = room.venue.operator.categories.get(code="standard")
    party = {"category": standard, "title": "Ruby is seven", "purpose": Booking.Purpose.PRIVATE}
    wait = a_wait(room, on=on, hirer=family, **{**party, **fields})
    give_key(wait)
    return wait


def typed(on: date, /, **other: Any) -> dict[str, Any]:
    """Ruby is seven: 2pm to 6pm; `from_` is the field “from”."""
    data = {
        "group": "household",
        "name": "Ruby Ash",
        "email": "Ruby@hearth.example",
        "phone": "01632 960123",
        "title": "Ruby is seven",
        "purpose": "private",
        "people": "30",
        "layout": "",
        "on": on.isoformat(),
        "from": "14:00",
        "to": "18:00",
        "category": "standard",
        "message": "",
    }
    return {**data, **{name.rstrip("_"): value for name, value in other.items()}}


def as_form(data: dict[str, Any]) -> QueryDict:
    form = QueryDict(mutable=True)
    form.update(data)
    return form


def a_link_to_ask(room: Room, on: date, *, token: str) -> GuestAsk:
    """As its letter was written: only the hash of the token is kept."""
    until = timezone.now() + timedelta(hours=24)
    words = as_form(typed(on)).urlencode()
    return GuestAsk.objects.create(room=room, email=RUBY, typed=words, token_hash=hash_of(token), expires_at=until)
