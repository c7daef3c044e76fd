"""An imagined district: its trusts, halls, rooms, price lists, access facts, and the groups that hire them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from django.db.models import Model

from accounts.models import Hirer, Membership, User
from bookings import calendars
from bookings.recurrence import Pattern, Times
from tests.bench.sizes import Size
from venues.access.vocabulary import CORE
from venues.models import (
    AccessClaim,
    Category,
    Cell,
    Closure,
    Entrance,
    Layout,
    OpeningHours,
    Operator,
    Post,
    Room,
    Tariff,
    Venue,
)

BIG = "the-big-place"
PEOPLE = "warden@hearth.example"  # has every post that the measuring needs
HALLS_OF_A_TRUST = 10
RATES = (800, 1200, 1650)  # pence an hour at the standard price: cheap, middling and dear halls
COMMUNITY = 0.65  # of the standard price
KINDS = (Hirer.Kind.INFORMAL, Hirer.Kind.CLUB, Hirer.Kind.CHARITY, Hirer.Kind.HOUSEHOLD, Hirer.Kind.COMPANY)
HIRERS_EACH = 8
OPENS, CLOSES = (420, 450, 480, 510, 540), (1380, 1410, 1440)
LONG_AGO = date(2000, 1, 1)
SOUTH, EAST = 52.0, -1.0  # the corner of the land, in degrees

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Space:
    """A room as the generator needs it."""

    room: int
    cells: tuple[int, ...]
    layout: int
    capacity: int


@dataclass
class Hall:
    """A venue with its spaces and those who hire them: (key, kind)."""

    venue: int
    rate: int
    standard: int
    community: int
    tariff: int
    spaces: list[Space] = field(default_factory=list)
    hirers: list[tuple[int, str]] = field(default_factory=list)
    busy: float = 1.0


def make_district(size: Size, first: date, years: int, chance: Random) -> list[Hall]:
    """All rows but the bookings; the same from the same seed."""
    warden = User.objects.create_user(PEOPLE, name="Wyn Warden")
    operators, categories = _operators(size)
    venues = _saved(Venue, (_venue(number, operators, size, chance) for number in range(size.halls + 1)))
    halls = {
        venue.pk: Hall(venue.pk, chance.choice(RATES), *categories[venue.operator_id], tariff=0) for venue in venues
    }
    rooms = _spaces(venues, halls, size)
    for tariff in _saved(Tariff, (_tariff(venue, halls[venue.pk], rooms[venue.pk]) for venue in venues)):
        halls[tariff.venue_id].tariff = tariff.pk
    _hours(venues, first, years)
    _access(venues, rooms, chance)
    _hirers(list(halls.values()), warden)
    halls[venues[0].pk].busy = 3.0
    Post.objects.create(venue=venues[0], user=warden, kind=Post.Kind.MANAGER, since=LONG_AGO)
    calendars.rule_of(Pattern(LONG_AGO, Times(time(19), time(21)), until=LONG_AGO + timedelta(weeks=1)))
    return list(halls.values())


def _saved(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    return model._default_manager.bulk_create(rows, batch_size=500)


def _operators(size: Size) -> tuple[list[Operator], dict[int, tuple[int, int]]]:
    """The trusts, and of each the keys of its standard and its community category."""
    count = size.halls // HALLS_OF_A_TRUST + 1
    trusts = _saved(Operator, (Operator(slug=f"trust-{n}", name=f"Trust number {n}") for n in range(count)))
    standard = _saved(
        Category,
        (Category(operator=trust, code="standard", name="Standard", is_standard=True, position=0) for trust in trusts),
    )
    kinds = ["informal", "charity", "club"]
    community = _saved(
        Category,
        (Category(operator=trust, code="community", name="Community", kinds=kinds, position=1) for trust in trusts),
    )
    return trusts, {
        trust.pk: (dear.pk, cheap.pk) for trust, dear, cheap in zip(trusts, standard, community, strict=True)
    }


def _venue(number: int, operators: list[Operator], size: Size, chance: Random) -> Venue:
    big = number == 0
    return Venue(
        operator=operators[number // HALLS_OF_A_TRUST % len(operators)],
        slug=BIG if big else f"hall-{number}",
        name="The Big Place" if big else f"Hall number {number}",
        kind=Venue.Kind.ARTS_CENTRE if big else Venue.Kind.VILLAGE_HALL,
        street="Church Lane",
        town=f"Village {number % 180}",
        postcode="ZZ1 1ZZ",
        latitude=f"{SOUTH + size.degrees * chance.random():.5f}",
        longitude=f"{EAST - size.degrees * chance.random():.5f}",
        email=f"hall-{number}@hearth.example",
        turnaround_minutes=15,
        furthest_days=800,
        published=True,
    )


def _spaces(venues: list[Venue], halls: dict[int, Hall], size: Size) -> dict[int, list[Room]]:
    """The big place has a room for every cell; a hall two halves, the whole of them, and a committee room."""
    big = {f"room-{number}": (f"room-{number}",) for number in range(1, size.in_the_big_place + 1)}
    usual = {"front": ("front",), "back": ("back",), "whole": ("front", "back"), "committee": ("committee",)}
    plans = {venue.pk: big if venue.slug == BIG else usual for venue in venues}
    cells = _saved(
        Cell,
        (
            Cell(venue=venue, code=code, name=code.title(), position=position)
            for venue in venues
            for position, code in enumerate(dict.fromkeys(c for codes in plans[venue.pk].values() for c in codes))
        ),
    )
    by_code = {(cell.venue_id, cell.code): cell for cell in cells}
    rooms = _saved(
        Room,
        (
            Room(venue=venue, code=code, name=code.title(), position=position)
            for venue in venues
            for position, code in enumerate(plans[venue.pk])
        ),
    )
    inside = {room.pk: [by_code[room.venue_id, code] for code in plans[room.venue_id][room.code]] for room in rooms}
    pairs = Room.cells.through
    _saved(pairs, (pairs(room_id=room.pk, cell_id=cell.pk) for room in rooms for cell in inside[room.pk]))
    takes = {room.pk: 30 + 20 * (room.pk % 5) + 60 * (len(inside[room.pk]) - 1) for room in rooms}
    theatre = _saved(Layout, (Layout(room=room, name="Theatre", capacity=takes[room.pk]) for room in rooms))
    _saved(Layout, (Layout(room=room, name="Tables", capacity=takes[room.pk] * 2 // 3, position=1) for room in rooms))
    found: dict[int, list[Room]] = {}
    for room, layout in zip(rooms, theatre, strict=True):
        found.setdefault(room.venue_id, []).append(room)
        space = Space(room.pk, tuple(cell.pk for cell in inside[room.pk]), layout.pk, takes[room.pk])
        halls[room.venue_id].spaces.append(space)
    return found


def _tariff(venue: Venue, hall: Hall, rooms: list[Room]) -> Tariff:
    rates = [
        {"category": category, "room": room.code, "per_hour": f"{hall.rate * part / 100:.2f}"}
        for room in rooms
        for category, part in (("standard", 1.0), ("community", COMMUNITY))
    ]
    document: dict[str, Any] = {
        "name": "Prices",
        "valid_from": LONG_AGO.isoformat(),
        "standard": "standard",
        "minimum_minutes": 0,
        "bands": [],
        "rates": rates,
    }
    return Tariff(venue=venue, name="Prices", valid_from=LONG_AGO, document=document)


def _hours(venues: list[Venue], first: date, years: int) -> None:
    """Open every day from eight or so till eleven or so; shut three days at Christmas and a week each summer."""
    _saved(
        OpeningHours,
        (
            OpeningHours(
                venue=venue, weekday=weekday, opens_minute=OPENS[venue.pk % 5], closes_minute=CLOSES[venue.pk % 3]
            )
            for venue in venues
            for weekday in range(7)
        ),
    )
    midnight = datetime(first.year, 1, 1, tzinfo=UTC)
    _saved(
        Closure,
        (
            Closure(venue=venue, starts_at=starts, ends_at=starts + timedelta(days=days), cause=cause, made_at=midnight)
            for venue in venues
            for year in range(first.year, first.year + years)
            for starts, days, cause in (
                (datetime(year, 12, 25, tzinfo=UTC), 3, Closure.Cause.HOLIDAY),
                (datetime(year, 8, 1 + venue.pk % 20, tzinfo=UTC), 7, Closure.Cause.WORKS),
            )
        ),
    )


def _access(venues: list[Venue], rooms: dict[int, list[Room]], chance: Random) -> None:
    """The core facts of each venue, each answered or not known; what is of an entrance or a room said there."""
    doors = {door.venue_id: door for door in _saved(Entrance, (_door(venue) for venue in venues))}
    _saved(AccessClaim, (claim for venue in venues for claim in _claims(venue, doors[venue.pk], rooms, chance)))


def _door(venue: Venue) -> Entrance:
    return Entrance(venue=venue, code="main", name="Main entrance")


def _claims(venue: Venue, door: Entrance, rooms: dict[int, list[Room]], chance: Random) -> Iterable[AccessClaim]:
    for fact in CORE:
        places: dict[str, list[dict[str, Any]]] = {
            "venue": [{}],
            "entrance": [{"entrance": door}],
            "room": [{"room": room} for room in rooms[venue.pk]],
        }
        known = chance.random() < 0.85
        value = chance.choice(list(fact.options) or [str(fact.least)]) if known else ""
        state = AccessClaim.State.KNOWN if known else AccessClaim.State.UNKNOWN
        for place in places[fact.scope]:
            yield AccessClaim(
                venue=venue,
                fact=fact.code,
                state=state,
                value=value,
                evidence=AccessClaim.Evidence.STATED if known else "",
                checked_on=date(2026, 3, 1) if known else None,
                made_at=datetime(2026, 3, 1, tzinfo=UTC),
                **place,
            )


def _hirers(halls: list[Hall], warden: User) -> None:
    """Eight at every hall; the warden books for the first of all."""
    rows = _saved(
        Hirer,
        (
            Hirer(
                ref=f"h{hall.venue:06}{number:03}",
                name=f"{KINDS[number % len(KINDS)].label} {hall.venue}.{number}",
                kind=KINDS[number % len(KINDS)],
                contact_email=f"group-{hall.venue}-{number}@hearth.example",
            )
            for hall in halls
            for number in range(HIRERS_EACH)
        ),
    )
    for number, hirer in enumerate(rows):
        halls[number // HIRERS_EACH].hirers.append((hirer.pk, hirer.kind))
    Membership.objects.create(hirer=rows[0], user=warden, role=Membership.Role.ORGANISER)
