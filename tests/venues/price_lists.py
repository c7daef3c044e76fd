"""Price lists and hires for the tests of the price engine."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from venues.money import Money, from_text
from venues.periods import Period
from venues.tariffs import Quote, Request, Tariff, quote, read

LONDON = ZoneInfo("Europe/London")
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def band(code: str, start: str, end: str, days: list[str] | None = None) -> dict[str, Any]:
    return {"code": code, "name": code.title(), "days": days or EVERY_DAY, "from": start, "to": end}


def rate(category: str, room: str, per_hour: str, band: str | None = None, least: int | None = None) -> dict[str, Any]:
    row = {"category": category, "room": room, "band": band, "per_hour": per_hour, "minimum_minutes": least}
    return {key: value for key, value in row.items() if value is not None}


def a_tariff(rates: list[dict[str, Any]], bands: list[dict[str, Any]] | None = None, **changes: Any) -> Tariff:
    return read(a_document(rates, bands, **changes))


def a_document(
    rates: list[dict[str, Any]], bands: list[dict[str, Any]] | None = None, **changes: Any
) -> dict[str, Any]:
    document = {"name": "Prices", "valid_from": "2023-01-01", "standard": "standard", "bands": bands or []}
    return {**document, "rates": rates, **changes}


def hire(tariff: Tariff, room: str, start: str, end: str, category: str = "standard") -> Quote:
    """Local times; rooms joined by a plus sign."""
    return quote(tariff, Request(tuple(room.split("+")), between(start, end), LONDON, category))


def between(start: str, end: str) -> Period:
    return Period(
        datetime.fromisoformat(start).replace(tzinfo=LONDON),
        datetime.fromisoformat(end).replace(tzinfo=LONDON),
    )


def pounds(text: str) -> Money:
    return from_text(text)


def parts(priced: Quote) -> list[tuple[str, str | None, int | Decimal, str]]:
    """Each line as kind, band, minutes, amount."""
    return [(line.kind, line.band, line.quantity, str(line.amount)) for line in priced.lines]


# A published list with three bands a day, for affiliated groups
THREE_BANDS = [
    band("morning", "09:00", "13:00"),
    band("afternoon", "13:00", "18:00"),
    band("evening", "18:00", "24:00"),
]
AFFILIATED = a_tariff(
    [
        rate("affiliated", room, price, at)
        for room, prices in {
            "whole-building": ("7.50", "12.10", "15.00"),
            "hall": ("5.80", "9.40", "11.60"),
            "club-room": ("3.20", "5.10", "6.40"),
            "committee-room": ("1.70", "2.80", "3.50"),
        }.items()
        for at, price in zip(("morning", "afternoon", "evening"), prices, strict=True)
    ],
    THREE_BANDS,
    standard="affiliated",
)

# A published list by the hour in two yearly versions; the small room for two hours at least
SMALL_ROOM = rate("standard", "committee-room", "6.00", least=120)
LIST_OF_2023 = a_tariff([rate("standard", "main-hall", "21.00"), SMALL_ROOM], valid_to="2023-12-31")
LIST_OF_2024 = a_tariff([rate("standard", "main-hall", "22.00"), SMALL_ROOM], valid_from="2024-01-01")
