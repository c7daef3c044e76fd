"""The money of a row as a session keeps it: what was agreed, and the standard price of the list beside it."""

from __future__ import annotations

from typing import Any

from bookings import charging
from bookings.diaries.rows import Money as Said
from bookings.going_live.planned import Dated
from bookings.models import Session
from bookings.prices import PriceLists
from venues import tariffs
from venues.models import Category
from venues.money import Money
from venues.tariffs import Line
from venues.tariffs.quotes import Unit

GAPS = {
    "category": "category_gap_pence",
    "volume": "discount_gap_pence",
    "commercial": "discount_gap_pence",
    "waiver": "waiver_gap_pence",
}


def fields(date: Dated, category: Category, prices: PriceLists) -> dict[str, Any]:
    """The fields of a session, all that are not recorded left out; `tariff` where a list was asked."""
    said = date.row.money
    if date.row.own:
        return {"hire_pence": 0}
    if date.held != Session.Status.PLANNED:
        return _charged_all_the_same(said)
    billed, payer = _billed(said)
    if said.charge is None:
        return {"standard_pence": said.standard, **payer}
    found: dict[str, Any] = {"standard_pence": said.standard}
    if said.standard is None:
        found = _by_the_list(date, category, prices, billed)
    gap = max(0, (found["standard_pence"] or 0) - billed["hire_pence"] - billed["compulsory_pence"])
    if said.why_less:
        found |= dict.fromkeys(GAPS.values(), 0)
        found[GAPS[said.why_less]] = gap if said.less is None else said.less
    return {
        **billed,
        **payer,
        **found,
        "price_lines": [_line(date, category, billed).as_row()],
        "unsaid": _unsaid(said),
    }


def _unsaid(said: Said) -> list[str] | None:
    """What stands as nothing because the row does not say it; a nought that was written is said."""
    parts = ((Session.Unsaid.EXTRAS, said.extras), (Session.Unsaid.TAX, said.tax))
    return [part.value for part, pence in parts if pence is None] or None


def _charged_all_the_same(said: Said) -> dict[str, Any]:
    """What a date that was not used still costs, tax in: how much of it is tax is told by the price."""
    net, tax = (said.charge or 0) + (said.extras or 0), said.tax or 0
    priced = {"hire_pence": said.charge or 0, "compulsory_pence": said.extras or 0, "vat_pence": tax} if tax else {}
    return {"cancellation_pence": net + tax, "standard_pence": said.standard, **priced}


def _billed(said: Said) -> tuple[dict[str, int], dict[str, Any]]:
    """What the hirer is billed, and what somebody else is: the whole row, or so much of it, off the hire first."""
    charge, extras, tax = said.charge or 0, said.extras or 0, said.tax or 0
    if not said.payer:
        return {"hire_pence": charge, "compulsory_pence": extras, "vat_pence": tax}, {}
    whole = charge + extras
    pays = whole if said.payer_pays is None else min(said.payer_pays, whole)
    left = whole - pays
    hire = max(0, charge - pays)
    billed = {"hire_pence": hire, "compulsory_pence": left - hire, "vat_pence": tax * left // whole if whole else 0}
    return billed, {"payer": said.payer, "payer_pence": pays + tax - billed["vat_pence"]}


def _by_the_list(date: Dated, category: Category, prices: PriceLists, billed: dict[str, int]) -> dict[str, Any]:
    """The standard price of its day, and how much of what is less is because of the category."""
    venue = date.rooms[0].venue
    row = prices.on(venue, date.period.start.date())
    try:
        quote = _quote(date, category, prices)
    except tariffs.Refusal:
        return {"standard_pence": None}
    standard, paid = charging.standard_net(quote), billed["hire_pence"] + billed["compulsory_pence"]
    by_category = min(max(0, standard - charging.net(quote)), max(0, standard - paid))
    return {"standard_pence": standard, "category_gap_pence": by_category, "tariff": row}


def _quote(date: Dated, category: Category, prices: PriceLists) -> tariffs.Quote:
    """It is remembered from week to week."""
    [offer] = prices.offers(date.rooms, [date.period], category, people=date.row.expected)
    return offer.quote


def _line(date: Dated, category: Category, billed: dict[str, int]) -> Line:
    """Agreed by the hall: no list is asked again."""
    price = Money(sum(billed.values()), date.rooms[0].venue.operator.currency)
    return Line(
        kind=Session.BY_HAND,
        room="",
        category=category.code,
        band=None,
        quantity=1,
        unit_price=price,
        amount=price,
        unit=Unit.TIME,
    )
