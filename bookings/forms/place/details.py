"""What a hall says of itself: what and where it is, how people reach it, and how it lets its rooms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Line, Lines
from bookings.forms.place.of_the_row import RowForm
from venues.files.contents import VenueRow
from venues.models import Venue

ZONES = {
    "Europe/London": _("United Kingdom"),
    "Europe/Dublin": _("Ireland"),
    "Europe/Isle_of_Man": _("Isle of Man"),
    "Europe/Jersey": _("Jersey"),
    "Europe/Guernsey": _("Guernsey"),
    "Europe/Gibraltar": _("Gibraltar"),
}
DAY = 24 * 60
BRITISH = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")

# The page's groups of fields, each with its heading and a sentence below it.
GROUPS: tuple[tuple[Promise, Promise | str, tuple[str, ...]], ...] = (
    (_("What it is"), "", ("name", "kind", "summary")),
    (_("Where it is"), "", ("street", "town", "postcode")),
    (
        _("How people reach you"),
        _("Everybody sees these. Some people cannot phone and some cannot write, so give both."),
        ("phone", "text_number", "email", "who_is_there"),
    ),
    (_("Who sees the address, bank holidays and the clock"), "", ("address_shown", "nation", "zone")),
    (
        _("How you let your rooms"),
        _("A change counts for what is asked for from now on. What is booked already stays as it is."),
        (
            "turnaround_minutes",
            "notice_hours",
            "furthest_days",
            "shortest_minutes",
            "longest_minutes",
            "hold_days",
            "offer_hours",
            "free_cancel_hours",
            "prices_of",
        ),
    ),
    (
        _("Proof for lower prices"),
        _("Nobody shows proof to book. Groups are asked for it by letter, where a kind of price says what you ask."),
        ("proof_after", "proof_days"),
    ),
)


FIRST = 3  # of these groups: what a hall must say before anything else; the rest is good as it is


class Group(NamedTuple):
    heading: Promise
    words: Promise | str
    fields: list[BoundField]
    is_folded: bool


def _whole(label: Any, hint: Any, most: int, *, least: int = 0, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        required=required,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Give a number; 0 is one too.")},
    )


class DetailsForm(RowForm):
    name = Line(
        label=_("Name of the hall"),
        max_length=120,
        help_text=_("As people here call it."),
        error_messages={"required": _("Say what the hall is called.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of place is it?"),
        choices=[("", _("Choose one")), *Venue.Kind.choices],
        error_messages={"required": _("Choose what kind of place it is.")},
    )
    summary = Lines(
        label=_("What is it like?"),
        required=False,
        max_length=5000,
        help_text=_("A few sentences for somebody who has never been there."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    street = Line(
        label=_("Number and street"),
        max_length=120,
        error_messages={"required": _("Say in which street it is; a village green has a name too.")},
    )
    town = Line(
        label=_("Town or village"), max_length=80, error_messages={"required": _("Say in which town or village it is.")}
    )
    postcode = Line(
        label=_("Postcode"),
        max_length=10,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": _("Give the postcode.")},
    )
    address_shown = forms.ChoiceField(
        label=_("Who sees the full address?"),
        choices=Venue.AddressShown.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "“Only groups with a confirmed booking” suits a refuge, or a hall that stands alone. Others then see the "
            "town and the first half of the postcode, so keep the street out of what you write yourself, too."
        ),
    )
    nation = forms.ChoiceField(label=_("Whose bank holidays does it keep?"), choices=Venue.Nation.choices)
    zone = forms.ChoiceField(
        label=_("Which clock does it go by?"),
        help_text=_("It cannot change once something is booked: every hire would move."),
    )
    phone = Line(
        label=_("Phone number"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "class": "short", "autocomplete": "off"}),
        error_messages={"required": _("Give a phone number: some people cannot write.")},
    )
    text_number = Line(
        label=_("Number for text messages"),
        max_length=30,
        required=False,
        help_text=_("For people who cannot speak on the phone. Only if somebody reads them."),
        widget=forms.TextInput(attrs={"type": "tel", "class": "short", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Requests and cancellations are written to this address, too."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give an e-mail address: requests arrive there.")},
    )
    who_is_there = Line(
        label=_("Who is there, and when is nobody?"),
        max_length=Venue._meta.get_field("who_is_there").max_length,
        required=False,
        help_text=_("For example: Staff are there until 5pm. Later you let yourselves in, and none of us is there."),
    )
    turnaround_minutes = _whole(
        _("Minutes between two hires"), _("Time to clear away and set up. A room can have its own."), DAY
    )
    notice_hours = _whole(
        _("Hours of notice"), _("How long before the start people can still ask. 24 is the day before."), 366 * 24
    )
    furthest_days = _whole(_("Days ahead"), _("How far ahead people can ask. 365 is a year."), 3660)
    shortest_minutes = _whole(
        _("Shortest hire, in minutes"),
        _("60 is an hour. 0 means any length. Nobody can book less; what is charged at least is told in the prices."),
        7 * DAY,
    )
    longest_minutes = _whole(
        _("Longest hire, in minutes"),
        _("480 is eight hours, 1440 a whole day. Leave it empty for any length."),
        366 * DAY,
        least=1,
        required=False,
    )
    hold_days = _whole(
        _("Days that a request keeps its hours"),
        _("As long as nobody has answered. After that, others can book them."),
        365,
    )
    offer_hours = _whole(
        _("Hours that freed hours are kept for who waits for them"),
        _("When something becomes free, the first who waits is asked. After so many hours, the next. 24 is a day."),
        365 * 24,
        least=1,
    )
    free_cancel_hours = _whole(
        _("Hours before, until which cancelling is free"),
        _("After that, the hire is charged. 48 is two days. Terms of cancelling in a price list go before this."),
        366 * 24,
    )
    prices_of = forms.ChoiceField(
        label=_("When prices change, which hold for dates that are booked ahead?"),
        choices=Venue.PricesOf.choices,
        widget=forms.RadioSelect,
        help_text=_("Either way, what is booked keeps the price that was agreed."),
    )
    proof_after = _whole(
        _("Dates at a lower price before you ask for proof"),
        _("Used or still to come. 6 leaves a group time to find out whether it stays; 0 asks at once."),
        1000,
    )
    proof_days = _whole(_("Days to show the proof"), _("From the day on which you ask. 28 is four weeks."), 366)
    known = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, row: VenueRow, seen: str) -> None:
        super().__init__(data, initial={**asdict(row), "seen": seen})
        self.row = row
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = list({**ZONES, row.zone: ZONES.get(row.zone, row.zone)}.items())
        if row.published and not row.phone:  # from a file without one: the rest can still be changed
            self.fields["phone"].required = False

    @property
    def groups(self) -> list[Group]:
        """What can wait is folded away until the hall is shown to the public, unless something in it is wrong."""
        return [
            Group(heading, words, [self[name] for name in names], number >= FIRST and self._may_wait(names))
            for number, (heading, words, names) in enumerate(GROUPS)
        ]

    def _may_wait(self, names: Iterable[str]) -> bool:
        return not self.row.published and not any(self[name].errors for name in names)

    def clean_postcode(self) -> str:
        """ZZ5 4FV, however it was typed."""
        typed = str(self.cleaned_data["postcode"]).upper()
        found = BRITISH.fullmatch(typed.replace(" ", ""))
        return " ".join(found.groups()) if found else typed

    def changed_row(self) -> VenueRow:
        """The hall as it was typed; what the page does not ask for stays."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "known")}
        return replace(self.row, **typed)
