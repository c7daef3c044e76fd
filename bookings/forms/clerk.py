"""What the desk types to book for somebody who is on the phone or at the door: eight fields at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from accounts.likeness import name_key
from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.availability.whole_days import WholeDays
from bookings.clerk_line import Wanted, wanted
from bookings.entitling import Claims
from bookings.exceptions import NotPossible
from bookings.forms.as_sent import show_with
from bookings.forms.asked import NONE_OF_THEM, OCCASION
from bookings.forms.asking import AskingForm
from bookings.forms.choices import price_choices
from bookings.forms.parties import FIELDS as OF_PARTIES
from bookings.forms.parties import PartyForm
from bookings.forms.people import PeopleField
from bookings.known_hirers import named_apart, reached_by
from bookings.models import Booking
from bookings.particulars import Particulars
from bookings.phone_box import Unheard
from bookings.planning import refuse_too_many
from bookings.plans import Ask
from bookings.prices import PriceLists
from bookings.recurrence import Pattern, TermDays
from bookings.terms import terms_to_come
from venues.models import Category, Room, Venue

NOBODY_YET = 0  # the key of a hirer who is kept only with the booking


class ClerkForm(AskingForm, PartyForm):
    """Says what it could read in `pattern` and `room`; asks more only where the price list hangs on it."""

    when = Line(
        label=gettext_lazy("When, and which room?"),
        help_text=gettext_lazy(
            "With a word of the room’s name, like “14 March 2-6pm hall” or “every Tuesday 7-9pm hall until 14 July”."
        ),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type the day, the times and the room, for example 14 2-6pm hall.")},
    )
    who = Line(
        label=gettext_lazy("Who is it for?"),
        help_text=gettext_lazy("The group, or the name of the person. Those who have booked here before are offered."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "known-hirers"}),
        error_messages={"required": gettext_lazy("Type whose booking it is.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("If they are new: what are they?"),
        choices=[("", gettext_lazy("They are known here")), *Hirer.Kind.choices],
        required=False,
    )
    contact = Line(
        label=gettext_lazy("If they are new: phone, e-mail or postal address"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Without an e-mail their letters wait for you to print them."),
    )
    title = Line(
        label=gettext_lazy("What is it?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say what it is, in a few words.")},
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What is it for, mainly?"),
        choices=[("", gettext_lazy("Choose one")), *Booking.Purpose.choices],
        error_messages={"required": gettext_lazy("Choose what it is mainly for.")},
    )
    people = PeopleField(desk=True)
    category = forms.ChoiceField(label=gettext_lazy("Which price do they pay?"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        venue: Venue,
        rooms: Sequence[Room],
        hirers: Sequence[Hirer],
        at: datetime,
        said: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=said)
        self.venue, self.at = venue, at
        self.rooms = {room.code: room for room in rooms}
        self.known = named_apart(hirers)
        self.lists = PriceLists([venue])
        self.categories = {each.code: each for each in self.lists.categories(venue)}
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        usual = [("", _("The lowest that fits who they are"))]
        category.choices = [*usual, *((code, each.name) for code, each in self.categories.items())]
        if not self.is_bound:
            self.fields["who" if self.initial.get("when") else "when"].widget.attrs["autofocus"] = True
        self.ask_about_parties()
        self._read_line()

    def _read_line(self) -> None:
        """The room decides what else is asked, so it is known before anything else is looked at."""
        line = self.data.get("when") if self.is_bound else self.initial.get("when")
        self.pattern: Pattern | None = None
        self.unheard = ""
        if not line:
            return
        today = self.at.astimezone(self.venue.tz).date()
        try:
            names = {code: room.name for code, room in self.rooms.items()}
            found = wanted(str(line)[:400], names, today=today, all_day=WholeDays(self.rooms))
            self.pattern = found.pattern(self._terms(found), self.venue.nation)
        except Unheard as trouble:
            self.unheard = str(trouble)
            return
        self.room = self.rooms[found.room]
        self.ask_what_prices_hang_on(self.categories)
        if self.is_bound and OCCASION in self.fields and OCCASION not in self.data:  # asked for the first time now
            show_with(self, {OCCASION: NONE_OF_THEM})

    def _terms(self, found: Wanted) -> tuple[TermDays, ...] | None:
        calendar = self.venue.term_calendar
        if not found.in_term:
            return None
        if calendar is None:
            raise Unheard(_("The hall has not told us any school terms. Write the dates to leave out instead."))
        return tuple(TermDays(term.starts_on, term.ends_on) for term in calendar.terms.all())

    def _day(self, name: str) -> date | None:
        if self.pattern is None:
            return None
        return {"on": self.pattern.first, "until": self.pattern.dates()[-1]}[name]

    def clean_when(self) -> str:
        if self.unheard:
            raise ValidationError(self.unheard)
        line: str = self.cleaned_data["when"]
        return line

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"]
        email = reached_by(contact).get("contact_email", "")
        if "@" in contact:
            EmailValidator(_("That is no e-mail address. Check it, or type a phone number."))(email)
            must_be_sendable(email)
        return contact

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        who = found.get("who")
        if who and who not in self.known and not found.get("kind"):
            self.add_error("kind", _("%(who)s has not booked here before. Choose what they are.") % {"who": who})
        self.check_setting_up(found, self.pattern)
        if self.errors or self.pattern is None:
            return found
        said = self.particulars_at_the_desk(found, self.hirer, self.pattern)
        if self.errors:
            return found
        self.ask = self._ask(found, self.pattern, said)
        try:
            refuse_too_many(self.ask)
        except NotPossible as refusal:
            self.add_error("people", str(refusal))
        return found

    @property
    def usual(self) -> list[forms.BoundField]:
        """The eight that are always asked."""
        return [self[name] for name in self.base_fields if name not in OF_PARTIES]

    @property
    def about_the_hire(self) -> list[forms.BoundField]:
        return super().about_the_hire if self.pattern else []

    @property
    def extras(self) -> list[forms.BoundField]:
        return super().extras if self.pattern else []

    @property
    def says_extras(self) -> bool:
        return any(field.value() or field.errors for field in self.extras)

    @cached_property
    def hirer(self) -> Hirer:
        """Whose it is: a row that there is, or one that is kept once it is booked."""
        found = self.cleaned_data
        known = self.known.get(found["who"])
        if known is not None:
            return known
        return Hirer(pk=NOBODY_YET, name=found["who"], kind=found["kind"], **reached_by(found["contact"]))

    @property
    def alike(self) -> list[str]:
        """Known here by a name that is nearly the same as that of somebody new."""
        if self.hirer.pk != NOBODY_YET:
            return []
        return [name for name in self.known if name_key(name) == name_key(self.hirer.name)]

    def _ask(self, found: dict[str, Any], pattern: Pattern, said: Particulars) -> Ask:
        return Ask(
            hirer=self.hirer,
            room=self.room,
            pattern=pattern,
            category=self._category(found, pattern),
            title=found["title"],
            purpose=found["purpose"],
            people=found["people"],
            sound=said.usual_sound,
            particulars=said,
            answers=self.asked.answers(found),
        )

    def _category(self, found: dict[str, Any], pattern: Pattern) -> Category:
        """What was chosen; else what is known to be theirs, or the lowest that is meant for such as they are."""
        if found["category"]:
            return self.categories[found["category"]]
        whose = [self.hirer]
        claims, agreed = Claims.of(whose, self.venue.operator), terms_to_come(self.venue, whose, pattern.first)
        prices = price_choices(self.room, whose, claims, prices=self.lists, on=pattern.first)
        sure = prices.certain(whose, claims, agreed)
        offered = sure or next((offer.category.code for offer in prices.offered), None)
        standard = next(code for code, each in self.categories.items() if each.is_standard)
        return self.categories[offered or standard]


class KeyForm(forms.Form):
    """The page whose button was pressed."""

    submission_key = forms.RegexField(r"\A[\w-]{20,40}\Z")


class SeenForm(KeyForm):
    """What the desk saw before it pressed the button: which dates, at which prices, on which page."""

    shown_dates = forms.CharField(max_length=64)
    shown_prices = forms.CharField(max_length=64)
    told = forms.BooleanField(required=False)  # the conditions of hire
