"""How long one price takes: arithmetic only, no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

from tests.bench.measuring import Measured, worked
from venues.files import read as read_file
from venues.periods import Period
from venues.tariffs import Refusal, Request, Tariff, quote, read

ZONE = ZoneInfo("Europe/London")
ROOMS = ("whole-hall", "front-half", "back-half", "committee-room", "kitchen")
CATEGORIES = ("standard", "community", "children", "commercial")
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
BANDS = [
    ("morning", WEEKDAYS, "09:00", "13:00"),
    ("afternoon", WEEKDAYS, "13:00", "18:00"),
    ("evening", WEEKDAYS, "18:00", "24:00"),
    ("weekend", ["sat", "sun"], "08:00", "24:00"),
]
ROUNDS, QUOTES = 15, 1000
FILES = sorted((Path(__file__).parents[2] / "data" / "tariffs").glob("*.toml"))
SEARCHED = 200
Hall = tuple[Tariff, str, ZoneInfo]  # a room with the list that prices it, on the clock of its place


def measured(rounds: int = ROUNDS, quotes: int = QUOTES) -> Iterator[Measured]:
    """Other hires each time, so that no answer is met again; and a search through real price lists."""
    chance = Random(2026)
    tariff = a_banded_tariff(chance)
    for name, hours in (("one evening", (2, 3)), ("across bands", (5, 10)), ("three days", (60, 72))):
        each = median(_a_round(tariff, chance, hours, quotes) for _ in range(rounds)) / quotes
        yield Measured(f"A price, {name}", each, per_second=1000 / each)
    halls = list(islice(cycle(real_halls()), SEARCHED))
    searches = [worked(lambda on=on: all_searched(halls, on)) for on in range(rounds + 1)]  # type: ignore[misc]
    yield Measured(f"A search pricing {SEARCHED} rooms of {len(FILES)} real lists", median(searches[1:]))


def _a_round(tariff: Tariff, chance: Random, hours: tuple[int, int], quotes: int) -> float:
    requests = [a_request(chance, hours) for _ in range(quotes)]
    return worked(lambda: all_quoted(tariff, requests))


def all_quoted(tariff: Tariff, requests: Sequence[Request]) -> None:
    for request in requests:
        quote(tariff, request)


def all_searched(halls: Sequence[Hall], on: int) -> int:
    """How many rooms have a price for two hours of an evening; the others ask a question, or are not to be had."""
    found = 0
    for tariff, room, zone in halls:
        start = datetime(2026, 3, 2, 19, tzinfo=zone) + timedelta(days=on)
        period = Period(start, start + timedelta(hours=2))
        try:
            quote(tariff, Request((room,), period, zone, tariff.standard, people=25))
        except Refusal:
            continue
        found += 1
    return found


def real_halls() -> list[Hall]:
    files = [read_file(path.read_bytes()) for path in FILES]
    return [(file.tariffs[-1], room.code, file.venue.tz) for file in files for room in file.rooms]


def a_banded_tariff(chance: Random) -> Tariff:
    bands = [{"code": code, "name": code, "days": days, "from": start, "to": end} for code, days, start, end in BANDS]
    rates = [
        {"category": category, "room": room, "per_hour": f"{chance.randint(4, 40)}.50"}
        | ({"band": code} if code else {})
        for category in CATEGORIES
        for room in ROOMS
        for code in ("", *(band[0] for band in BANDS))
    ]
    document = {"name": "Prices", "valid_from": "2026-01-01", "standard": "standard", "minimum_minutes": 60}
    return read({**document, "bands": bands, "rates": rates})


def a_request(chance: Random, hours: tuple[int, int]) -> Request:
    start = datetime(2026, 1, 1, 8, tzinfo=ZONE) + timedelta(
        days=chance.randrange(365), minutes=15 * chance.randrange(48)
    )
    period = Period(start, start + timedelta(minutes=chance.randint(*hours) * 60))
    return Request((chance.choice(ROOMS),), period, ZONE, chance.choice(CATEGORIES))
