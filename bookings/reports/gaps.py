"""The gap between the standard price and what was charged, and the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass

from bookings.reports.rows import SessionRow


@dataclass(frozen=True)
class Gap:
    """How far under the standard price a session was charged, in pence, by reason in this order."""

    category: int
    discount: int
    waiver: int
    unexplained: int

    @property
    def concession(self) -> int:
        """Only these two are given; a discount is earned."""
        return self.category + self.waiver

    @property
    def whole(self) -> int:
        return self.category + self.discount + self.waiver + self.unexplained


def gap(session: SessionRow) -> Gap:
    """Each part is no larger than what is left; paying more than the standard price is no gap."""
    left = max(0, (session.standard or 0) - (session.hire or 0) - session.extras)
    category = _part(session.category_gap, left)
    discount = _part(session.discount_gap, left - category)
    waiver = _part(session.waiver_gap, left - category - discount)
    return Gap(category, discount, waiver, left - category - discount - waiver)


def _part(reason: int, left: int) -> int:
    return max(0, min(reason, left))
