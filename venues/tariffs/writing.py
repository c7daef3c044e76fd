"""A price list as plain data, always written the same way."""

from __future__ import annotations

from typing import Any

from venues.money import Money
from venues.tariffs.document import DAYS
from venues.tariffs.rows import DAY, Band, Rate
from venues.tariffs.tariff import Tariff


def write(tariff: Tariff) -> dict[str, Any]:
    """The document that `read` turns into this very tariff; rows keep their order.

    Dates are ISO text, prices have two decimals, what is absent is left out. The currency is the
    operator's, and is not written.
    """
    document: dict[str, Any] = {
        "name": tariff.name,
        "valid_from": tariff.valid_from.isoformat(),
    }
    if tariff.valid_to:
        document["valid_to"] = tariff.valid_to.isoformat()
    document["standard"] = tariff.standard
    if tariff.minimum_minutes:
        document["minimum_minutes"] = tariff.minimum_minutes
    document["bands"] = [_band(band) for band in tariff.bands]
    document["rates"] = [_rate(rate) for rate in tariff.rates]
    return document


def _band(band: Band) -> dict[str, Any]:
    end = band.to_minute if band.to_minute <= DAY else band.to_minute - DAY
    return {
        "code": band.code,
        "name": band.name,
        "days": [DAYS[day] for day in band.days],
        "from": _time(band.from_minute),
        "to": _time(end),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    row: dict[str, Any] = {"category": rate.category, "room": rate.room}
    if rate.band:
        row["band"] = rate.band
    row["per_hour"] = _price(rate.per_hour)
    if rate.minimum_minutes is not None:
        row["minimum_minutes"] = rate.minimum_minutes
    return row


def _time(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _price(money: Money) -> str:
    return f"{money.pence // 100}.{money.pence % 100:02d}"
