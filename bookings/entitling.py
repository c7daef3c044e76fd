"""Which prices a hirer may have at the venues of an operator, which no longer, and whose proof is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Hirer
from venues.models import Category, Entitlement, Operator

Pair = tuple[int, int]  # keys of a hirer and a category


def asks_for_proof(category: Category) -> bool:
    """The standard price is for anyone, whatever stands beside it."""
    return bool(category.proof) and not category.is_standard


@dataclass(frozen=True)
class Claims:
    """What some hirers have said, shown and been told of the prices of one operator; asked for in one question."""

    open: dict[Pair, Entitlement] = field(default_factory=dict)
    lost: frozenset[Pair] = frozenset()  # refused, or ended, and not begun anew

    @classmethod
    def of(cls, hirers: Iterable[Hirer], operator: Operator) -> Claims:
        rows = Entitlement.objects.filter(operator=operator, hirer__in={hirer.pk for hirer in hirers})
        by_pair: dict[Pair, list[Entitlement]] = defaultdict(list)
        for row in rows.without_pictures().select_related("category").order_by("pk"):
            by_pair[row.hirer_id, row.category_id].append(row)
        standing = {pair: row for pair, found in by_pair.items() for row in found if row.is_open}
        return cls(standing, frozenset(by_pair.keys() - standing.keys()))

    def may_have(self, hirer: Hirer, category: Category) -> bool:
        """Accepted by the hall; or meant for this kind of hirer, and never refused to this one."""
        pair = (hirer.pk, category.pk)
        if category.is_standard or self.is_accepted(hirer, category):
            return True
        return category.is_meant_for(hirer.kind) and pair not in self.lost

    def is_accepted(self, hirer: Hirer, category: Category) -> bool:
        found = self.open.get((hirer.pk, category.pk))
        return found is not None and found.is_accepted

    def said_by(self, hirer: Hirer) -> list[str]:
        """The codes of the prices that it has said are its own and that nobody has ended, the latest first."""
        rows = [row for (whose, _category), row in self.open.items() if whose == hirer.pk]
        return [row.category.code for row in sorted(rows, key=lambda row: row.declared_at, reverse=True)]

    def has_lost(self, hirer: Hirer, category: Category) -> bool:
        return (hirer.pk, category.pk) in self.lost

    def late(self, hirer: Hirer, category: Category, on: date) -> Entitlement | None:
        """The claim of which proof was asked by a day that is past, and nothing has been shown."""
        found = self.open.get((hirer.pk, category.pk))
        return found if found is not None and asks_for_proof(category) and found.is_late(on) else None


def late_proof(hirer: Hirer, category: Category, on: date) -> Entitlement | None:
    """The same for one hirer and one price."""
    if not asks_for_proof(category):
        return None
    return Entitlement.objects.late(on).without_pictures().filter(hirer=hirer, category=category).first()
