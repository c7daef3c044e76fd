"""How an amount comes about, as plain data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from venues.tariffs.reading_ways import PLAIN
from venues.tariffs.ways import (
    HOUR,
    GreaterOf,
    OnApplication,
    PerFact,
    PerItem,
    PerTime,
    Price,
    Share,
    Steps,
    Way,
)

KEYS = {way: key for key, way in PLAIN.items()}


def amount(way: Way) -> dict[str, Any]:
    """The entries that `read_way` turns into this very way of charging."""
    match way:
        case PerTime():
            return _per_time(way, "per_hour", "per")
        case PerItem():
            return _per_item(way)
        case Steps():
            return _steps(way)
        case Share():
            return share(way)
        case GreaterOf():
            return {"flat": way.price.text, "or_percent": share(way.share)}
        case PerFact():
            each = {"each": way.each} if way.each != 1 else {}
            free = {"free": way.free} if way.free else {}
            return {"per_fact": {"fact": way.fact, "price": way.price.text, **each, **free}}
        case OnApplication():
            return {"on_application": True}
    return {KEYS[type(way)]: way.price.text}


def share(way: Share) -> dict[str, Any]:
    document = {"percent": f"{way.percent:f}", "of": way.of}
    return document | {key: price.text for key in ("least", "most") if (price := getattr(way, key)) is not None}


def _per_time(way: PerTime, by_hour: str, by_any: str) -> dict[str, Any]:
    if way.minutes == HOUR and not way.whole:
        return {by_hour: way.price.text}
    part = {} if way.whole else {"share": True}
    return {by_any: {"minutes": way.minutes, "price": way.price.text, **part}}


def _per_item(way: PerItem) -> dict[str, Any]:
    lot = {"lot": way.lot} if way.lot != 1 else {}
    if len(way.tiers) == 1 and (way.tiers[0].least, way.tiers[0].for_all) == (1, False):
        return {"per_item": way.tiers[0].price.text, **lot}
    tiers = [{"from": tier.least, "all" if tier.for_all else "each": tier.price.text} for tier in way.tiers]
    return {"tiers": tiers, **lot}


def _steps(way: Steps) -> dict[str, Any]:
    steps = [{"up_to": step.up_to, "price": step.price.text} for step in way.steps]
    document: dict[str, Any] = {"day_steps" if way.by_day else "steps": steps}
    if isinstance(way.beyond, PerTime):
        return document | _per_time(way.beyond, "then_per_hour", "then_per")
    if isinstance(way.beyond, Price):
        document["then_per_day"] = way.beyond.text
    return document


def pounds(pence: int) -> str:
    return Price.of(pence).text


def number(value: int | Decimal) -> int | str:
    return value if isinstance(value, int) else f"{value:f}"
