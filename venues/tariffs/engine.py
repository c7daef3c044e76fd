"""The price of a hire, worked out in a stated order.

Who pays as whom; for each way of hiring that fits: each room (or rooms priced as one) by its rates, with
shortest hires and part-hours; limits of the hire; adjustments; time for setting up; what was agreed; fees; extras;
limits of the total; tax. Bonds and deposits stand apart. Of several ways that fit, the cheapest, or the one asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from venues.periods import Period
from venues.tariffs.agreed import agreed
from venues.tariffs.asked import Asked, Spell, best_row, spell_of
from venues.tariffs.compiled import THE_HOUR, Compiled
from venues.tariffs.hiring import hired
from venues.tariffs.on_top import bonds, deposits, extras, fees, group_limits, taxes, total_limits
from venues.tariffs.priced import Price, Priced
from venues.tariffs.quotes import (
    OCCASION,
    FactMissing,
    Line,
    NoPrice,
    Other,
    ProductMissing,
    Quote,
    Refusal,
    Request,
    money,
    told_first,
)
from venues.tariffs.rows import Product
from venues.tariffs.tariff import Choice, Tariff


def quote(tariff: Tariff, request: Request) -> Quote:
    """The price of this request line by line; raises what `price` raises."""
    return price(tariff, request).quote


def price(tariff: Tariff, request: Request) -> Price:
    """The price of this request, and the standard price beside it.

    The standard price is that of the standard category for the same hire in the same way; where the list
    has none, the price itself. Raises NoPrice, FactMissing, ProductMissing, AskThem or NoSuchExtra where the
    list cannot say; TariffFaults where it contradicts itself.
    """
    list_ = tariff.compiled
    spell = spell_of(list_, request)
    found = _ways(list_, request, request.category, request.product, spell)
    best = found[0]
    asked = best.hired.asked
    standard = best
    if asked.category != tariff.standard or request.percent_off:
        standard = _standard(list_, request, asked.product.code, spell, best)
    open_facts = list(best.open_facts)
    held = tuple(bonds(best.hired, open_facts)) if tariff.bonds else ()
    due_first = tuple(deposits(best.hired, best.pence)) if tariff.deposits else ()
    return Price(request, found, standard, held, due_first, tuple(open_facts))


def _standard(list_: Compiled, request: Request, product: str, spell: Spell, otherwise: Priced) -> Priced:
    request = replace(request, percent_off=None) if request.percent_off else request
    for same in (product, request.product):
        try:
            return _ways(list_, request, list_.tariff.standard, same, spell)[0]
        except Refusal:
            continue
    return otherwise


def _ways(list_: Compiled, request: Request, category: str, wanted: str | None, spell: Spell) -> list[Priced]:
    """The ways of hiring that fit, the one that holds first and the others from the cheapest on."""
    if wanted is not None:
        products: Sequence[Product] = [list_.products[wanted]] if wanted in list_.products else []
    elif request.rooms:
        products = list_.offered
    else:
        products = (THE_HOUR,)
    rooms = frozenset(request.rooms)
    found: list[Priced] = []
    refusals: list[Refusal] = []
    for product in products:
        asked = Asked(list_, request, category, product, spell, rooms)
        if request.rooms and not asked.fits():
            continue
        try:
            paying = _paying(asked) if list_.tariff.priced_as else category
            found.append(_priced(asked if paying == category else replace(asked, category=paying)))
        except Refusal as told:
            refusals.append(told)
    if not found:
        refusal = told_first(refusals or [_no_price(request)])
        if isinstance(refusal, NoPrice) and _has_a_price_for_some_occasion(list_, request, category, spell):
            raise FactMissing(OCCASION)
        raise refusal
    if len(found) > 1:
        found = _from_the_cheapest(found)
    if len(found) > 1 and wanted is None and list_.tariff.choice == Choice.HIRER:
        currency = list_.tariff.currency
        raise ProductMissing(tuple(Other(way.hired.asked.product.code, money(way.pence, currency)) for way in found))
    return found


def _from_the_cheapest(found: Sequence[Priced]) -> list[Priced]:
    """Of those that cost the same, the one of which less is held goes first, then by their codes."""
    pences = [way.pence for way in found]
    if len(set(pences)) == len(pences):
        return sorted(found, key=lambda way: way.pence)
    return sorted(found, key=lambda way: (way.pence, _held(way), way.hired.asked.product.code))


def _held(way: Priced) -> float:
    """What is held beside the price; more than any sum where that cannot be told yet."""
    try:
        return sum(held.amount.pence for held in bonds(way.hired, []))
    except Refusal:
        return inf


def _has_a_price_for_some_occasion(list_: Compiled, request: Request, category: str, spell: Spell) -> bool:
    """Whether it hangs on what the room is wanted for, which was not said."""
    if request.occasion is not None:
        return False
    for occasion in list_.tariff.occasions:
        try:
            _ways(list_, replace(request, occasion=occasion.code), category, request.product, spell)
        except NoPrice:
            continue
        except Refusal:
            return True
        return True
    return False


def _paying(asked: Asked) -> str:
    """The category whose prices hold: who pays as another may in turn pay as a third."""
    standard = asked.list.tariff.standard
    for _turn in asked.list.tariff.priced_as:
        row = best_row(asked, asked.list.tariff.priced_as, lambda row: (row.category == standard, row.category))
        if row is None or row.category == asked.category:
            break
        asked = replace(asked, category=row.category)
    return asked.category


def _priced(asked: Asked) -> Priced:
    have = hired(asked)
    lines: list[Line] = []
    tariff = asked.list.tariff
    off_bonds: list[Line] = []
    open_facts = list(dict.fromkeys([fact for room in have.rooms for fact in room.open_facts]))
    if asked.request.percent_off:
        lines += agreed(have, asked.request.percent_off)
    if tariff.fees:
        for line, from_bond in fees(have, open_facts):
            (off_bonds if from_bond else lines).append(line)
    if asked.request.extras:
        added = list(extras(have, open_facts))
        lines += [*added, *group_limits(have, added)]
    if tariff.limits:
        lines += total_limits(have, have.pence + sum(line.amount.pence for line in lines))
    if tariff.tax and not tariff.tax.included:
        lines += taxes(have, (*have.lines, *lines))
    pence = have.pence + sum([line.amount.pence for line in lines]) if lines else have.pence
    return Priced(have, tuple(lines), tuple(off_bonds), tuple(open_facts), pence)


def _no_price(request: Request) -> NoPrice:
    period: Period = request.period.local(request.zone)
    return NoPrice("+".join(request.rooms), request.category, period)
