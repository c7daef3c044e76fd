"""A form that asks whatever the price of a room hangs on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bookings.asking import questions_of
from bookings.exceptions import NotPossible, Unanswered
from bookings.forms.asked import AFTER, BEFORE, AskedFields, field_for
from bookings.forms.fields import day_typed
from bookings.price_words import names_at
from bookings.prices import PriceLists
from bookings.recurrence import Pattern
from venues.models import Room
from venues.tariffs.words import Names


class AskingForm(forms.Form):
    """For one room; its questions follow the dates in `on` and `until`."""

    room: Room
    lists: PriceLists  # of its venue
    at: datetime

    def ask_what_prices_hang_on(self, categories: Collection[str]) -> None:
        """Whatever the lists may ask that are in force on the dates typed; today's where none is typed yet."""
        venue = self.room.venue
        first = self._day("on") or self.at.astimezone(venue.tz).date()
        last = max(self._day("until") or first, first)
        questions = questions_of(self.lists.between(venue, first, last), self.room.code, categories)
        names = names_at(venue) if questions else Names()
        self.asked = AskedFields(questions, names, venue.operator.currency)
        self.fields.update(self.asked.about_the_hire | self.asked.extras)

    def _day(self, name: str) -> date | None:
        """What stands in the field, before anything else is looked at; None where it is no date."""
        return day_typed(self, name)

    @property
    def about_the_hire(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked.about_the_hire]

    @property
    def extras(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked.extras]

    def refuse(self, refusal: NotPossible) -> None:
        """Beside the field that would help, where there is one."""
        name = field_for(refusal.refusal) if isinstance(refusal, Unanswered) else None
        self.add_error(name if name in self.fields else None, str(refusal))

    def check_setting_up(self, found: dict[str, Any], pattern: Pattern | None) -> None:
        aside = (found.get(BEFORE) or 0) + (found.get(AFTER) or 0)
        if pattern and aside and aside >= pattern.times.minutes:
            self.add_error(BEFORE, _("That leaves no time for the hire itself. Check both, and the times above."))
