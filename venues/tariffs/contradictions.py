"""Where a price list says two things at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from venues.tariffs.compiled import Ranked
from venues.tariffs.faults import Fault
from venues.tariffs.narrower import Order
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import When


def contradictions(tariff: Tariff) -> list[Fault]:
    """Every two rows of which both could apply, and neither is ranked above, named above or narrower than the other."""
    order = Order({band.code: band for band in tariff.bands})
    named = frozenset(days.code for days in tariff.named_days)
    faults = []
    for place, rows in _alternatives(tariff):
        for (one, first), (other, second) in combinations(rows, 2):
            if _equally_apply(order, tariff, named, first, second):
                faults.append(_fault(f"{place}[{other}]", f"{place}[{one}]", first.when, second.when))
    return faults


def _alternatives(tariff: Tariff) -> Iterator[tuple[str, Sequence[tuple[int, Ranked]]]]:
    """The rows of which one holds at a time, with their places in their lists."""
    rates: dict[tuple[str, frozenset[str]], list[tuple[int, Ranked]]] = defaultdict(list)
    for index, rate in enumerate(tariff.rates):
        for product in rate.products:
            rates[product, frozenset(rate.when.together)].append((index, rate))
    for rows in rates.values():
        yield from (("rates", some) for some in _by_category_and_room(rows))
    for place in ("fees", "bonds", "deposits"):
        by_code: dict[str, list[tuple[int, Ranked]]] = defaultdict(list)
        for index, row in enumerate(getattr(tariff, place)):
            by_code[row.code].append((index, row))
        yield from ((place, rows) for rows in by_code.values())
    yield "setting_up", list(enumerate(tariff.setting_up))
    yield "priced_as", list(enumerate(tariff.priced_as))
    for index, extra in enumerate(tariff.extras):
        yield f"extras[{index}].prices", list(enumerate(extra.prices))


def _by_category_and_room(rows: Sequence[tuple[int, Ranked]]) -> Iterator[list[tuple[int, Ranked]]]:
    """Rows that name one category and one room can only meet others of the same: a list has hundreds of them."""
    general = [pair for pair in rows if len(pair[1].when.category) != 1 or len(pair[1].when.room) != 1]
    single: dict[tuple[str, ...], list[tuple[int, Ranked]]] = defaultdict(list)
    for pair in rows:
        if pair not in general:
            single[(*pair[1].when.category, *pair[1].when.room)].append(pair)
    yield from single.values()
    for pair in general:
        for other in rows:
            if other[0] > pair[0] or (other not in general and other[0] < pair[0]):
                yield [min(pair, other, key=_place), max(pair, other, key=_place)]


def _place(pair: tuple[int, Ranked]) -> int:
    return pair[0]


def _equally_apply(order: Order, tariff: Tariff, named: frozenset[str], one: Ranked, other: Ranked) -> bool:
    if one.rank != other.rank or not order.can_meet(one.when, other.when):
        return False
    if order.is_narrower(one.when, other.when) or order.is_narrower(other.when, one.when):
        return False
    return not _named_goes_first(tariff, named, one.when, other.when)


def _named_goes_first(tariff: Tariff, named: frozenset[str], one: When, other: When) -> bool:
    """Whether one is for a named day and the other for weekdays, so that they only meet on that day."""
    return _is_named(tariff, named, one) != _is_named(tariff, named, other) and all(
        when.band or when.dates for when in (one, other)
    )


def _is_named(tariff: Tariff, named: frozenset[str], when: When) -> bool:
    if named.intersection(when.dates):
        return True
    bands = [band for band in tariff.bands if band.code in when.band]
    return bool(bands) and any(band.named for band in bands)


def _fault(place: str, other: str, first: When, second: When) -> Fault:
    same_band = first.band == second.band
    if first.is_plain and second.is_plain and same_band:
        code = "rate_twice" if first.band else "other_rate_twice"
        return Fault(
            place,
            code,
            category=first.category[0],
            room=first.room[0],
            band=first.band[0] if first.band else None,
        )
    return Fault(place, "equally_apply", other=other)
