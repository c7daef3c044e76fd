"""The rows of a price list that cost money, or change what something costs."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from venues.tariffs.document import LONGEST_MINIMUM, Row
from venues.tariffs.known import Known
from venues.tariffs.ranks import HIGHEST_RANK, read_rank
from venues.tariffs.reading_names import codes_once
from venues.tariffs.reading_ways import SHARED, read_way
from venues.tariffs.reading_when import read_when
from venues.tariffs.rows import (
    HIRE,
    TOTAL,
    Adjustment,
    Bond,
    Deposit,
    Extra,
    ExtraPrice,
    Fee,
    Limit,
    PricedAs,
    Rate,
    SettingUp,
)
from venues.tariffs.ways import GreaterOf, PerItem, Share, Way
from venues.tariffs.when import ALWAYS, When


def read_rates(rows: list[Row], known: Known) -> tuple[Rate, ...]:
    return tuple(_rate(row, known) for row in rows)


def _rate(row: Row, known: Known) -> Rate:
    rate = Rate(
        when=read_when(row, known, together=True),
        way=read_way(row, known),
        minimum_minutes=row.maybe("minimum_minutes", row.minutes),
        step_minutes=row.maybe("step_minutes", lambda key: row.whole(key, 1, LONGEST_MINIMUM)),
        grace_minutes=row.maybe("grace_minutes", row.minutes),
        rank=read_rank(row),
        tax=_tax(row, known),
    )
    if isinstance(rate.way, PerItem):
        row.fault("per_item", "not_for_hire")
    share = rate.way.share if isinstance(rate.way, GreaterOf) else rate.way
    if isinstance(share, Share) and share.of in SHARED:
        row.fault("percent" if share is rate.way else "or_percent", "not_for_hire")
    row.nothing_else()
    return rate


def read_limits(rows: list[Row], known: Known, groups: Collection[str]) -> tuple[Limit, ...]:
    return tuple(_limit(row, known, groups) for row in rows)


def _limit(row: Row, known: Known, groups: Collection[str]) -> Limit:
    limit = Limit(
        code=row.code("code"),
        name=row.text("name"),
        of=_limited(row, groups),
        when=read_when(row, known),
        least=row.maybe("least", lambda key: row.price(key, known.unit_pence)),
        most=row.maybe("most", lambda key: row.price(key, known.unit_pence)),
        minutes=row.maybe("minutes", lambda key: row.whole(key, 1)),
        by_day=row.maybe("by_day", row.flag) or False,
    )
    if limit.least is None and limit.most is None:
        row.fault("", "one_needed", choices="least, most")
    if limit.least and limit.most and limit.most.pence < limit.least.pence:
        row.fault("most", "range_reversed")
    if limit.minutes and row.data.get("most") is None:
        row.fault("minutes", "only_beside", choices="most")
    row.nothing_else()
    return limit


def _limited(row: Row, groups: Collection[str]) -> str:
    of = row.code("of")
    if of and of not in (HIRE, TOTAL) and of not in groups:
        row.fault("of", "no_such_group", value=of)
    return of


def read_adjustments(rows: list[Row], known: Known) -> tuple[Adjustment, ...]:
    return tuple(_adjustment(row, known) for row in rows)


def _adjustment(row: Row, known: Known) -> Adjustment:
    row.one_of(("percent", "per_hour", "flat"))
    adjustment = Adjustment(
        code=row.code("code"),
        name=row.text("name"),
        when=read_when(row, known),
        percent=row.maybe("percent", lambda key: row.percent(key, -100)),
        per_hour=row.maybe("per_hour", lambda key: row.price(key, known.unit_pence, less=True)),
        flat=row.maybe("flat", lambda key: row.price(key, known.unit_pence, less=True)),
        order=row.maybe("order", lambda key: row.whole(key, -HIGHEST_RANK, HIGHEST_RANK)) or 0,
    )
    row.nothing_else()
    return adjustment


def read_fees(rows: list[Row], known: Known) -> tuple[Fee, ...]:
    return tuple(_fee(row, known) for row in rows)


def _fee(row: Row, known: Known) -> Fee:
    fee = Fee(
        code=row.code("code"),
        name=row.text("name"),
        way=read_way(row, known),
        when=read_when(row, known),
        rank=read_rank(row),
        tax=_tax(row, known),
        from_bond=row.maybe("from_bond", row.flag) or False,
    )
    row.nothing_else()
    return fee


def read_extras(rows: list[Row], known: Known) -> tuple[Extra, ...]:
    codes_once(rows)
    return tuple(_extra(row, known) for row in rows)


def _extra(row: Row, known: Known) -> Extra:
    extra = Extra(
        code=row.code("code"),
        name=row.text("name"),
        prices=tuple(_extra_price(price, known) for price in row.rows("prices")),
        group=row.maybe("group", row.code),
        stock=row.maybe("stock", row.whole),
        tax=_tax(row, known),
    )
    if row.data.get("prices") is None:
        row.fault("prices", "missing")
    elif row.data["prices"] == []:
        row.fault("prices", "empty_list")
    if extra.group in (HIRE, TOTAL):
        row.fault("group", "reserved", value=extra.group)
    row.nothing_else()
    return extra


def _extra_price(row: Row, known: Known) -> ExtraPrice:
    price = ExtraPrice(read_way(row, known), read_when(row, known), read_rank(row))
    row.nothing_else()
    return price


def read_bonds(rows: list[Row], known: Known) -> tuple[Bond, ...]:
    return tuple(Bond(*_held(row, known)) for row in rows)


def read_deposits(rows: list[Row], known: Known) -> tuple[Deposit, ...]:
    return tuple(Deposit(*_held(row, known)) for row in rows)


def _held(row: Row, known: Known) -> tuple[str, str, Way, When, int]:
    held = row.code("code"), row.text("name"), read_way(row, known), read_when(row, known), read_rank(row)
    row.nothing_else()
    return held


def read_setting_up(rows: list[Row], known: Known) -> tuple[SettingUp, ...]:
    return tuple(_setting_up(row, known) for row in rows)


def _setting_up(row: Row, known: Known) -> SettingUp:
    percent, when = row.percent("percent"), read_when(row, known)
    free_minutes = row.maybe("free_minutes", row.minutes) or 0
    rank = read_rank(row)
    row.nothing_else()
    return SettingUp(percent, when, free_minutes, rank)


def read_priced_as(rows: list[Row], known: Known) -> tuple[PricedAs, ...]:
    """Who pays as whom; one pays as another, and that one as itself."""
    found = [_priced_as(row, known) for row in rows]
    pays_as = {(payer, each.category) for each in found for payer in each.when.category}
    for row, each in zip(rows, found, strict=True):
        if any(_reaches(each.category, payer, pays_as) for payer in each.when.category):
            row.fault("category", "circular", value=each.category)
    return tuple(found)


def _priced_as(row: Row, known: Known) -> PricedAs:
    category, when = row.code("category"), row.maybe("when", lambda key: _conditions(row.table(key), known))
    rank = read_rank(row)
    row.nothing_else()
    return PricedAs(category, when or ALWAYS, rank)


def _conditions(row: Row, known: Known) -> When:
    when = read_when(row, known)
    row.nothing_else()
    return when


def _reaches(start: str, end: str, steps: Collection[tuple[str, str]]) -> bool:
    """Whether one is the other, or leads to it."""
    reached, left = {start}, [start]
    while left:
        at = left.pop()
        for payer, category in steps:
            if payer == at and category not in reached:
                reached.add(category)
                left.append(category)
    return end in reached


def _tax(row: Row, known: Known) -> Decimal | None:
    if row.data.get("tax") is not None and not known.has_tax:
        row.fault("tax", "tax_not_named")
    return row.maybe("tax", lambda key: row.percent(key, 0, 100))
