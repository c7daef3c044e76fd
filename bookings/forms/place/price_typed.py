"""What the boxes of the grid say, as parts of a price list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from bookings.forms.place.bands import code_for, read_band
from bookings.forms.place.price_rows import ANY, Row, price_of
from bookings.forms.place.together import read_together
from bookings.forms.place.ways import read_way
from venues.files.contents import CategoryRow
from venues.tariffs import Tariff
from venues.tariffs.grid import Cell, For, cells, other_rates, session_product, ways
from venues.tariffs.overlaps import crossing_bands
from venues.tariffs.rows import HOURLY, Band, Product
from venues.tariffs.words import fault_words

if TYPE_CHECKING:
    from bookings.forms.place.prices import PriceListForm


@dataclass(frozen=True)
class Typed:
    """By the slot of the page, None where it is taken away; and by which way of hiring bands are sold whole."""

    bands: Mapping[str, Band | None]
    ways: Mapping[str, Product | None]
    rooms: Mapping[str, str | None]
    sold: Product | None


def read_typed(form: PriceListForm, cleaned: Mapping[str, Any]) -> Typed:
    """Faults are noted in the boxes that have them."""
    bands, found = _bands(form, cleaned), _ways(form, cleaned)
    together: set[frozenset[str]] = set()
    rooms = {
        f"together{number}": read_together(form, cleaned, number, together) for number in range(form.counts.together)
    }
    return Typed(bands, found, rooms, _sold_whole(form.base, cleaned, bands, found))


def products_typed(base: Tariff, typed: Typed) -> tuple[Product, ...]:
    """Those of the list in their order, changed as the boxes say; then new ones."""
    held, sessions = [way.code for way in ways(base)], session_product(base)
    found: list[Product | None] = []
    for row in base.products:
        if sessions and row.code == sessions.code:
            found.append(typed.sold)
        else:
            found.append(typed.ways[f"way{held.index(row.code)}"] if row.code in held else row)
    found += [] if sessions else [typed.sold]
    found += [way for slot, way in typed.ways.items() if int(slot.removeprefix("way")) >= len(held)]
    return tuple(row for row in found if row)


def without_price(base: Tariff, typed: Typed, prices: Iterable[Cell]) -> Iterator[str]:
    """The boxes with the names of ways of hiring, or of times that are sold whole, for which there is no price."""
    priced = {cell.product for cell in prices} | {code for rate in other_rates(base) for code in rate.products}
    for slot, way in typed.ways.items():
        if way and way.code not in priced:
            yield f"{slot}-name"
    if typed.sold and typed.sold.code not in priced:
        yield next(f"{slot}-name" for slot, band in typed.bands.items() if band and band.code in typed.sold.sessions)


def cells_typed(form: PriceListForm, cleaned: Mapping[str, Any], typed: Typed) -> Iterator[Cell]:
    """What the boxes say; then prices that have no box, where they can still hold."""
    found = set()
    for row in form.grid_rows:
        for cell in _row_cells(form, cleaned, typed, row):
            found.add(_key(cell))
            yield cell
    shown = {_key(cell) for row in form.grid_rows for cell in row.held.values()}
    bands = {band.code for band in typed.bands.values() if band} | {None}
    products = {row.code for row in products_typed(form.base, typed)} | {None}
    stays = cleaned["first"] == form.base.valid_from
    for cell in cells(form.base):
        can_hold = cell.band in bands and cell.product in products and (stays or not _is_over(form, cell))
        if _key(cell) not in shown | found and can_hold:
            yield cell


def _row_cells(form: PriceListForm, cleaned: Mapping[str, Any], typed: Typed, row: Row) -> Iterator[Cell]:
    slot = row.slot.key
    room = typed.rooms.get(row.spot.key, row.spot.room)
    band, way = typed.bands.get(slot), typed.ways.get(slot)
    if room is None or (slot != ANY and not (band or way)):
        return
    of = For(cleaned.get(f"{slot}-of") or (For.HIRE if way else For.HOUR))
    product = way or (typed.sold if of is For.SESSION else None)
    for category in form.columns:
        price = cleaned.get(row.box(category))
        if price is not None:
            yield Cell(
                category.code,
                room,
                band.code if band else None,
                price_of(price, form.file.operator.currency),
                _least(form, cleaned, row, category) if of is For.HOUR else None,
                product.code if product else None,
                of,
            )


def _least(form: PriceListForm, cleaned: Mapping[str, Any], row: Row, category: CategoryRow) -> int | None:
    if row.least_box in form.fields:
        minutes: int | None = cleaned.get(row.least_box)
        return minutes
    held = row.held.get(category.code)
    return held.minimum_minutes if held else None


def _is_over(form: PriceListForm, cell: Cell) -> bool:
    """Whether it is about a room that is retired."""
    retired = {room.code for room in form.file.rooms if room.retired_on}
    return not retired.isdisjoint(cell.room.split("+"))


def _key(cell: Cell) -> tuple[str, str, str | None, str | None]:
    return cell.category, cell.room, cell.band, cell.product


def _bands(form: PriceListForm, cleaned: Mapping[str, Any]) -> dict[str, Band | None]:
    found: dict[str, Band | None] = {}
    taken: set[str] = set()
    for number in range(form.counts.bands):
        gone = cleaned.get(f"band{number}-gone")
        found[f"band{number}"] = None if gone else read_band(form, cleaned, number, taken)
    sound = {slot: band for slot, band in found.items() if band}
    for fault in crossing_bands(list(sound.values())):
        names = {band.code: band.name for band in sound.values()}
        slot = next(slot for slot, band in sound.items() if band.code == fault.facts["other"])
        fault.facts.update(band=names[fault.facts["band"]], other=names[fault.facts["other"]])
        form.add_error(f"{slot}-days", fault_words(fault))
    return found


def _ways(form: PriceListForm, cleaned: Mapping[str, Any]) -> dict[str, Product | None]:
    shown = {way.code for way in ways(form.base)}
    taken = {HOURLY, *(row.code for row in form.base.products if row.code not in shown)}
    return {
        f"way{number}": None if cleaned.get(f"way{number}-gone") else read_way(form, cleaned, number, taken)
        for number in range(form.counts.ways)
    }


def _sold_whole(
    base: Tariff, cleaned: Mapping[str, Any], bands: Mapping[str, Band | None], found: Mapping[str, Product | None]
) -> Product | None:
    """The way of hiring by which bands are sold as sessions; None where none is."""
    sold = tuple(band.code for slot, band in bands.items() if band and cleaned.get(f"{slot}-of") == For.SESSION)
    held = session_product(base)
    if not sold:
        return None
    if held:
        return replace(held, sessions=sold)
    taken = {row.code for row in (*base.products, *found.values()) if row}
    return Product(code_for("", "session", taken), _("Session"), sessions=sold)
