"""The part of a price list that a grid can show: prices of rooms for categories, and what each is for.

A price is for an hour, at any time or in one band; for a band that is sold whole, as a session; or for a whole
hire, or each day of it, in another way of hiring. It is a sum, or told on application.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from venues.money import Money
from venues.tariffs.rows import Product, Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.ways import Flat, OnApplication, PerDay, PerSession, PerTime, Price, Way
from venues.tariffs.when import When

TOGETHER = "+"  # joins the rooms that have one price together


class For(StrEnum):
    """What a price of the grid is for."""

    HOUR = "hour"
    SESSION = "session"
    HIRE = "hire"
    DAY = "day"


WAYS: Mapping[For, type[PerTime | PerSession | Flat | PerDay]] = {
    For.HOUR: PerTime,
    For.SESSION: PerSession,
    For.HIRE: Flat,
    For.DAY: PerDay,
}


@dataclass(frozen=True)
class Cell:
    """What a room costs one category: by the hour, at any time that no band of its own takes, unless it says else.

    `room` may be several that have one price together, joined by a plus sign. `band` is a time of the week
    with a price of its own, `product` a way of hiring beside the hour. A price that is None is told on application.
    """

    category: str
    room: str
    band: str | None
    price: Money | None
    minimum_minutes: int | None = None
    product: str | None = None
    of: For = For.HOUR

    @property
    def per_hour(self) -> Money | None:
        return self.price if self.of is For.HOUR else None

    def as_rate(self) -> Rate:
        rooms = tuple(self.room.split(TOGETHER))
        when = When(
            category=(self.category,),
            room=rooms if len(rooms) == 1 else (),
            together=rooms if len(rooms) > 1 else (),
            band=(self.band,) if self.band else (),
            product=(self.product,) if self.product else (),
        )
        return Rate(when, self._way(), self.minimum_minutes)

    def _way(self) -> Way:
        return OnApplication() if self.price is None else WAYS[self.of](Price.of(self.price.pence))


def cells(tariff: Tariff) -> list[Cell]:
    """In the order of the list."""
    return [cell for _rate, cell in _shown(tariff) if cell]


def grid_rates(tariff: Tariff) -> tuple[Rate, ...]:
    """Those that a grid shows."""
    return tuple(rate for rate, cell in _shown(tariff) if cell)


def other_rates(tariff: Tariff) -> tuple[Rate, ...]:
    """Those that a grid cannot show."""
    return tuple(rate for rate, cell in _shown(tariff) if cell is None)


def with_cells(tariff: Tariff, some: Iterable[Cell]) -> Tariff:
    """The list with these prices in its grid, and all else that it says."""
    return replace(tariff, rates=(*(cell.as_rate() for cell in some), *other_rates(tariff)))


def session_product(tariff: Tariff) -> Product | None:
    """The way of hiring that sells bands whole, and says nothing else."""
    return next((row for row in tariff.products if row.sessions and row == _bare(row)), None)


def ways(tariff: Tariff) -> list[Product]:
    """The other ways of hiring whose prices a grid shows."""
    found = {cell.product for cell in cells(tariff)}
    return [row for row in tariff.products if row.code in found and not row.sessions and not row.like]


def by_band(tariff: Tariff) -> Mapping[tuple[str, str], Mapping[str | None, Cell]]:
    """By category and room: the price of an hour in each band; None is the time outside all bands."""
    found: dict[tuple[str, str], dict[str | None, Cell]] = defaultdict(dict)
    for cell in cells(tariff):
        if cell.of is For.HOUR and cell.product is None:
            found[cell.category, cell.room][cell.band] = cell
    for prices in found.values():
        if None in prices:
            for band in tariff.bands:
                prices.setdefault(band.code, prices[None])
    return found


def may_price(tariff: Tariff, category: str, room: str) -> bool:
    """Whether some rate is for this category in this room, whatever else must be so."""
    return any(_is_for(rate.when, category, room) for rate in tariff.rates)


def rooms_priced(tariff: Tariff) -> set[str]:
    """The rooms that some rate names."""
    return {room for rate in tariff.rates for room in (*rate.when.room, *rate.when.together)}


def without_room(tariff: Tariff, room: str) -> Tariff:
    """The list with nothing that is only about this room; where it stands among others, it is left out."""
    lists = ("rates", "limits", "adjustments", "fees", "bonds", "deposits", "setting_up", "priced_as", "scales")
    kept: dict[str, Any] = {name: tuple(_without(getattr(tariff, name), room)) for name in lists}
    extras = tuple(replace(extra, prices=tuple(_without(extra.prices, room))) for extra in tariff.extras)
    return replace(tariff, **kept, extras=tuple(extra for extra in extras if extra.prices))


def _shown(tariff: Tariff) -> Iterator[tuple[Rate, Cell | None]]:
    """Each price of a room, and the cell that shows it; None where a grid cannot."""
    sessions = session_product(tariff)
    for rate in tariff.rates:
        yield rate, _cell(rate, tariff.currency, sessions)


def _cell(rate: Rate, currency: str, sessions: Product | None) -> Cell | None:
    when, of = rate.when, _what_for(rate, sessions)
    if of is None or len(when.category) != 1:
        return None
    price = None
    if isinstance(rate.way, PerTime | PerSession | Flat | PerDay):
        price = Money(int(rate.way.price.pence), currency)
    room, band, product = (next(iter(codes), None) for codes in (when.room, when.band, when.product))
    cell = Cell(
        when.category[0], TOGETHER.join(when.together) or room or "", band, price, rate.minimum_minutes, product, of
    )
    return cell if cell.as_rate() == rate else None  # it says no more than the cell does


def _what_for(rate: Rate, sessions: Product | None) -> For | None:
    when = rate.when
    if not when.product:
        return For.HOUR if isinstance(rate.way, PerTime | OnApplication) else None
    if rate.minimum_minutes is not None:
        return None
    if sessions and when.product == (sessions.code,):
        is_one = len(when.band) == 1 and when.band[0] in sessions.sessions
        return For.SESSION if is_one and isinstance(rate.way, PerSession | OnApplication) else None
    if when.band:
        return None
    if isinstance(rate.way, Flat | OnApplication):
        return For.HIRE
    return For.DAY if isinstance(rate.way, PerDay) else None


def _bare(product: Product) -> Product:
    return Product(product.code, product.name, sessions=product.sessions)


def _is_for(when: When, category: str, room: str) -> bool:
    return (
        not when.together and (not when.category or category in when.category) and (not when.room or room in when.room)
    )


def _without(rows: Iterable[Any], room: str) -> Iterator[Any]:
    for row in rows:
        when: When = row.when
        if room in when.together or room in when.with_room or when.room == (room,):
            continue
        yield replace(row, when=replace(when, room=tuple(code for code in when.room if code != room)))
