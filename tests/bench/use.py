"""How the district uses its halls: weekly series, parties and meetings, evenings first, a quarter at a time.

Plain rows, in the order in which people would have booked them; nothing is saved here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from bookings.models import Booking, Occupancy, Session
from tests.bench.district import COMMUNITY, Hall, Space
from tests.bench.sizes import Size

ZONE = ZoneInfo("Europe/London")
WEEKS = 13
# Each hire fits between two of these starts with its quarter of an hour of clearing up; from 10pm every room is free.
STARTS = {540: 3, 660: 3, 810: 2, 960: 3, 1080: 7, 1200: 6}
WEEKDAYS = (5, 6, 6, 5, 3, 4, 2)
PLACES = [(weekday, start) for weekday in range(7) for start in STARTS]
WEIGHTS = [WEEKDAYS[weekday] * STARTS[start] for weekday, start in PLACES]
LENGTHS = (60, 90, 90, 105)
IN_SERIES = 0.8  # of all sessions
TITLES = {"informal": "Coffee morning", "club": "Practice", "charity": "Lunch club", "household": "Birthday party"}

BOOKING = (
    "id", "ref", "venue_id", "hirer_id", "title", "purpose", "category_id", "tariff_id", "status", "people",
    "layout_id", "listed", "free_cancel_hours", "entered", "made_at", "requested_at", "answered_at", "decided_at",
    "hold_until",
)  # fmt: skip
SESSION = (
    "id", "booking_id", "venue_id", "starts_at", "ends_at", "first_starts_at", "status", "expected", "counted",
    "hire_pence", "standard_pence", "category_gap_pence", "price_lines",
)  # fmt: skip
SESSION_ROOM = ("id", "session_id", "room_id")
OCCUPANCY = ("id", "session_id", "cell_id", "venue_id", "starts_at", "ends_at", "kind", "expires_at")
REFUSED = ("booking_id", "room_id", "on", "from_time", "to_time", "minutes", "reason")


@dataclass
class Rows:
    """What a quarter adds to each table, in the columns named above."""

    bookings: list[tuple] = field(default_factory=list)
    sessions: list[tuple] = field(default_factory=list)
    session_rooms: list[tuple] = field(default_factory=list)
    occupancies: list[tuple] = field(default_factory=list)
    refused: list[tuple] = field(default_factory=list)


class Diary:
    """Writes the quarters one after another; keys count up from one."""

    def __init__(self, halls: list[Hall], size: Size, first: date, this_year: int, chance: Random) -> None:
        self.halls, self.chance, self.this_year = halls, chance, this_year
        self.first = first - timedelta(days=first.weekday())
        self.quarters = size.years * 4
        weight = sum(hall.busy * len(hall.spaces) for hall in halls)
        self.each = size.sessions / weight / self.quarters
        self.booking = self.session = self.occupancy = 0

    def all(self) -> Iterator[Rows]:
        for number in range(self.quarters):
            rows = Rows()
            monday = self.first + timedelta(weeks=WEEKS * number)
            for hall in self.halls:
                taken: dict[int, set[tuple[int, int]]] = {cell: set() for space in hall.spaces for cell in space.cells}
                for space in sorted(hall.spaces, key=lambda each: -len(each.cells)):
                    self._quarter(hall, space, monday, taken, rows)
            yield rows

    def _quarter(
        self, hall: Hall, space: Space, monday: date, taken: dict[int, set[tuple[int, int]]], rows: Rows
    ) -> None:
        wanted = self.each * hall.busy * self.chance.uniform(0.7, 1.3)
        while wanted >= 1 and (place := self._free_place(space, taken)):
            for cell in space.cells:
                taken[cell].add(place)
            weekly = self.chance.random() < IN_SERIES and wanted >= WEEKS / 2
            weeks = range(WEEKS) if weekly else sorted(self.chance.sample(range(WEEKS), min(WEEKS, round(wanted), 6)))
            dates = [monday + timedelta(weeks=week, days=place[0]) for week in weeks]
            for some in [dates] if weekly else [[on] for on in dates]:
                self._book(hall, space, some, place[1], rows)
            wanted -= len(dates)

    def _free_place(self, space: Space, taken: dict[int, set[tuple[int, int]]]) -> tuple[int, int] | None:
        """A weekday and hour that nobody has for the quarter in any of the cells."""
        for place in (*self.chance.choices(PLACES, WEIGHTS, k=12), *PLACES):
            if all(place not in taken[cell] for cell in space.cells):
                return place
        return None

    def _book(self, hall: Hall, space: Space, dates: list[date], start: int, rows: Rows) -> None:
        chance, first = self.chance, dates[0]
        self.booking += 1
        hirer, kind = chance.choice(hall.hirers)
        people = chance.randint(6, space.capacity)
        status, luck = Booking.Status.CONFIRMED, chance.random()
        if luck < 0.03:
            status = Booking.Status.DECLINED
        elif luck < 0.05:
            status = Booking.Status.CANCELLED
        elif luck < 0.07 and first.year > self.this_year:
            status = Booking.Status.REQUESTED
        waits = status == Booking.Status.REQUESTED
        asked = moment(first - timedelta(days=chance.randint(20, 90)), 600)
        answered = None if waits else moment(first - timedelta(days=chance.randint(8, 19)), 720)
        hold = moment(first, start) if waits else None
        cheap = kind not in ("household", "company")
        rows.bookings.append(
            (
                self.booking, f"b{self.booking:09}", hall.venue, hirer, TITLES.get(kind, "Meeting"),
                "private" if kind == "household" else "social", hall.community if cheap else hall.standard,
                hall.tariff, status.value, people, space.layout, cheap and luck > 0.6, 48,
                Booking.Entered.ONLINE.value, asked, asked, answered, answered, hold,
            )
        )  # fmt: skip
        length = chance.choice(LENGTHS)
        price = priced(hall.rate, length, cheap)
        for on in dates:
            self._session(hall, space, on, start, length, status, people, price, hold, rows)
        if len(dates) > 1 and luck > 0.9:
            before = dates[0] - timedelta(weeks=1)
            times = clock(start), clock(start + length)
            rows.refused.append((self.booking, space.room, before.isoformat(), *times, length, "taken"))

    def _session(
        self, hall: Hall, space: Space, on: date, start: int, length: int, status: Booking.Status, people: int,
        price: tuple[int, int, int, str], hold: str | None, rows: Rows,
    ) -> None:  # fmt: skip
        self.session += 1
        state = self._fate(status)
        starts, ends = moment(on, start), moment(on, start + length)
        counted = people - 2 if on.year < self.this_year and self.session % 5 < 2 else None
        rows.sessions.append(
            (self.session, self.booking, hall.venue, starts, ends, starts, state.value, people, counted, *price)
        )
        rows.session_rooms.append((self.session, self.session, space.room))
        if status not in KEEPS or state in Session.CANCELLED:
            return
        clear, kind = moment(on, start + length + 15), KINDS[status]
        for cell in space.cells:
            self.occupancy += 1
            rows.occupancies.append((self.occupancy, self.session, cell, hall.venue, starts, clear, kind, hold))

    def _fate(self, status: Booking.Status) -> Session.Status:
        if status == Booking.Status.CANCELLED:
            return Session.Status.CANCELLED_IN_TIME
        luck = self.chance.random()
        if status != Booking.Status.CONFIRMED or luck > 0.05:
            return Session.Status.PLANNED
        if luck < 0.03:
            return Session.Status.CANCELLED_IN_TIME
        return Session.Status.CANCELLED_LATE if luck < 0.04 else Session.Status.NO_SHOW


KINDS = {
    Booking.Status.CONFIRMED: Occupancy.Kind.SESSION.value,
    Booking.Status.REQUESTED: Occupancy.Kind.UNDECIDED.value,
}
KEEPS = frozenset(KINDS)


@cache
def moment(on: date, minute: int) -> str:
    """Local time as both databases read it: UTC, to the second."""
    local = datetime(on.year, on.month, on.day, minute // 60, minute % 60, tzinfo=ZONE)
    return f"{local.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


@cache
def priced(rate: int, length: int, cheap: bool) -> tuple[int, int, int, str]:
    """What is stored of a price: hire, standard, the gap between them, and its one line."""
    standard = rate * length // 60
    hire = round(standard * COMMUNITY) if cheap else standard
    line = {"kind": "hours", "quantity": str(length / 60), "unit": "hour", "pence": hire}
    return hire, standard, standard - hire, json.dumps([line])


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}:00"
