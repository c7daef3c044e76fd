"""Who waits: a group and a family without an account for another's evening, and one for whom hours became free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from accounts.models import Hirer, User
from bookings.availability import survey
from bookings.demo.registry import Registry
from bookings.models import Booking, Session, Wait
from bookings.waiting_keys import give_key
from bookings.waiting_list import offer_what_is_free
from venues.models import Room, Venue
from venues.periods import Period

HALL, ROOM = "great-tolverton-village-hall", "whole-hall"
WHO_WAITS, WHOSE, OFFERED = "Tolverton Art Circle", "Great Tolverton Lunch Club", "Tolverton Community Choir"
FAMILY = "The Penrose family"
AHEAD, FURTHEST = 9, 120  # days
SATURDAY = 5


def write_waits(rooms: Mapping[tuple[str, str], Room], registry: Registry, now: datetime) -> None:
    """Both at one hall, so that its desk has a list to look at."""
    room = rooms[HALL, ROOM]
    theirs = Session.objects.counted().filter(
        booking__hirer__name=WHOSE, venue=room.venue, starts_at__gt=now + timedelta(days=AHEAD)
    )
    taken = theirs.prefetch_related("rooms").first()
    if taken is not None:
        place, since = taken.rooms.all()[0], now - timedelta(days=3)
        _wait(place, taken.period, registry, WHO_WAITS, since, title="Winter exhibition", people=60)
        _family(place, taken.period, now - timedelta(days=1))
    free = _free_saturday(room, now)
    if free is not None:
        _wait(room, free, registry, OFFERED, now - timedelta(days=5), title="Open rehearsal", people=45)
        offer_what_is_free(room.venue, [free], at=now)


def _wait(
    room: Room, period: Period, registry: Registry, name: str, since: datetime, *, title: str, people: int
) -> Wait:
    hirer: Hirer = registry.hirers[name]
    by: User = registry.contact_of(name)
    venue: Venue = room.venue
    return Wait.objects.create(
        venue=venue,
        room=room,
        hirer=hirer,
        starts_at=period.first,
        ends_at=period.last,
        title=title,
        purpose=Booking.Purpose.ARTS,
        category=venue.operator.categories.get(code="community"),
        people=people,
        made_by=by,
        made_at=since,
    )


def _family(room: Room, period: Period, since: datetime) -> None:
    """They came by the link of a letter, and see their place by another."""
    family = Hirer.objects.create(
        name=FAMILY, kind=Hirer.Kind.HOUSEHOLD, contact_email="penrose@hearth.example", contact_phone="01632 960144"
    )
    wait = Wait.objects.create(
        venue=room.venue,
        room=room,
        hirer=family,
        starts_at=period.first,
        ends_at=period.last,
        title="Grandad is eighty",
        purpose=Booking.Purpose.PRIVATE,
        category=room.venue.operator.categories.get(code="standard"),
        people=40,
        made_at=since,
    )
    give_key(wait)


def _free_saturday(room: Room, now: datetime) -> Period | None:
    """The first afternoon on which nobody has the hall."""
    days = [now.date() + timedelta(days=ahead) for ahead in range(AHEAD, FURTHEST)]
    asked = [_afternoon(day, room) for day in days if day.weekday() == SATURDAY]
    cells = {room.pk: [cell.pk for cell in room.cells.all()]}
    found = survey([room], cells, asked, at=now).of(room)
    return next((finding.period for finding in found if finding.is_free), None)


def _afternoon(day: date, room: Room) -> Period:
    zone = room.venue.tz
    return Period(datetime.combine(day, time(14), zone), datetime.combine(day, time(17), zone))
