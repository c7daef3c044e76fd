"""One booking at a price that a person at the hall agrees: so much for each date, all in, and never more than asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.exceptions import NotPossible
from bookings.holding import ADVANCE
from bookings.models import Booking, Session
from venues.money import Money
from venues.tariffs import Line
from venues.tariffs.quotes import Unit


@dataclass(frozen=True)
class HandPrice:
    """A date, what it costs now, and what is agreed."""

    session: Session
    before: Money
    after: Money

    @cached_property
    def fields(self) -> dict[str, Any]:
        """As a session keeps it: the standard price stays, and what is less than before is a person's decision."""
        extras = min(self.session.extras_pence, self.after.pence)
        held = list(_held(self.session.held or [], self.after.pence))
        return {
            "hire_pence": self.after.pence - extras,
            "compulsory_pence": 0,
            "extras_pence": extras,
            "vat_pence": 0,
            **self._gaps(self.after.pence - extras),
            "price_lines": [self._line().as_row()],
            "held": held or None,
            "advance_pence": sum(row["pence"] for row in held if row["kind"] == ADVANCE),
            "open_facts": None,  # all in: nothing is added afterwards
        }

    def _gaps(self, price: int) -> dict[str, int]:
        """What their own category, or terms with a business, took off already goes on counting as that."""
        now = self.session
        left = max(0, (now.standard_pence or 0) - price)
        category = min(left, now.category_gap_pence)
        discount = min(left - category, now.discount_gap_pence)
        return {
            "category_gap_pence": category,
            "discount_gap_pence": discount,
            "waiver_gap_pence": left - category - discount,
        }

    def _line(self) -> Line:
        return Line(
            kind=Session.BY_HAND,
            room="",
            category=self.session.booking.category.code,
            band=None,
            quantity=1,
            unit_price=self.after,
            amount=self.after,
            unit=Unit.TIME,
        )


def by_hand(booking: Booking, price: Money, *, at: datetime) -> list[HandPrice]:
    """Every date to come that has a price; raises NotPossible where one costs no more than that already."""
    if booking.hirer_id == booking.venue.operator.own_hirer_id:
        raise NotPossible(_("The hall’s own use is free."))
    sessions = booking.sessions.filter(status=Session.Status.PLANNED, hire_pence__isnull=False, starts_at__gt=at)
    found = []
    for session in sessions.select_related("venue__operator", "booking__category"):
        if session.price is None:
            continue
        if not price < session.price:
            day = day_words(session.starts_at.astimezone(session.venue.tz).date())
            words = _("%(day)s costs %(now)s now. A price agreed by hand is below that.")
            raise NotPossible(words % {"day": day, "now": session.price})
        found.append(HandPrice(session, session.price, price))
    if not found:
        raise NotPossible(_("None of its dates has a price that could be changed."))
    return found


def _held(rows: Sequence[Mapping[str, Any]], price: int) -> Iterator[dict[str, Any]]:
    """Of what is due on booking no more than the price is left; what is held against damage stays."""
    for row in rows:
        pence = row["pence"]
        if row["kind"] == ADVANCE:
            pence = min(pence, price)
            price -= pence
        if pence:
            yield {**row, "pence": pence}
