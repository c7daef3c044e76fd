"""What can be chosen of a room, said with what matters for the choice: how many it takes, what it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Hirer
from accounts.plain_text import sentence
from bookings.entitling import Claims, asks_for_proof
from bookings.prices import PriceLists
from venues.models import Category, Layout, Room, SpecialTerms
from venues.money import Money
from venues.tariffs.grid import cells, may_price


def layout_choices(layouts: Mapping[str, Layout]) -> list[tuple[str, str]]:
    """Each layout with its safe capacity, and none at all."""
    return [("", _("It does not matter")), *((key, layout_words(layout)) for key, layout in layouts.items())]


def layout_words(layout: Layout) -> str:
    if layout.capacity is None:
        return _("%(layout)s (how many it takes safely is not known)") % {"layout": layout.name}
    words = ngettext("%(layout)s, at most %(count)d person", "%(layout)s, at most %(count)d people", layout.capacity)
    return words % {"layout": layout.name, "count": layout.capacity}


@dataclass(frozen=True)
class CategoryOffer:
    """A category with its lowest and highest price an hour in one room; None where it has only other prices."""

    category: Category
    lowest: Money | None
    highest: Money | None
    is_accepted: bool = False  # the hall has seen the proof of everybody who could choose it here

    @property
    def words(self) -> SafeString:
        return format_html("{}{}{}", self.name_and_price, _below(sentence(self.category.who)), _below(self._proof()))

    @property
    def name_and_price(self) -> str:
        if self.highest is None:
            return self.category.name
        if not self.highest:
            return _("%(name)s, free") % {"name": self.category.name}
        words = (
            _("%(name)s, %(price)s an hour") if self.lowest == self.highest else _("%(name)s, from %(price)s an hour")
        )
        return words % {"name": self.category.name, "price": self.lowest}

    @property
    def is_sure(self) -> bool:
        return self.category.is_standard or self.is_accepted

    def is_below(self, price: Money) -> bool:
        return self.lowest is not None and self.lowest < price

    def _proof(self) -> str:
        if not asks_for_proof(self.category):
            return ""
        if self.is_accepted:
            return _("The hall has accepted your proof.")
        return _("Proof, asked for after your first bookings: %(proof)s") % {"proof": sentence(self.category.proof)}


def _below(words: str) -> SafeString:
    """On a line of its own, more quietly; nothing where there is nothing to say."""
    return format_html('<br><span class="soft">{}</span>', words) if words else SafeString("")


@dataclass(frozen=True)
class PriceChoices:
    """The categories that have a price in a room: those to choose from, and lower ones that only the venue gives."""

    offered: list[CategoryOffer]
    if_given: list[CategoryOffer]
    sure: CategoryOffer | None = None  # the lowest that is theirs whatever they choose

    def certain(self, hirers: Collection[Hirer], claims: Claims, agreed: Iterable[SpecialTerms]) -> str | None:
        """The code of the one that is known to be theirs beforehand; None where only they can say it."""
        codes = [offer.category.code for offer in self.offered]
        if len(codes) == 1:
            return codes[0]
        if len(hirers) != 1:
            return None  # which of them it is for is not said yet
        [hirer] = hirers
        terms = [each.category.code for each in agreed if each.category]
        accepted = [each.category.code for each in self.offered if claims.is_accepted(hirer, each.category)]
        said = claims.said_by(hirer)
        return next((code for code in (*terms, *accepted, *said) if code in codes), None)


def price_choices(
    room: Room, hirers: Collection[Hirer], claims: Claims, *, prices: PriceLists, on: date
) -> PriceChoices:
    """Those that one of these hirers may have, and what asking the venue could save them; cheapest first.

    Whoever is not of those that the cheapest is meant for pays the next: so a price that the venue gives is
    told wherever it is below the one that is theirs for sure, which is the standard price or one accepted.
    """
    offered, given = [], []
    for offer in _offers(room, prices, on):
        who = [hirer for hirer in hirers if claims.may_have(hirer, offer.category)]
        if who:
            offered.append(replace(offer, is_accepted=all(claims.is_accepted(hirer, offer.category) for hirer in who)))
        elif offer.category.is_given_by_the_venue and offer.lowest is not None:
            given.append(offer)
    sure = next((offer for offer in offered if offer.is_sure), None)
    if sure is None or sure.lowest is None:
        return PriceChoices(offered, [])
    return PriceChoices(offered, [offer for offer in given if offer.is_below(sure.lowest)], sure)


def _offers(room: Room, prices: PriceLists, on: date) -> list[CategoryOffer]:
    row = prices.on(room.venue, on)
    if row is None:
        return []
    tariff = prices.read(row, room.venue.operator.currency)
    by_category: dict[str, list[Money]] = {}
    for cell in cells(tariff):
        if cell.room == room.code and cell.per_hour is not None:
            by_category.setdefault(cell.category, []).append(cell.per_hour)
    offers = [
        CategoryOffer(category, min(hourly, default=None), max(hourly, default=None))
        for category in prices.categories(room.venue)
        if may_price(tariff, category.code, room.code)
        for hourly in [by_category.get(category.code, [])]
    ]
    return sorted(offers, key=lambda offer: (offer.lowest is None, offer.lowest.pence if offer.lowest else 0))
