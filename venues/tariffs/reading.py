"""A price list from plain data, as a file or the database keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from venues.tariffs.cancelling_rows import read_scales
from venues.tariffs.document import LONGEST_MINIMUM, Row
from venues.tariffs.faults import Fault, TariffFaults
from venues.tariffs.known import Known
from venues.tariffs.reading_names import (
    codes_once,
    read_bands,
    read_facts,
    read_named_days,
    read_occasions,
    read_products,
    read_seasons,
)
from venues.tariffs.reading_rows import (
    read_adjustments,
    read_bonds,
    read_deposits,
    read_extras,
    read_fees,
    read_limits,
    read_priced_as,
    read_rates,
    read_setting_up,
)
from venues.tariffs.rows import HOURLY, Tax
from venues.tariffs.tariff import Choice, Rounding, Tariff, Way
from venues.tariffs.together import look_at_the_whole


def read(document: Mapping[str, object], currency: str = "GBP") -> Tariff:
    """The tariff a document describes; raises TariffFaults with everything wrong in it.

    Only the form is judged here. Whether the prices leave holes or contradict is for `check`.
    """
    faults: list[Fault] = []
    row = Row(document, "", faults)
    terms = _terms(row)
    extra_rows = row.rows("extras")
    names, known = _names(row, terms, extra_rows)
    extras = read_extras(extra_rows, known)
    tariff = Tariff(
        **terms,
        **names,
        currency=currency,
        rates=read_rates(row.rows("rates"), known),
        limits=read_limits(row.rows("limits"), known, {extra.group for extra in extras if extra.group}),
        adjustments=read_adjustments(row.rows("adjustments"), known),
        fees=read_fees(row.rows("fees"), known),
        extras=extras,
        bonds=read_bonds(row.rows("bonds"), known),
        deposits=read_deposits(row.rows("deposits"), known),
        setting_up=read_setting_up(row.rows("setting_up"), known),
        priced_as=read_priced_as(row.rows("priced_as"), known),
        scales=read_scales(row, known),
    )
    row.nothing_else()
    look_at_the_whole(tariff, row)

    if faults:
        raise TariffFaults(faults)
    return tariff


def _terms(row: Row) -> dict[str, Any]:
    """What holds for the list as a whole."""
    step = row.maybe("step_minutes", lambda key: row.whole(key, 1, LONGEST_MINIMUM))
    return {
        "name": row.text("name"),
        "valid_from": row.calendar_date("valid_from"),
        "valid_to": row.maybe("valid_to", row.calendar_date),
        "standard": row.code("standard"),
        "minimum_minutes": row.maybe("minimum_minutes", row.minutes) or 0,
        "step_minutes": step or 1,
        "grace_minutes": row.maybe("grace_minutes", row.minutes) or 0,
        "unit_pence": row.maybe("unit_price", row.pence),
        "rounding": row.maybe("rounding", lambda key: _rounding(row.table(key))) or Rounding(),
        "choice": row.maybe("choose", lambda key: row.choice(key, Choice)) or Choice.CHEAPEST,
        "tax": row.maybe("tax", lambda key: _tax(row.table(key))),
        "overrun": row.maybe("overrun", row.code),
    }


def _rounding(row: Row) -> Rounding:
    pence, way = row.maybe("to", row.pence), row.maybe("way", lambda key: row.choice(key, Way))
    if pence == 0 and row.data.get("to") is not None:
        row.fault("to", "not_a_price", value=row.data["to"])
    together = row.maybe("together", row.flag) or False
    row.nothing_else()
    return Rounding(pence or 1, way or Way.HALF_UP, together)


def _tax(row: Row) -> Tax:
    tax = Tax(row.text("name"), row.percent("percent", 0, 100), row.flag("included"))
    row.nothing_else()
    return tax


def _names(row: Row, terms: Mapping[str, Any], extras: Iterable[Row]) -> tuple[dict[str, Any], Known]:
    """What the list gives a code to, and the codes."""
    seasons, named_days = row.rows("seasons"), row.rows("named_days")
    names: dict[str, Any] = {
        "seasons": read_seasons(seasons),
        "named_days": read_named_days(named_days),
        "occasions": read_occasions(row.rows("occasions")),
        "facts": read_facts(row.rows("facts")),
    }
    codes_once([*seasons, *named_days])
    names["bands"] = read_bands(row.rows("bands"), _codes(names["named_days"]))
    names["products"] = read_products(row.rows("products"), _codes(names["bands"]))
    known = Known(
        bands=_codes(names["bands"]),
        dates=_codes(names["seasons"]) | _codes(names["named_days"]),
        occasions=_codes(names["occasions"]),
        products=_codes(names["products"]) | {HOURLY},
        extras=frozenset(code for extra in extras if isinstance(code := extra.data.get("code"), str)),
        facts={fact.code: fact.kind for fact in names["facts"] if fact.code},
        unit_pence=terms["unit_pence"],
        has_tax=row.data.get("tax") is not None,
    )
    return names, known


def _codes(rows: Any) -> frozenset[str]:
    return frozenset(row.code for row in rows if row.code)
