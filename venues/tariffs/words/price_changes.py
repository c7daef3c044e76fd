"""Which prices of the grid changed from one list to the next; what changed alike is told together."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from venues.tariffs.grid import Cell, cells
from venues.tariffs.tariff import Tariff
from venues.tariffs.words.amounts import amount_words
from venues.tariffs.words.names import Names, all_of
from venues.tariffs.words.times import minimum_words

Key = tuple[str, str | None, str | None, str]  # room, way of hiring, band, category


def price_changes(old: Tariff, new: Tariff, places: Names) -> Iterator[str]:
    """Small hall, Evenings, Community group: £9.50 instead of £9.00 an hour."""
    then, now = _by_place(old), _by_place(new)
    before, after = (Names.of(tariff, places.rooms, places.categories) for tariff in (old, new))
    yield from _together({key: _words(then.get(key), cell, old, new) for key, cell in now.items()}, after)
    gone = {key: _amount(cell, old, with_least=False) for key, cell in then.items() if key not in now}
    for sentence in _together(gone, before):
        yield _("Gone: %(what)s") % {"what": sentence}


def _by_place(tariff: Tariff) -> dict[Key, Cell]:
    return {(cell.room, cell.product, cell.band, cell.category): cell for cell in cells(tariff)}


def _words(then: Cell | None, now: Cell, old: Tariff, new: Tariff) -> str:
    """What changed in one cell; nothing where nothing did."""
    if then is None:
        return _("%(price)s, new") % {"price": _amount(now, new, with_least=False)}
    differs = now.minimum_minutes != then.minimum_minutes and _least(now, new) != _least(then, old)
    if (now.price, now.of, differs) == (then.price, then.of, False):
        return ""
    if not differs and now.price and then.price and now.of == then.of and now.price.pence and then.price.pence:
        facts = {"now": now.price, "then": _amount(then, old, with_least=False)}
    else:
        facts = {"now": _amount(now, new, with_least=differs), "then": _amount(then, old, with_least=differs)}
    return _("%(now)s instead of %(then)s") % facts


def _amount(cell: Cell, tariff: Tariff, *, with_least: bool) -> str:
    """£9.00 an hour, at least 2 hours."""
    words = amount_words(cell.as_rate().way, Names(), tariff.currency)
    if not with_least:
        return words
    return _("%(price)s, %(least)s") % {"price": words, "least": minimum_words(_least(cell, tariff)) or _("any length")}


def _least(cell: Cell, tariff: Tariff) -> int:
    return tariff.minimum_minutes if cell.minimum_minutes is None else cell.minimum_minutes


def _together(found: dict[Key, str], names: Names) -> Iterator[str]:
    """One sentence for what changed alike: first for all categories of a room at a time, then for all such rooms."""
    rows: dict[tuple[str, str | None, str | None, str], list[str]] = {}
    for (room, product, band, category), words in found.items():
        if words:
            rows.setdefault((room, product, band, words), []).append(category)
    alike: dict[tuple[str | None, str | None, str, tuple[str, ...]], list[str]] = {}
    for (room, product, band, words), categories in rows.items():
        alike.setdefault((product, band, words, tuple(categories)), []).append(room)
    for (product, band, words, codes), rooms in alike.items():
        where = [all_of([names.room(code) for code in rooms])]
        where += [names.product(product)] if product else []
        where += [names.band(band)] if band else []
        where.append(all_of([names.category(code) for code in codes]))
        yield _("%(where)s: %(words)s") % {"where": ", ".join(where), "words": words}
