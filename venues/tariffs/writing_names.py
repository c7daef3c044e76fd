"""What a price list gives a code to, as plain data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from venues.tariffs.document import DAYS
from venues.tariffs.rows import DAY, Band, FactAsked, Kind, NamedDays, Occasion, Product, Season
from venues.tariffs.writing_ways import number, pounds


def band(row: Band) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "days": [*(DAYS[day] for day in row.days), *row.named],
        **_hours(row.from_minute, row.to_minute),
    }


def season(row: Season) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "from": _month_day(row.first), "to": _month_day(row.last)}


def named_days(row: NamedDays) -> dict[str, Any]:
    document: dict[str, Any] = {"code": row.code, "name": row.name}
    if row.yearly:
        document["yearly"] = [_month_day(day) for day in row.yearly]
    if row.on:
        document["on"] = [day.isoformat() for day in row.on]
    if row.calendar:
        document["calendar"] = row.calendar.value
    return document


def occasion(row: Occasion) -> dict[str, Any]:
    return {"code": row.code, "name": row.name}


def product(row: Product) -> dict[str, Any]:
    document: dict[str, Any] = {"code": row.code, "name": row.name}
    if row.sessions:
        document["sessions"] = list(row.sessions)
    if row.shortest is not None:
        document["shortest_minutes"] = row.shortest
    if row.longest is not None:
        document["longest_minutes"] = row.longest
    if row.opens is not None and row.closes is not None:
        document["within"] = _hours(row.opens, row.closes)
    if row.days:
        document["days"] = [DAYS[day] for day in row.days]
    if row.like:
        document |= {"like": row.like, "charged_minutes": row.charged_minutes}
    if row.only_if_asked:
        document["only_if_asked"] = True
    return document


def fact(row: FactAsked) -> dict[str, Any]:
    document: dict[str, Any] = {"code": row.code, "question": row.question, "kind": row.kind.value}
    if row.after:
        document["after"] = True
    if isinstance(row.unless_said, Decimal):
        money = row.kind is Kind.MONEY
        document["unless_said"] = pounds(int(row.unless_said)) if money else number(row.unless_said)
    elif row.unless_said is not None:
        document["unless_said"] = row.unless_said
    return document


def _hours(start: int, end: int) -> dict[str, str]:
    """Times of the clock; an end on the next day is told as on that day's clock."""
    return {"from": _time(start), "to": _time(end if end <= DAY else end - DAY)}


def _time(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _month_day(day: tuple[int, int]) -> str:
    return f"{day[0]:02d}-{day[1]:02d}"
