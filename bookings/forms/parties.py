"""The questions about a party: asked only where the hall wants to know, and needed only where they apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.forms.fields import ClockField, DayField
from bookings.forms.sentences import ONCE
from bookings.forms.unmarked import unmarked
from bookings.models import Booking
from bookings.particulars import Alcohol, Food, Licence, Music, Particulars
from bookings.parties import against_the_hall, asks_anything, is_a_party
from bookings.recurrence import Pattern
from venues.models import Venue

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
CASTLE = ("castle_insurer", "castle_insured_until", "castle_from", "castle_until")
SHOWN = "asked_about_a_party"  # travels with the questions: a choice of which nothing is chosen leaves no trace
PARTIES = (Booking.Purpose.PRIVATE, Booking.Purpose.SOCIAL)
MOST_PEOPLE = 10_000
FIELDS = ("alcohol", "licence", "music", "castle", *CASTLE, "candles", "food", "children")


def _one_of(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, **more)


class PartyForm(forms.Form):
    alcohol = _one_of(gettext_lazy("Will there be alcohol?"), Alcohol.choices)
    licence = _one_of(gettext_lazy("If it is sold: under which licence?"), Licence.choices)
    music = _one_of(gettext_lazy("Will there be music?"), Music.choices)
    castle = _one_of(gettext_lazy("A bouncy castle?"), YES_NO)
    castle_insurer = Line(
        label=gettext_lazy("Only if there is a bouncy castle: who insures whoever brings it?"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("The name on their paper. It must be public liability insurance."),
    )
    castle_insured_until = DayField(label=gettext_lazy("Only if there is one: insured until"), required=False)
    castle_from = ClockField(label=gettext_lazy("Only if there is one: it comes at"), required=False)
    castle_until = ClockField(label=gettext_lazy("Only if there is one: it is gone by"), required=False)
    candles = _one_of(gettext_lazy("Candles, or other naked flames?"), YES_NO)
    food = _one_of(gettext_lazy("What is there to eat?"), Food.choices)
    children = forms.IntegerField(
        label=gettext_lazy("How many of them are under 18?"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )

    venue: Venue
    at: datetime

    def ask_about_parties(self) -> None:
        """Leave out what this hall does not ask; the heading says of whom the rest is, so no label does."""
        venue = self.venue
        wanted = {
            **dict.fromkeys(("alcohol", "licence"), bool(venue.alcohol)),
            "music": bool(venue.music),
            **dict.fromkeys(("castle", *CASTLE), bool(venue.bouncy_castle)),
            "candles": bool(venue.candles),
            "food": venue.asks_food,
            "children": venue.asks_ages,
        }
        for name, is_wanted in wanted.items():
            if not is_wanted:
                del self.fields[name]
            else:
                unmarked(self.fields[name])
        if not venue.has_bar and "licence" in self.fields:
            licence = self.fields["licence"]
            assert isinstance(licence, forms.ChoiceField)
            licence.choices = [(Licence.TEN.value, Licence.TEN.label)]

    @property
    def asks_about_parties(self) -> bool:
        return asks_anything(self.venue)

    @property
    def about_the_party(self) -> list[BoundField]:
        return [self[name] for name in FIELDS if name in self.fields]

    @property
    def says_of_a_party(self) -> bool:
        """Whether the purpose is one, or any of it is answered, or wrong."""
        if self["purpose"].value() in PARTIES:
            return True
        return any(field.value() or field.errors for field in self.about_the_party)

    def particulars(self, found: dict[str, Any], pattern: Pattern | None) -> Particulars:
        """As answered, where it applies; with an error beside each answer that is missing or cannot be."""
        once = not pattern.repeats if pattern else found.get("repeat", ONCE) == ONCE
        if not is_a_party(found.get("group"), found.get("purpose", ""), once=once):
            return Particulars()
        for name, words in self._missing(found):
            self.add_error(name, words)
        if pattern is None:
            return Particulars()
        said = {name: found.get(name) for name in FIELDS if name in self.fields}
        for name in said.keys() & {"castle", "candles"}:
            said[name] = {"yes": True, "no": False}.get(str(said[name]))
        if said.get("alcohol") != Alcohol.SOLD:
            said.pop("licence", None)
        if not said.get("castle"):
            said = {name: value for name, value in said.items() if name not in CASTLE}
        particulars = Particulars(**{name: value for name, value in said.items() if value is not None})
        for day in pattern.dates()[:1]:
            for name, words in against_the_hall(self.venue, particulars, day, pattern.times, at=self.at):
                self.add_error(name, words)
        return particulars

    def particulars_at_the_desk(self, found: dict[str, Any], hirer: Hirer, pattern: Pattern) -> Particulars:
        """The same of somebody whom the desk books for: asked in a second step, so that a plain hire stays short."""
        self.is_of_a_party = is_a_party(hirer, found["purpose"], once=not pattern.repeats)
        if not self.is_of_a_party or not self.asks_about_parties:
            return Particulars()
        if SHOWN not in self.data:
            self.add_error(None, _("It is a party, and the hall asks more about those. Answer below, and look again."))
            return Particulars()
        return self.particulars({**found, "group": hirer}, pattern)

    is_of_a_party = False

    @property
    def shows_the_party(self) -> bool:
        """Whether the desk is asked; what it has answered once stays in sight."""
        return self.asks_about_parties and (self.is_of_a_party or SHOWN in self.data)

    def _missing(self, found: dict[str, Any]) -> Iterable[tuple[str, str]]:
        for name in ("alcohol", "music", "castle", "candles", "food"):
            if name in self.fields and name not in self.errors and not found.get(name):
                yield name, _("The hall asks this of every party. Choose an answer.")
        if "children" in self.fields and "children" not in self.errors and found.get("children") is None:
            yield "children", _("The hall asks this of every party: write a number, or 0.")
        if (found.get("children") or 0) > (people := found.get("people") or MOST_PEOPLE):
            words = ngettext("%(people)d person comes", "%(people)d people come", people) % {"people": people}
            yield "children", _("%(words)s, as you say above: no more than that can be under 18.") % {"words": words}
        if found.get("alcohol") == Alcohol.SOLD and "licence" not in self.errors and not found.get("licence"):
            yield "licence", _("To sell alcohol takes a temporary event notice, or the hall’s own bar. Choose which.")
        if found.get("castle") == "yes":
            for name in CASTLE:
                if name not in self.errors and not found.get(name):
                    yield name, _("Of a bouncy castle the hall needs this too.")
