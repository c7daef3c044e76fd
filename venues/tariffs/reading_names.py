"""What a price list gives a code to: times of the week, days of the year, occasions, products and facts."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from venues.tariffs.document import DAYS, Row, shown
from venues.tariffs.reading_ways import SHARED
from venues.tariffs.rows import (
    DAY,
    HOURLY,
    Band,
    Calendar,
    FactAsked,
    Kind,
    NamedDays,
    Occasion,
    Product,
    Season,
)


def read_bands(rows: list[Row], named: Collection[str]) -> tuple[Band, ...]:
    bands = []
    for row in rows:
        code, name = row.code("code"), row.text("name")
        days, on = row.days("days", named)
        start, end = _hours(row)
        row.nothing_else()
        bands.append(Band(code, name, days, start, end, on))
    codes_once(rows)
    return tuple(bands)


def _hours(row: Row) -> tuple[int, int]:
    """From one time to another; one that is not after it is of the next day."""
    start, end = row.minute_of_day("from"), row.minute_of_day("to")
    if start == DAY:
        row.fault("from", "not_a_time", value="24:00")
    return start, end if end > start else end + DAY


def read_seasons(rows: list[Row]) -> tuple[Season, ...]:
    seasons = []
    for row in rows:
        code, name = row.code("code"), row.text("name")
        first, last = (_month_day(row, key) for key in ("from", "to"))
        row.nothing_else()
        seasons.append(Season(code, name, first, last))
    return tuple(seasons)


def _month_day(row: Row, key: str) -> tuple[int, int]:
    found = row.month_days(key)
    if len(found) > 1:
        row.fault(key, "not_month_days", value=shown(row.data[key]))
    return found[0] if found else (1, 1)


def read_named_days(rows: list[Row]) -> tuple[NamedDays, ...]:
    return tuple(_named_days(row) for row in rows)


def _named_days(row: Row) -> NamedDays:
    code, name = row.code("code"), row.text("name")
    if code in DAYS:
        row.fault("code", "reserved", value=code)
    row.one_of(("yearly", "on", "calendar"))
    yearly, on = row.maybe("yearly", row.month_days) or (), row.maybe("on", row.dates) or ()
    calendar = row.maybe("calendar", lambda key: row.choice(key, Calendar))
    row.nothing_else()
    return NamedDays(code, name, yearly, on, calendar)


def read_occasions(rows: list[Row]) -> tuple[Occasion, ...]:
    occasions = []
    for row in rows:
        occasions.append(Occasion(row.code("code"), row.text("name")))
        row.nothing_else()
    codes_once(rows)
    return tuple(occasions)


def read_facts(rows: list[Row]) -> tuple[FactAsked, ...]:
    codes_once(rows)
    return tuple(_fact(row) for row in rows)


def _fact(row: Row) -> FactAsked:
    code, question = row.code("code"), row.text("question")
    if code in SHARED:
        row.fault("code", "reserved", value=code)
    kind = row.choice("kind", Kind)
    after = row.maybe("after", row.flag) or False
    unless = row.maybe("unless_said", lambda key: _unless_said(row, key, kind))
    row.nothing_else()
    return FactAsked(code, question, kind or Kind.NUMBER, after, unless)


def _unless_said(row: Row, key: str, kind: Kind | None) -> bool | Decimal:
    """What holds where nothing is said; money in pence."""
    if kind is Kind.YES_NO:
        return row.flag(key)
    if kind is Kind.MONEY:
        return Decimal(row.pence(key))
    return Decimal(row.number(key))


def read_products(rows: list[Row], bands: Collection[str]) -> tuple[Product, ...]:
    products = [_product(row, bands) for row in rows]
    codes_once(rows)
    _look_for_likes_of_likes(rows, products)
    return tuple(products)


def _product(row: Row, bands: Collection[str]) -> Product:
    code, name = row.code("code"), row.text("name")
    sessions = row.known("sessions", bands, "no_such_band")
    shortest, longest = (
        row.maybe(key, lambda key: row.whole(key, 1)) for key in ("shortest_minutes", "longest_minutes")
    )
    if shortest and longest and longest < shortest:
        row.fault("longest_minutes", "range_reversed")
    opens, closes = row.maybe("within", lambda key: _within(row.table(key))) or (None, None)
    days, _named = row.maybe("days", row.days) or ((), ())
    like, charged = row.maybe("like", row.code), row.maybe("charged_minutes", lambda key: row.whole(key, 1))
    if like and charged is None and row.data.get("charged_minutes") is None:
        row.fault("charged_minutes", "missing")
    if charged and row.data.get("like") is None:
        row.fault("charged_minutes", "only_beside", choices="like")
    only_if_asked = row.maybe("only_if_asked", row.flag) or False
    row.nothing_else()
    return Product(code, name, sessions, shortest, longest, opens, closes, days, like, charged, only_if_asked)


def _within(row: Row) -> tuple[int, int]:
    hours = _hours(row)
    row.nothing_else()
    return hours


def _look_for_likes_of_likes(rows: list[Row], products: list[Product]) -> None:
    """What a product is like has a price of its own."""
    likes = {product.code: product.like for product in products if product.code}
    for row, product in zip(rows, products, strict=True):
        if not product.like:
            continue
        if product.like not in likes and product.like != HOURLY:
            row.fault("like", "no_such_product", value=product.like)
        elif likes.get(product.like):
            row.fault("like", "circular" if _comes_back(product.code, likes) else "like_of_like", value=product.like)


def _comes_back(code: str, likes: dict[str, str | None]) -> bool:
    at = likes.get(code)
    for _step in likes:
        if at is None or at == code:
            break
        at = likes.get(at)
    return at == code


def codes_once(rows: list[Row]) -> None:
    """A code stands for one thing."""
    seen: set[object] = set()
    for row in rows:
        code = row.data.get("code")
        if not isinstance(code, str):
            continue
        if code in seen:
            row.fault("code", "code_twice", value=shown(code))
        seen.add(code)
