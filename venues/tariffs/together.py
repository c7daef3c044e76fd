"""What the parts of a price list say of each other, once each has been read."""

from __future__ import annotations

from itertools import combinations

from venues.tariffs.document import Row
from venues.tariffs.rows import HOURLY, Band, Kind
from venues.tariffs.tariff import Tariff


def look_at_the_whole(tariff: Tariff, row: Row) -> None:
    """Note what no row could know alone, at its place in the document."""
    if tariff.valid_to and tariff.valid_to < tariff.valid_from:
        row.fault("valid_to", "ends_before_it_starts", value=tariff.valid_to.isoformat())
    _look_at_the_overrun(tariff, row)
    _look_at_graces(tariff, row)
    _look_at_sessions(tariff, row)
    _look_for_products_without_a_price(tariff, row)
    _look_at_names(tariff, row)


def _look_at_the_overrun(tariff: Tariff, row: Row) -> None:
    if not tariff.overrun:
        return
    kind = {fact.code: fact.kind for fact in tariff.facts}.get(tariff.overrun)
    if kind is None:
        row.fault("overrun", "no_such_fact", value=tariff.overrun)
    elif kind is not Kind.NUMBER:
        row.fault("overrun", "fact_of_other_kind", value=tariff.overrun, kind=Kind.NUMBER)


def _look_at_graces(tariff: Tariff, row: Row) -> None:
    """What does not count is less than a whole step."""
    if tariff.grace_minutes and tariff.grace_minutes >= tariff.step_minutes:
        row.fault("grace_minutes", "grace_too_long", value=tariff.grace_minutes, step=tariff.step_minutes)
    for index, rate in enumerate(tariff.rates):
        step = tariff.step_minutes if rate.step_minutes is None else rate.step_minutes
        if rate.grace_minutes and rate.grace_minutes >= step:
            place = f"rates[{index}].grace_minutes"
            row.fault(place, "grace_too_long", value=rate.grace_minutes, step=step)


def _look_at_sessions(tariff: Tariff, row: Row) -> None:
    """Of the sessions of one product, no two cover the same moment."""
    bands = {band.code: band for band in tariff.bands}
    for index, product in enumerate(tariff.products):
        sessions = [bands[code] for code in product.sessions if code in bands]
        for one, other in combinations(sessions, 2):
            if _overlap(one, other):
                row.fault(f"products[{index}].sessions", "sessions_overlap", band=one.code, other=other.code)


def _overlap(one: Band, other: Band) -> bool:
    if set(one.named) & set(other.named) and max(one.from_minute, other.from_minute) < min(
        one.to_minute, other.to_minute
    ):
        return True
    return any(
        day == other_day and max(start, other_start) < min(end, other_end)
        for day, start, end in one.spans()
        for other_day, other_start, other_end in other.spans()
    )


def _look_at_names(tariff: Tariff, row: Row) -> None:
    """Rows of one code are told under one name."""
    for table in ("limits", "adjustments", "fees", "bonds", "deposits"):
        called: dict[str, str] = {}
        for index, each in enumerate(getattr(tariff, table)):
            name = called.setdefault(each.code, each.name)
            if each.code and each.name != name:
                row.fault(f"{table}[{index}].name", "other_name", value=each.name, other=name, called=each.code)


def _look_for_products_without_a_price(tariff: Tariff, row: Row) -> None:
    priced = {code for rate in tariff.rates for code in rate.products}
    for index, product in enumerate(tariff.products):
        if product.code and not product.like and product.code not in priced:
            row.fault(f"products[{index}]", "product_without_price", value=product.code)
        if product.like == HOURLY and HOURLY not in priced:
            row.fault(f"products[{index}].like", "product_without_price", value=HOURLY)
