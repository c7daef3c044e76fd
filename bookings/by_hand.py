"""One booking at a price that a person at the hall agrees: so much a date, all in, and less than its list asks."""

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
from bookings.repricing import repriced
from venues.money import Money
from venues.tariffs import Line
from venues.tariffs.quotes import Unit

PARTS = ("hire_pence", "compulsory_pence", "extras_pence", "vat_pence")  # together what is paid
NET = PARTS[:3]
KEPT = (
    *PARTS,
    "extras_vat_pence",
    "standard_pence",
    "category_gap_pence",
    "discount_gap_pence",
    "waiver_gap_pence",
    "price_lines",
    "held",
    "bond_pence",
    "advance_pence",
    "open_facts",
    "unsaid",
)


@dataclass(frozen=True)
class HandPrice:
    """A date, what it costs now, what is agreed, and how a session would keep the price of its list."""

    session: Session
    before: Money
    agreed: Money
    by_list: Mapping[str, Any]

    @property
    def listed(self) -> Money:
        """What its price list asks."""
        return Money(sum(self.by_list[part] for part in PARTS), self.agreed.currency)

    @property
    def is_no_less(self) -> bool:
        """Whether the list asks no more than what is agreed: then its price holds."""
        return self.listed <= self.agreed

    @property
    def after(self) -> Money:
        return self.listed if self.is_no_less else self.agreed

    @cached_property
    def fields(self) -> dict[str, Any]:
        """As a session keeps it: of each part of the price the same share is left, and all that is less was given.

        The standard price stays, and so does what their own category, or terms with a business, took off already.
        """
        listed = self.by_list
        if self.is_no_less:
            return dict(listed)
        paid, whole = self.agreed.pence, self.listed.pence
        shares = {part: listed[part] * paid // whole for part in (*PARTS[1:], "extras_vat_pence")}
        left = {**shares, "hire_pence": paid - sum(shares[part] for part in PARTS[1:])}
        given = sum(listed[part] - left[part] for part in NET)
        held = list(held_of(listed["held"] or [], paid))
        return {
            **listed,
            **left,
            "waiver_gap_pence": listed["waiver_gap_pence"] + given,
            "price_lines": [self._line().as_row()],
            "held": held or None,
            "advance_pence": sum(row["pence"] for row in held if row["kind"] == ADVANCE),
            "open_facts": None,  # all in: nothing is added afterwards
            "unsaid": None,
        }

    def _line(self) -> Line:
        return Line(
            kind=Session.BY_HAND,
            room="",
            category=self.session.pays.code,
            band=None,
            quantity=1,
            unit_price=self.agreed,
            amount=self.agreed,
            unit=Unit.TIME,
        )


def by_hand(booking: Booking, price: Money, *, at: datetime) -> list[HandPrice]:
    """Every date to come that has a price; raises NotPossible where by the list none costs more than that."""
    if booking.hirer_id == booking.venue.operator.own_hirer_id:
        raise NotPossible(_("The hall’s own use is free."))
    sessions = list(
        booking.sessions.filter(status=Session.Status.PLANNED, hire_pence__isnull=False, starts_at__gt=at)
        .select_related("venue__operator", "booking__category", "category")
        .order_by("starts_at", "pk")
    )
    by_list = _by_list(booking, sessions, at)
    found = [
        HandPrice(session, session.price, price, by_list[session.pk])
        for session in sessions
        if session.price is not None
    ]
    if not found:
        raise NotPossible(_("None of its dates has a price that could be changed."))
    if all(each.is_no_less for each in found):
        day = day_words(found[0].session.starts_at.astimezone(found[0].session.venue.tz).date())
        words = _("By the price list %(day)s costs %(listed)s. A price agreed by hand is below that.")
        raise NotPossible(words % {"day": day, "listed": found[0].listed})
    return found


def _by_list(booking: Booking, sessions: Sequence[Session], at: datetime) -> dict[int, dict[str, Any]]:
    """As it is kept; where a price was agreed by hand before, as the list would have it kept."""
    found = {session.pk: {name: getattr(session, name) for name in KEPT} for session in sessions}
    agreed = [session for session in sessions if session.is_by_hand]
    for category in {session.pays for session in agreed}:
        theirs = {session.pk for session in agreed if session.pays == category}
        for new in repriced(booking, category, at=at):
            if new.session.pk in theirs:
                found[new.session.pk] = {name: new.fields[name] for name in KEPT}
    return found


def held_of(rows: Sequence[Mapping[str, Any]], price: int) -> Iterator[dict[str, Any]]:
    """Of what is due on booking no more than the price is left; what is held against damage stays."""
    for row in rows:
        pence = row["pence"]
        if row["kind"] == ADVANCE:
            pence = min(pence, price)
            price -= pence
        if pence:
            yield {**row, "pence": pence}
