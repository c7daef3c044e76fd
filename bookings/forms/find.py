"""What somebody types who looks for a room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms.models import ModelChoiceIterator
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.finding import NoSuchPlace, Place, Wish, place_of
from bookings.finding.layouts import LAYOUTS
from bookings.finding.things import THINGS
from bookings.forms.find_when import WhenForm
from bookings.forms.needs import NEEDED, NeedsForm
from bookings.forms.place.money import PriceField, price_text
from venues.models import Venue

ADDRESS_NAMES = {"starts": "from", "ends": "to"}  # Python keeps these words for itself
SEVERAL = ("weekdays", "things")  # in an address, with commas between them
WITHIN = (3, 5, 10, 20, 40)
DISTANCES = (1, *WITHIN)  # miles


class HallChoices(ModelChoiceIterator):
    """By their names, and no more of them read than that."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield "", str(self.field.empty_label)
        yield from self.queryset.values_list("slug", "name")


class HallField(forms.ModelChoiceField):
    iterator = HallChoices


class FindForm(WhenForm, NeedsForm):
    """Becomes a Wish; every part of it but the needs may stand in an address."""

    all_optional = True  # what may be left blank begins with an answer, so no label has to say so

    people = forms.IntegerField(
        label=gettext_lazy("How many people?"),
        min_value=1,
        max_value=5000,
        error_messages={
            "required": gettext_lazy("Say roughly how many people will come."),
            "invalid": gettext_lazy("Write how many people in figures, for example 25."),
            "min_value": gettext_lazy("At least one person has to come."),
            "max_value": gettext_lazy("No hall here takes more than %(limit_value)s people. Check the number."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of group are you?"),
        choices=Hirer.Kind.choices,
        initial=Hirer.Kind.INFORMAL,
        required=False,
        help_text=gettext_lazy("Many halls ask less of charities, clubs and informal groups."),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the kinds of group.")},
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("How do you sit, or move?"),
        choices=[("", gettext_lazy("It does not matter")), *((code, kind.label) for code, kind in LAYOUTS.items())],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the ways to use a room.")},
    )
    most = PriceField(
        label=gettext_lazy("What can you pay an hour, at most?"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("In pounds, for example 12: the whole price, shared over the hours of your hire."),
    )
    things = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need beside the room?"),
        choices=[(code, thing.label) for code, thing in THINGS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        help_text=gettext_lazy("It must be free then, and what it costs is in the price shown."),
        error_messages={"invalid_choice": gettext_lazy("Tick only what is in the list.")},
    )
    near = Line(
        label=gettext_lazy("Near"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("A postcode, town or village. No other site is asked where it is."),
        error_messages={"max_length": gettext_lazy("Write only a postcode, town or village.")},
    )
    within = forms.TypedChoiceField(
        label=gettext_lazy("How far?"),
        choices=[
            ("", gettext_lazy("Any distance")),
            ("1", gettext_lazy("Within 1 mile")),
            *((str(miles), format_lazy(gettext_lazy("Within {miles} miles"), miles=miles)) for miles in WITHIN),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the distances.")},
    )
    venue = HallField(
        label=gettext_lazy("Only at"),
        queryset=Venue.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Any venue"),
        error_messages={"invalid_choice": gettext_lazy("There is no such venue here. Choose one, or any venue.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        venue = self.fields["venue"]
        assert isinstance(venue, forms.ModelChoiceField)
        venue.queryset = Venue.objects.public().select_related("operator", "term_calendar")

    def offer(self, venues: Iterable[Venue]) -> None:
        """These to choose one of, since they are loaded already."""
        venue = self.fields["venue"]
        assert isinstance(venue, forms.ModelChoiceField)
        named = sorted((each.name, each.slug) for each in venues)
        venue.choices = [("", venue.empty_label), *((slug, name) for name, slug in named)]

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(ADDRESS_NAMES.get(field_name, field_name))

    @classmethod
    def is_asked(cls, address: QueryDict) -> bool:
        """Whether an address asks for anything at all."""
        return any(ADDRESS_NAMES.get(name, name) in address for name in cls.base_fields if name not in NEEDED)

    @property
    def more_is_used(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("layout", "most", "things"))

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Hirer.Kind.INFORMAL

    def clean_near(self) -> Place | None:
        written = self.cleaned_data["near"]
        try:
            return place_of(written) if written else None
        except NoSuchPlace as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        self.clean_when(data, data.get("venue"))
        if data.get("within") and not data.get("near") and "near" not in self.errors:
            self.add_error("near", _("Say near which place: a postcode, town or village."))
        return data

    def wish(self) -> Wish:
        """What a form without faults asks for."""
        data = self.cleaned_data
        return Wish(
            pattern=self.pattern(),
            people=data["people"],
            kind=data["kind"],
            needs=frozenset(data["needs"]),
            said=self.said,
            venue=data["venue"],
            near=data["near"],
            within=data["within"],
            in_term=data["term_time"] and self.repeats,
            not_bank_holidays=data["not_bank_holidays"] and self.repeats,
            minutes=data.get("minutes"),
            first_free=self.takes_first_free,
            layout=data["layout"],
            things=tuple(data["things"]),
            most=data["most"],
        )

    def address(self) -> str:
        """The wish as the query of an address, without the needs."""
        data, venue = self.cleaned_data, self.cleaned_data["venue"]
        query = self.when_query() | {"people": data["people"], "kind": data["kind"]}
        if data["layout"]:
            query["layout"] = data["layout"]
        if data["most"] is not None:
            query["most"] = price_text(data["most"])
        if data["things"]:
            query["things"] = ",".join(data["things"])
        if data["near"]:
            query["near"] = self["near"].value().strip()
        if data["within"]:
            query["within"] = data["within"]
        if venue:
            query["venue"] = venue.slug
        return urlencode(query)
