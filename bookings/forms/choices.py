"""What can be chosen of a room, said with what matters for the choice: how many it takes, what it costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.prices import PriceLists
from venues.models import Category, Layout, Room
from venues.money import Money


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
    """A category with its lowest and highest price an hour in one room."""

    category: Category
    lowest: Money
    highest: Money

    @property
    def words(self) -> SafeString:
        price = _("%(price)s an hour") if self.lowest == self.highest else _("from %(price)s an hour")
        said = price % {"price": self.lowest}
        return format_html("{}, {}{}", self.category.name, said, self._proof())

    def _proof(self) -> SafeString:
        if not self.category.proof:
            return SafeString("")
        words = _("Proof, asked for after your first bookings: %(proof)s") % {"proof": self.category.proof}
        return format_html('<br><span class="soft">{}</span>', words)


def category_choices(room: Room, kinds: Collection[str], *, on: date) -> list[CategoryOffer]:
    """The categories meant for these kinds of hirer that have a price in the room, cheapest first."""
    prices = PriceLists([room.venue])
    row = prices.on(room.venue, on)
    if row is None:
        return []
    by_category: dict[str, list[Money]] = {}
    for rate in prices.read(row, room.venue.operator.currency).rates:
        if rate.room == room.code:
            by_category.setdefault(rate.category, []).append(rate.per_hour)
    offers = [
        CategoryOffer(category, min(by_category[category.code]), max(by_category[category.code]))
        for category in prices.categories(room.venue)
        if category.code in by_category and any(category.is_meant_for(kind) for kind in kinds)
    ]
    return sorted(offers, key=lambda offer: offer.lowest)
