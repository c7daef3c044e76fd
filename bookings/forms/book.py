"""What somebody types to ask for a room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import day_words
from accounts.models import Hirer
from accounts.plain_text import Line, Lines
from bookings import policy
from bookings.entitling import Claims
from bookings.exceptions import NotPossible
from bookings.forms.as_sent import as_typed
from bookings.forms.asking import AskingForm
from bookings.forms.choices import layout_choices, price_choices
from bookings.forms.listing import OPEN_HELP
from bookings.forms.opened import OpenedField, mark
from bookings.forms.parties import PartyForm
from bookings.forms.people import PeopleField
from bookings.forms.sentences import ONCE
from bookings.forms.series import SeriesForm
from bookings.forms.stated import OF_NEEDS, StatedForm
from bookings.forms.ways import WAY, ways_typed
from bookings.models import Booking
from bookings.particulars import Particulars
from bookings.planning import refuse_too_many
from bookings.plans import Ask, Loaded
from bookings.prices import PriceLists
from bookings.recurrence import Pattern, Times
from bookings.terms import terms_to_come, terms_words
from bookings.ways_out import fits
from venues.length_words import too_long_words, too_short_words
from venues.models import Category, Layout, Room

ADDRESS_NAMES = {"starts": "from", "ends": "to", "repeat": "every"}  # Python keeps the first two for itself


class BookForm(SeriesForm, AskingForm, PartyForm, StatedForm):
    field_order = ("group", "title", "purpose", "people", "layout", *SeriesForm.base_fields)

    group = forms.TypedChoiceField(
        label=gettext_lazy("Who is it for?"),
        error_messages={"required": gettext_lazy("Choose the group that the room is for.")},
    )
    title = Line(
        label=gettext_lazy("What is it?"),
        max_length=120,
        help_text=gettext_lazy("A few words, for example “Choir rehearsal” or “Ruby’s birthday party”."),
        error_messages={"required": gettext_lazy("Say what it is, in a few words.")},
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What is it for, mainly?"),
        choices=[("", gettext_lazy("Choose one")), *Booking.Purpose.choices],
        error_messages={"required": gettext_lazy("Choose what it is mainly for.")},
    )
    people = PeopleField(help_text=gettext_lazy("Everybody in the room, helpers too. About right is fine."))
    layout = forms.TypedChoiceField(
        label=gettext_lazy("How should the room be laid out?"),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    category = forms.TypedChoiceField(
        label=gettext_lazy("Which price is yours?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which price is yours.")},
    )
    message = Lines(
        label=gettext_lazy("Anything the hall should know?"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "For example a piano that you bring. What somebody needs of access has its own place above."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    listed = forms.BooleanField(
        label=gettext_lazy("Show its name in the hall’s public calendar"),
        required=False,
        help_text=gettext_lazy("Otherwise the calendar only says “Booked”. For a youth group, better leave it so."),
    )
    open_to_anyone = forms.ChoiceField(
        label=gettext_lazy("Can anybody just come?"),
        choices=[*Booking.Open.choices, ("", gettext_lazy("I would rather not say"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=OPEN_HELP,
    )
    sound = forms.ChoiceField(
        label=gettext_lazy("How loud is it?"),
        choices=[("", gettext_lazy("As most things are")), *Booking.Sound.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("So that the hall does not put the one beside the other."),
    )
    opened = OpenedField()
    confidential = forms.BooleanField(
        label=gettext_lazy("Keep it confidential"),
        required=False,
        help_text=gettext_lazy("Only you and the hall’s desk ever see what it is and who it is for."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        room: Room,
        groups: Iterable[Hirer],
        at: datetime,
        query: Mapping[str, str] = {},
        needs: Mapping[str, Any] = {},
    ) -> None:
        """`query` is the address of the page, `needs` what is said to be needed, which never comes from there."""
        super().__init__(data, initial={**from_query(query), **needs, "opened": mark(at)})
        self.room = room
        self.know_the_venue(room.venue, at)
        self.lists = PriceLists([room.venue])
        self.groups = {group.ref: group for group in groups}
        self.layouts: dict[str, Layout] = {str(layout.pk): layout for layout in room.layouts.all()}
        self.categories: dict[str, Category] = {}
        self._offer_groups()
        self._offer_layouts()
        self._offer_prices()
        self.ask_what_prices_hang_on(self.categories)
        self.ask_about_parties()
        if all(group.is_household for group in self.groups.values()):
            del self.fields["listed"], self.fields["open_to_anyone"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self._check_category(found)
        self._make_public_or_not(found)
        pattern = self.pattern(found)
        if pattern:
            self._check_length(pattern.times)
        self.check_setting_up(found, pattern)
        said = self.particulars(found, pattern)
        if self.errors or pattern is None:
            return found
        self.ask = self._ask(found, pattern, said)
        try:
            refuse_too_many(self.ask)
        except NotPossible as refusal:
            self.add_error("people", str(refusal))
        return found

    def clean_on(self) -> date:
        """A date that can be booked at all, said at once and in words."""
        on, venue = self.cleaned_data["on"], self.room.venue
        today = self.at.astimezone(venue.tz).date()
        if on < today:
            raise ValidationError(_("That date is past. Choose one from today on."))
        furthest = today + timedelta(days=venue.furthest_days)
        if on > furthest:
            raise ValidationError(
                _("That is too far ahead. You can book until %(day)s.") % {"day": day_words(furthest)}
            )
        return on

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, name by name, to travel on hidden in the next page."""
        return as_typed(self)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What was chosen on the check page for dates that clash, to travel on while something is changed."""
        return [(name, value) for name, value in self.data.items() if name.startswith(WAY)]

    @property
    def loaded(self) -> Loaded:
        """What a plan of its ask need not ask for again to be shown."""
        is_known = self.ask.hirer.pk in {group.pk for group in self.groups.values()}
        return Loaded(self.lists, self.agreed if is_known else None)

    @cached_property
    def others(self) -> list[Room]:
        """The other rooms of the venue; asked for when a date clashes."""
        venue = self.room.venue
        beside = Room.objects.on_offer().filter(venue=venue).exclude(pk=self.room.pk)
        rooms = list(beside.prefetch_related("cells", "layouts"))
        for room in rooms:
            room.venue = venue
        return rooms

    def keep_errors_of(self, *names: str) -> None:
        """Forget what is wrong elsewhere: nothing is asked for yet."""
        for name in set(self.errors) - set(names):
            del self.errors[name]

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(ADDRESS_NAMES.get(field_name, field_name))

    def _offer_groups(self) -> None:
        field = self.fields["group"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(ref, group.name) for ref, group in self.groups.items()]
        field.coerce = self.groups.__getitem__
        if field.initial is None and len(self.groups) == 1:
            field.initial = next(iter(self.groups))

    def _offer_layouts(self) -> None:
        field = self.fields["layout"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = layout_choices(self.layouts)
        field.coerce = self.layouts.__getitem__

    def _offer_prices(self) -> None:
        venue, groups = self.room.venue, list(self.groups.values())
        today = self.at.astimezone(venue.tz).date()
        self.claims, self.agreed = Claims.of(groups, venue.operator), terms_to_come(venue, groups, today)
        self.prices = price_choices(self.room, groups, self.claims, prices=self.lists, on=today)
        self.categories = {offer.category.code: offer.category for offer in self.prices.offered}
        field = self.fields["category"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(offer.category.code, offer.words) for offer in self.prices.offered]
        field.coerce = self.categories.__getitem__
        field.initial = self.prices.certain(groups, self.claims, self.agreed)
        if field.initial is None:
            begun = _("Choose which price is yours. Nothing is ticked beforehand.")
            field.help_text = _("Choose which price is yours.") if self.is_bound else begun

    def _check_category(self, found: dict[str, Any]) -> None:
        group, category = found.get("group"), found.get("category")
        if group and category and not self.claims.may_have(group, category):
            words = _("The price “%(category)s” is not for %(group)s. Choose another.")
            if self.claims.has_lost(group, category):
                words = _(
                    "The hall has ended the price “%(category)s” for %(group)s. Choose another, or write to the hall."
                )
            self.add_error("category", words % {"category": category.name, "group": group.name})

    @property
    def agreed_words(self) -> list[tuple[str, str]]:
        """What the hall has agreed with these groups: by name, in words."""
        return [(terms.hirer.name, terms_words(terms)) for terms in self.agreed]

    def _make_public_or_not(self, found: dict[str, Any]) -> None:
        """A household's or a confidential booking is never public, whatever else is ticked (decision 24)."""
        group = found.get("group")
        if found.get("confidential") or (group and group.is_household):
            found.update(listed=False, open_to_anyone="")

    def _check_length(self, times: Times) -> None:
        """Said beside the field; the plan judges each date again by the minutes that elapse."""
        venue = self.room.venue
        lengths = policy.Lengths(venue.shortest_minutes, venue.longest_minutes)
        if lengths.is_too_short(times.minutes):
            self.add_error("ends", too_short_words(venue))
        elif lengths.is_too_long(times.minutes):
            self.add_error("ends", too_long_words(venue))

    def _ask(self, found: dict[str, Any], pattern: Pattern, said: Particulars) -> Ask:
        return Ask(
            hirer=found["group"],
            room=self.room,
            pattern=pattern,
            category=found["category"],
            title=found["title"],
            purpose=found["purpose"],
            people=found["people"],
            layout=found["layout"],
            message=found["message"],
            listed=found.get("listed", False),
            open_to_anyone=found.get("open_to_anyone", ""),
            confidential=found["confidential"],
            sound=found["sound"] or said.usual_sound,
            particulars=said,
            answers=self.asked.answers(found),
            stated=self.stated,
            opened_at=found["opened"],
            ways=ways_typed(self.data, pattern, lambda: [room for room in self.others if fits(room, found["people"])]),
        )


def from_query(query: Mapping[str, str]) -> dict[str, Any]:
    """The initial values, by field, of what an address says; who needs what is never taken from there."""
    field_names = {said: name for name, said in ADDRESS_NAMES.items()}
    initial: dict[str, Any] = {field_names.get(said, said): value for said, value in query.items()}
    initial = {name: value for name, value in initial.items() if name not in OF_NEEDS}
    if days := str(initial.get("weekdays", "")):
        initial["weekdays"] = days.split(",")
    initial.setdefault("repeat", "1" if initial.get("until") else ONCE)
    return initial
