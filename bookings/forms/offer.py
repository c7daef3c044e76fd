"""What is asked of whoever takes an offer and has not been asked yet: about a party, where it is one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bookings.forms.parties import PartyForm
from bookings.particulars import Particulars
from bookings.parties import asks_anything, is_a_party
from bookings.plans import NOTHING_SAID, Ask


class OfferForm(PartyForm):
    said: Particulars = NOTHING_SAID
    is_of_a_party = True  # there is none otherwise

    def __init__(self, data: Any = None, *, ask: Ask, at: datetime) -> None:
        super().__init__(data)
        self.venue, self.ask, self.at = ask.room.venue, ask, at
        self.ask_about_parties()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        whose = {"group": self.ask.hirer, "purpose": self.ask.purpose}
        self.said = self.particulars({**found, **whose}, self.ask.pattern)
        return found


def is_still_to_ask(ask: Ask) -> bool:
    """Whether the hall's questions about parties apply, and none is answered yet."""
    party = is_a_party(ask.hirer, ask.purpose, once=not ask.pattern.repeats)
    return party and asks_anything(ask.room.venue) and ask.particulars == NOTHING_SAID
