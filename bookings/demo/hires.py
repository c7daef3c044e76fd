"""What goes with a hire in the demo: conditions, a way in, and a party that somebody booked without an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from accounts.models import Hirer
from bookings.actions.request_booking import request_booking
from bookings.demo.paper import HALL
from bookings.demo.plan import Rooms
from bookings.models import Booking
from bookings.particulars import Alcohol, Music, Particulars
from bookings.planning import plan
from bookings.plans import Ask
from bookings.recurrence import Pattern, Times
from venues.actions.publish_conditions import publish_conditions
from venues.actions.set_way_in import set_way_in
from venues.models import Conditions, Room, Venue

CENTRE = "sallowfield-community-centre"
AFTERNOON = Times(time(14), time(18))
GUESTS, ASKED_AGO = 30, timedelta(minutes=50)
SATURDAY, SOONEST, LATEST = 5, 30, 150  # days ahead

FIRST = """The hirer is there for the whole of the hire, and answers for everybody who comes.

The hall is left swept, with its chairs on the trolley, and locked. Rubbish goes home with you.

Music ends at eleven at night. Doors and windows are shut while it plays: people live across the green."""
SECOND = """

Nobody smokes indoors, and nothing is fixed to the walls with tape or pins."""


def write_hires(venues: Mapping[str, Venue], rooms: Rooms, now: datetime) -> None:
    for slug in (HALL, CENTRE):
        publish_conditions(venues[slug], FIRST, seen=0, by=None, at=now - timedelta(days=500))
    publish_conditions(venues[HALL], FIRST + SECOND, seen=1, by=None, at=now - timedelta(days=90))
    words = "The key safe is to the left of the porch. The code is 2741; turn the dials when you lock it again."
    set_way_in(venues[HALL], words=words, valid_from=now.date() - timedelta(days=60), by=None, at=now)
    _a_party(rooms, now - ASKED_AGO)


def _a_party(rooms: Rooms, now: datetime) -> None:
    """On the first Saturday afternoon that is free, asked for by the link of a letter."""
    here = [room for (slug, _code), room in rooms.items() if slug == HALL and not room.retired_on]
    large = [room for room in here if (room.largest_capacity or 0) >= GUESTS]
    large.sort(key=lambda room: room.largest_capacity or 0)
    known = {"contact_email": "marianne@hearth.example", "contact_phone": "01632 960733"}
    family = Hirer.objects.create(name="Marianne Ottershaw", kind=Hirer.Kind.HOUSEHOLD, **known)
    for on in _saturdays(now.date()):
        for room in large:
            ask = _ask(room.venue, family, room, on)
            found = plan(ask, at=now)
            if found.kept:
                _book(ask, now, found.dates_print, found.price_print)
                return


def _saturdays(today: date) -> list[date]:
    days = [today + timedelta(days=ahead) for ahead in range(SOONEST, LATEST)]
    return [day for day in days if day.weekday() == SATURDAY]


def _ask(venue: Venue, family: Hirer, room: Room, on: date) -> Ask:
    return Ask(
        hirer=family,
        room=room,
        pattern=Pattern(on, AFTERNOON),
        category=venue.operator.categories.get(is_standard=True),
        title="Ottilie is seven",
        purpose=Booking.Purpose.PRIVATE,
        people=GUESTS,
        particulars=Particulars(
            alcohol=Alcohol.NONE, music=Music.RECORDED, castle=False, candles=False, food="cold", children=18
        ),
    )


def _book(ask: Ask, now: datetime, dates: str, prices: str) -> None:
    request_booking(
        ask,
        by=None,
        at=now,
        shown_dates=dates,
        shown_prices=prices,
        submission_key="guest-of-the-demo",
        accepts=Conditions.objects.current(ask.room.venue),
    )
