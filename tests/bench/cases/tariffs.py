"""How long one price takes: arithmetic only, no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

from tests.bench.measuring import Measured, timed
from venues.periods import Period
from venues.tariffs import Request, Tariff, quote, read

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
ROUNDS, QUOTES = 9, 1000


def measured(rounds: int = ROUNDS, quotes: int = QUOTES) -> Iterator[Measured]:
    chance = Random(2026)
    tariff = a_banded_tariff(chance)
    for name, hours in (("one evening", (2, 3)), ("across bands", (5, 10)), ("three days", (60, 72))):
        requests = [a_request(chance, hours) for _ in range(quotes)]
        each = median(timed(lambda asked=requests: all_quoted(tariff, asked)) for _ in range(rounds)) / quotes  # type: ignore[misc]
        yield Measured(f"A price, {name}", each, per_second=1000 / each)


def all_quoted(tariff: Tariff, requests: Sequence[Request]) -> None:
    for request in requests:
        quote(tariff, request)


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
