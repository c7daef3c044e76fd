"""Kinds of price that cost more than the standard one, which anyone may have: nobody pays them by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _

from venues.files import VenueFile
from venues.money import Money
from venues.tariffs import Tariff
from venues.tariffs.grid import TOGETHER, For, by_band, cells
from venues.tariffs.words.names import all_of

Spot = tuple[str, str | None, str | None, For]  # the room or rooms, the band, the way of hiring, what it is for


def dearer_kinds(tariff: Tariff, file: VenueFile) -> list[str]:
    """“Commercial” is dearer than “Standard” in Main hall; a sentence for each."""
    rooms = {room.code: room.name for room in file.rooms if not room.retired_on}
    prices, standard = _prices(tariff), file.operator.standard
    names = {row.code: row.name for row in file.operator.categories}
    found = []
    for code in names:
        here = prices[code].items() if code != standard else ()
        dearer = dict.fromkeys(spot[0] for spot, price in here if _is_dearer(price, prices[standard].get(spot)))
        where = [_room_words(room, rooms) for room in dearer if rooms.keys() >= set(room.split(TOGETHER))]
        if where:
            facts = {"kind": names[code], "standard": names[standard], "rooms": all_of(where)}
            found.append(_("“%(kind)s” is dearer than “%(standard)s” in %(rooms)s.") % facts)
    return found


def _prices(tariff: Tariff) -> Mapping[str, dict[Spot, Money | None]]:
    """By category; an hour in a band without a price of its own costs what it does at other times."""
    found: dict[str, dict[Spot, Money | None]] = defaultdict(dict)
    for (category, room), hourly in by_band(tariff).items():
        for band, cell in hourly.items():
            found[category][room, band, None, For.HOUR] = cell.price
    for cell in cells(tariff):
        found[cell.category][cell.room, cell.band, cell.product, cell.of] = cell.price
    return found


def _is_dearer(price: Money | None, standard: Money | None) -> bool:
    return price is not None and standard is not None and price.pence > standard.pence


def _room_words(codes: str, rooms: Mapping[str, str]) -> str:
    words = all_of([rooms[code] for code in codes.split(TOGETHER)])
    return _("%(rooms)s together") % {"rooms": words} if TOGETHER in codes else words
