"""What booking and searching cost: `make bench`, on SQLite and on PostgreSQL. Medians and statements; nothing fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.bench.scratch import scratch, timed, told

ROUNDS = 15


def main() -> None:
    with scratch() as engine:
        print(f"Booking and searching on {engine}")
        booking()
        searching()


def booking() -> None:
    """A single date, and a series of 52, seen and asked for."""
    from bookings import calendars
    from tests.make import a_group, a_user, a_venue, an_ask, book, soon, the_room

    venue, ben = a_venue(), a_user()
    room, choir = the_room(venue, "main"), a_group()
    calendars.calendar_of(room)

    def ask_for(weeks: int, turn: int) -> Callable[[], object]:
        on = soon(3 + turn)
        until = {"until": on + timedelta(weeks=weeks - 1)} if weeks > 1 else {}
        start = 8 if weeks == 1 else 18
        return lambda: book(an_ask(room, on, hirer=choir, start=start, end=start + 2, **until), by=ben)

    told("one date: plan, price, book", [timed(ask_for(1, turn)) for turn in range(ROUNDS)], statements(ask_for(1, 20)))
    series = [timed(ask_for(52, turn)) for turn in range(5)]
    told("a series of 52: plan, price, book", series, statements(ask_for(52, 6)))


def searching() -> None:
    """Free rooms among 200, with 20 weeks of use in each, for one evening and for 26 Tuesdays."""
    from django.utils import timezone

    from bookings.availability import survey
    from bookings.models import Occupancy
    from bookings.prices import PriceLists
    from tests.make import a_booking, a_venue, evening, soon, the_room
    from venues.models import Room

    used = a_booking(the_room(a_venue(), "main")).sessions.get()
    for _hall in range(40):
        venue = a_venue(cells=("a", "b", "c", "d", "e"))
        for cell in venue.cells.all():
            Occupancy.objects.bulk_create(
                Occupancy(session=used, cell=cell, venue=venue, starts_at=period.start, ends_at=period.end)
                for period in (evening(soon(day), hour, hour + 1) for day in range(140) for hour in (9, 14))
            )
    rooms = list(Room.objects.on_offer().select_related("venue__operator").prefetch_related("cells"))
    at = timezone.now()
    tuesdays = [evening(soon(7 * week + 14)) for week in range(26)]

    def one() -> object:
        return survey(rooms, tuesdays[:1], at=at)

    def many() -> object:
        return survey(rooms, tuesdays, at=at)

    def priced() -> object:
        lists = PriceLists({room.venue for room in rooms})
        return [lists.cheapest(room, tuesdays[:1], "informal") for room in rooms]

    count = f"{len(rooms)} rooms, {Occupancy.objects.count()} occupancies"
    told(f"one evening in {len(rooms)} rooms", [timed(one) for _ in range(ROUNDS)], f"{statements(one)}; {count}")
    told(f"26 evenings in {len(rooms)} rooms", [timed(many) for _ in range(5)], statements(many))
    told(f"prices of {len(rooms)} rooms, lists read", [timed(priced) for _ in range(5)], statements(priced))


def statements(act: Callable[[], object]) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        act()
    return f"{len(asked)} statements"


if __name__ == "__main__":
    main()
