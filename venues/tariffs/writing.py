"""A price list as plain data, always written the same way."""

from __future__ import annotations

from typing import Any

from venues.tariffs import writing_rows as rows
from venues.tariffs.cancelling_rows import write_scales
from venues.tariffs.rows import Kind
from venues.tariffs.tariff import Choice, Rounding, Tariff
from venues.tariffs.writing_names import band, fact, named_days, occasion, product, season
from venues.tariffs.writing_ways import pounds


def write(tariff: Tariff) -> dict[str, Any]:
    """The document that `read` turns into this very tariff; rows keep their order.

    Dates are ISO text, prices have two decimals, what is absent is left out. The currency is the
    operator's, and is not written.
    """
    money = {fact.code for fact in tariff.facts if fact.kind is Kind.MONEY}
    document = {**_terms(tariff), "bands": [band(row) for row in tariff.bands]}
    named = {
        "seasons": [season(row) for row in tariff.seasons],
        "named_days": [named_days(row) for row in tariff.named_days],
        "occasions": [occasion(row) for row in tariff.occasions],
        "products": [product(row) for row in tariff.products],
        "facts": [fact(row) for row in tariff.facts],
    }
    priced = {
        "limits": [rows.limit(row, money) for row in tariff.limits],
        "adjustments": [rows.adjustment(row, money) for row in tariff.adjustments],
        "fees": [rows.fee(row, money) for row in tariff.fees],
        "extras": [rows.extra(row, money) for row in tariff.extras],
        "bonds": [rows.held(row, money) for row in tariff.bonds],
        "deposits": [rows.held(row, money) for row in tariff.deposits],
        "setting_up": [rows.setting_up(row, money) for row in tariff.setting_up],
        "priced_as": [rows.priced_as(row, money) for row in tariff.priced_as],
    }
    document |= {key: found for key, found in named.items() if found}
    document["rates"] = [rows.rate(row, money) for row in tariff.rates]
    document |= {key: found for key, found in priced.items() if found}
    return document | ({"cancellation": write_scales(tariff.scales)} if tariff.scales else {})


def _terms(tariff: Tariff) -> dict[str, Any]:
    """What holds for the list as a whole, where it is not as usual."""
    terms: dict[str, Any] = {
        "name": tariff.name,
        "valid_from": tariff.valid_from.isoformat(),
        "valid_to": tariff.valid_to.isoformat() if tariff.valid_to else None,
        "standard": tariff.standard,
        "minimum_minutes": tariff.minimum_minutes or None,
        "step_minutes": tariff.step_minutes if tariff.step_minutes > 1 else None,
        "grace_minutes": tariff.grace_minutes or None,
        "unit_price": None if tariff.unit_pence is None else pounds(tariff.unit_pence),
    }
    if tariff.rounding != Rounding():
        terms["rounding"] = {"to": pounds(tariff.rounding.pence), "way": tariff.rounding.way.value}
        if tariff.rounding.together:
            terms["rounding"]["together"] = True
    if tariff.choice is not Choice.CHEAPEST:
        terms["choose"] = tariff.choice.value
    if tariff.tax:
        tax = tariff.tax
        terms["tax"] = {"name": tax.name, "percent": f"{tax.percent:f}", "included": tax.included}
    terms["overrun"] = tariff.overrun
    return {key: value for key, value in terms.items() if value is not None}
