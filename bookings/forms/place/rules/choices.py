"""What the rules of one price list may name: rooms, kinds of price, times, days, occasions, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from venues.files import VenueFile
from venues.tariffs.rows import HOURLY, FactAsked, Kind
from venues.tariffs.tariff import Tariff

Named = tuple[tuple[str, str], ...]  # codes with their names


@dataclass(frozen=True)
class Choices:
    """Codes with their names, as a form offers them; `groups` are those of extras."""

    category: Named
    room: Named
    occasion: Named
    product: Named
    band: Named
    dates: Named
    extra: Named
    slots_are: Named
    groups: Named
    facts: tuple[FactAsked, ...]
    tax: str  # what the tax is called; nothing in a list without one

    @classmethod
    def of(cls, tariff: Tariff, file: VenueFile) -> Choices:
        sold = {code for product in tariff.products for code in product.sessions}
        groups = dict.fromkeys(extra.group for extra in tariff.extras if extra.group)
        return cls(
            category=tuple((row.code, row.name) for row in file.operator.categories),
            room=tuple((row.code, row.name) for row in file.rooms if not row.retired_on),
            occasion=_named(tariff.occasions),
            product=((HOURLY, _("By the hour")), *_named(tariff.products)) if tariff.products else (),
            band=_named(tariff.bands),
            dates=_named((*tariff.seasons, *tariff.named_days)),
            extra=_named(tariff.extras),
            slots_are=_named([band for band in tariff.bands if band.code in sold]),
            groups=tuple((group, _group_words(tariff, group)) for group in groups if group),
            facts=tariff.facts,
            tax=tariff.tax.name if tariff.tax else "",
        )

    @property
    def with_room(self) -> Named:
        return self.room if len(self.room) > 1 else ()

    @property
    def numbers(self) -> Named:
        """Questions that are answered with a number."""
        return tuple((fact.code, fact.question) for fact in self.facts if fact.kind is Kind.NUMBER)

    @property
    def sums(self) -> Named:
        """Questions that are answered with a sum of money."""
        return tuple((fact.code, fact.question) for fact in self.facts if fact.kind is Kind.MONEY)


def _named(rows: Sequence[object]) -> Named:
    return tuple((getattr(row, "code"), getattr(row, "name")) for row in rows)  # noqa: B009


def _group_words(tariff: Tariff, group: str) -> str:
    names = ", ".join(extra.name for extra in tariff.extras if extra.group == group)
    return _("the extras of the group “%(group)s” together (%(names)s)") % {"group": group, "names": names}
