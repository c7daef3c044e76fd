"""The rows that cost money, as plain data: code and name, conditions, the amount, and the rest.

`money` are the facts that are sums of money; a condition on one of them is told in pounds.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from venues.tariffs.rows import (
    Adjustment,
    Bond,
    Deposit,
    Extra,
    Fee,
    Limit,
    PricedAs,
    Rate,
    SettingUp,
)
from venues.tariffs.writing_ways import amount
from venues.tariffs.writing_when import conditions


def rate(row: Rate, money: Collection[str]) -> dict[str, Any]:
    minutes = {
        key: value
        for key in ("minimum_minutes", "step_minutes", "grace_minutes")
        if (value := getattr(row, key)) is not None
    }
    return {**conditions(row.when, money), **amount(row.way), **minutes, **_rank(row.rank), **_percent("tax", row.tax)}


def limit(row: Limit, money: Collection[str]) -> dict[str, Any]:
    document: dict[str, Any] = {"code": row.code, "name": row.name, "of": row.of, **conditions(row.when, money)}
    document |= {key: price.text for key in ("least", "most") if (price := getattr(row, key)) is not None}
    if row.minutes is not None:
        document["minutes"] = row.minutes
    if row.by_day:
        document["by_day"] = True
    return document


def adjustment(row: Adjustment, money: Collection[str]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "code": row.code,
        "name": row.name,
        **conditions(row.when, money),
        **_percent("percent", row.percent),
    }
    document |= {key: price.text for key in ("per_hour", "flat") if (price := getattr(row, key)) is not None}
    if row.order:
        document["order"] = row.order
    return document


def fee(row: Fee, money: Collection[str]) -> dict[str, Any]:
    return {**held(row, money), **_percent("tax", row.tax), **({"from_bond": True} if row.from_bond else {})}


def extra(row: Extra, money: Collection[str]) -> dict[str, Any]:
    document: dict[str, Any] = {"code": row.code, "name": row.name}
    if row.group:
        document["group"] = row.group
    if row.stock is not None:
        document["stock"] = row.stock
    document |= _percent("tax", row.tax)
    document["prices"] = [
        {**conditions(price.when, money), **amount(price.way), **_rank(price.rank)} for price in row.prices
    ]
    return document


def held(row: Bond | Deposit | Fee, money: Collection[str]) -> dict[str, Any]:
    """A bond or a deposit; a fee says more."""
    return {
        "code": row.code,
        "name": row.name,
        **conditions(row.when, money),
        **amount(row.way),
        **_rank(row.rank),
    }


def setting_up(row: SettingUp, money: Collection[str]) -> dict[str, Any]:
    document: dict[str, Any] = {**_percent("percent", row.percent), **conditions(row.when, money)}
    if row.free_minutes:
        document["free_minutes"] = row.free_minutes
    return {**document, **_rank(row.rank)}


def priced_as(row: PricedAs, money: Collection[str]) -> dict[str, Any]:
    when = conditions(row.when, money)
    return {"category": row.category, **({"when": when} if when else {}), **_rank(row.rank)}


def _rank(rank: int) -> dict[str, int]:
    return {"rank": rank} if rank else {}


def _percent(key: str, percent: Decimal | None) -> dict[str, str]:
    return {} if percent is None else {key: f"{percent:f}"}
