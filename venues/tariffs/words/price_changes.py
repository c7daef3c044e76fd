"""Which prices of the grid changed from one list to the next; what changed alike is told together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    parted = {cell.room for cell in (*then.values(), *now.values()) if cell.band}  # rooms with times of their own
    yield from _together({key: _words(then.get(key), cell, old, new) for key, cell in now.items()}, after, parted)
    gone = {key: _amount(cell, old, with_least=False) for key, cell in then.items() if key not in now}
    for sentence in _together(gone, before, parted):
        yield _("Gone: %(what)s") % {"what": sentence}


def rise_words(old: Tariff, new: Tariff) -> str:
    """36 prices go up, by 5% to 8%. 2 prices go down, by about 10%."""
    then = _by_place(old)
    found = [
        Fraction(100 * cell.price.pence, before.price.pence) - 100
        for key, cell in _by_place(new).items()
        if (before := then.get(key)) and before.of is cell.of and before.price and cell.price and before.price.pence
    ]
    up, down = [each for each in found if each > 0], [-each for each in found if each < 0]
    said = []
    if up:
        words = ngettext("%(count)d price goes up, by %(share)s.", "%(count)d prices go up, by %(share)s.", len(up))
        said.append(words % {"count": len(up), "share": _share_words(up)})
    if down:
        words = ngettext(
            "%(count)d price goes down, by %(share)s.", "%(count)d prices go down, by %(share)s.", len(down)
        )
        said.append(words % {"count": len(down), "share": _share_words(down)})
    return " ".join(said)


def _share_words(shares: Sequence[Fraction]) -> str:
    least, most = (int(share + Fraction(1, 2)) for share in (min(shares), max(shares)))
    if least == most:
        return _("about %(share)d%%") % {"share": least}
    return _("%(least)d%% to %(most)d%%") % {"least": least, "most": most}


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


def _together(found: dict[Key, str], names: Names, parted: set[str]) -> Iterator[str]:
    """One sentence for what changed alike: for categories of a room at a time, for such times, for such rooms."""
    rows: dict[tuple[str, str | None, str | None, str], list[str]] = {}
    for (room, product, band, category), words in found.items():
        if words:
            rows.setdefault((room, product, band, words), []).append(category)
    by_time: dict[tuple[str, str | None, str, tuple[str, ...]], list[str | None]] = {}
    for (room, product, band, words), categories in rows.items():
        by_time.setdefault((room, product, words, tuple(categories)), []).append(band)
    alike: dict[tuple[str | None, tuple[str | None, ...], str, tuple[str, ...]], list[str]] = {}
    for (room, product, words, codes), bands in by_time.items():
        alike.setdefault((product, tuple(bands), words, codes), []).append(room)
    for (product, bands_alike, words, codes), rooms in alike.items():
        where = [all_of([names.room(code) for code in rooms])]
        where += [names.product(product)] if product else []
        where += _times(bands_alike, names, is_parted=not parted.isdisjoint(rooms))
        where.append(all_of([names.category(code) for code in codes]))
        yield _("%(where)s: %(words)s") % {"where": ", ".join(where), "words": words}


def _times(bands: Sequence[str | None], names: Names, *, is_parted: bool) -> list[str]:
    """Evenings and Weekends; nothing where it is all the time."""
    if bands == (None,):
        return [_("other times")] if is_parted else []
    return [all_of([names.band(band) for band in bands if band] + ([_("other times")] if None in bands else []))]
