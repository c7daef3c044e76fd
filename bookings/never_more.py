"""What a date costs in another room, or in others, that the hall moves it to: never more than it costs now.

The rule. The price that was agreed stays, and so does the standard price beside it: the group asked for no dearer
room, so nothing counts as given to it. Only where the other room costs less by the very list, terms and answers
that the date was priced by is it priced anew, its standard price with it. A price that a person agreed by hand or
told on application stays, and so does one that was never recorded, or that the list has none for. What is held
against damage stays as agreed; of what is due on booking no more is left than the price. What would be added
afterwards, for a meter say, must not be more than before: a room with such a line that theirs has not keeps the price.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bookings import charging
from bookings.asking import Answers
from bookings.by_hand import held_of
from bookings.dates_counted import places_of
from bookings.exceptions import NotPossible
from bookings.gaps import gaps_of
from bookings.holding import ADVANCE
from bookings.models import Session
from bookings.prices import PriceLists
from bookings.repricing import quote_then
from bookings.told_prices import TOLD
from venues import tariffs
from venues.models import Room, Venue
from venues.money import Money


@dataclass(frozen=True)
class PriceThere:
    """What a date costs now; `cheaper` are quotes with and without extras where it costs less there."""

    session: Session
    before: Money | None  # noted, since the session itself has the other once it is moved
    cheaper: tuple[tariffs.Quote, tariffs.Quote] | None = None
    tariff: tariffs.Tariff | None = None

    @property
    def after(self) -> Money | None:
        """None where it was not recorded, or the hall is still to tell it."""
        return self.cheaper[0].total if self.cheaper else self.before

    @property
    def pence(self) -> str:
        return str(self.after.pence) if self.after else ""

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """As the session keeps it; nothing where its price stays."""
        if self.cheaper is None or self.tariff is None:
            return {}
        quote, bare = self.cheaper
        return {
            **charging.as_fields(quote, self.tariff),
            "standard_pence": charging.standard_net(bare),
            **gaps_of(bare, self.session.booking.hirer, own_pence=self._own_pence(bare)),
            "open_facts": list(quote.open_facts) or None,
            **self._held(quote.total),
        }

    def _held(self, price: Money) -> Mapping[str, Any]:
        """As it was agreed, but for what would be due on booking beyond the price."""
        rows = list(held_of(self.session.held or [], price.pence))
        advance = sum(row["pence"] for row in rows if row["kind"] == ADVANCE)
        return {"held": rows, "advance_pence": advance} if self.session.held else {}

    def _own_pence(self, bare: tariffs.Quote) -> int | None:
        """What their own category would pay there, where the desk gave another: as far below the standard price."""
        now = self.session
        if now.booking.category_given_by_id is None or now.standard_pence is None:
            return None
        return charging.standard_net(bare) - now.category_gap_pence


class NeverMore:
    """The prices of some dates of one venue in its other rooms, one or several; two questions at most."""

    def __init__(self, venue: Venue, sessions: Sequence[Session]) -> None:
        self.venue = venue
        self._lists = PriceLists([venue])
        self._places = places_of(sessions)

    def of(self, session: Session, rooms: Sequence[Room]) -> PriceThere:
        key = session.tariff_id or session.booking.tariff_id
        if key is None or not self._is_by_the_list(session):
            return PriceThere(session, session.price)
        tariff = self._lists.by_key(self.venue, key)
        answers, place = Answers.from_row(session.booking.asked), self._places[session.pk]
        try:
            quotes = [
                quote_then(session, session.pays, tariff, place, answers=said, rooms=[room.code for room in rooms])
                for said in (answers, answers.without_extras())
            ]
        except NotPossible:  # the list has no price for it there
            return PriceThere(session, session.price)
        is_less = quotes[0].total.pence < session.price.pence if session.price else False
        if not is_less or set(quotes[0].open_facts) - set(session.open_facts or []):
            return PriceThere(session, session.price)
        return PriceThere(session, session.price, (quotes[0], quotes[1]), tariff)

    def _is_by_the_list(self, session: Session) -> bool:
        is_own = session.booking.hirer_id == self.venue.operator.own_hirer_id
        told = any(row["kind"] == TOLD for row in session.price_lines)
        return not (is_own or told or session.is_by_hand or session.price is None)
