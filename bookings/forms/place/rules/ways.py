"""How something is charged: a sum, by the hour, a head, an item, per cent, by a meter; one set of boxes for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.place.money import LengthField, PriceField, length_text, price_text
from bookings.forms.place.rules.choices import Choices
from bookings.forms.place.rules.lines import STEPS, TIERS, StepsField, TiersField
from venues.tariffs.document import PERCENT

Row = Mapping[str, Any]

WAYS: dict[str, Promise] = {
    "flat": gettext_lazy("A sum each time"),
    "once": gettext_lazy("A sum for the whole booking, however many dates"),
    "per_hour": gettext_lazy("So much an hour"),
    "per": gettext_lazy("So much for every so many minutes or hours"),
    "per_session": gettext_lazy("So much a session"),
    "per_day": gettext_lazy("So much a day"),
    "per_person": gettext_lazy("So much a person"),
    "per_item": gettext_lazy("So much for each one"),
    "tiers": gettext_lazy("For each one, another price from so many on"),
    "steps": gettext_lazy("By how long it lasts"),
    "percent": gettext_lazy("Per cent of the price"),
    "greater": gettext_lazy("A sum, or per cent where that is more"),
    "per_fact": gettext_lazy("By a number that is asked for: units on the meter, sacks"),
    "on_application": gettext_lazy("A person says what it costs"),
}
PRICED = ("flat", "once", "per_hour", "per_session", "per_day", "per_person", "per_item")
ITEMS = ("per_item", "tiers")
BOXES: dict[str, tuple[str, ...]] = {  # which boxes belong to which ways of charging
    "price": (*PRICED, "per", "greater", "per_fact"),
    "minutes": ("per",),
    "share": ("per",),
    "lot": ITEMS,
    "tiers": ("tiers",),
    "steps": ("steps",),
    "then": ("steps",),
    "percent": ("percent", "greater"),
    "of": ("percent", "greater"),
    "least": ("percent", "greater"),
    "most": ("percent", "greater"),
    "fact": ("per_fact",),
    "each": ("per_fact",),
    "free": ("per_fact",),
}


@dataclass(frozen=True)
class WayBox:
    """A box, and the ways of charging that need it."""

    box: forms.BoundField
    ways: str


class PercentText(Line):
    """Per cent as a price list keeps it, 12.5; nothing where nothing is written."""

    widget = forms.TextInput(attrs={"class": "sum", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value).removesuffix("%").strip()
        if text and (text.startswith("-") or not PERCENT.fullmatch(text)):
            raise ValidationError(_("Write the per cent in figures: 10, or 12.5."), code="invalid")
        return text


def way_fields(prefix: str, choices: Choices, *, without: Collection[str] = ()) -> dict[str, forms.Field]:
    """`without` are the ways of charging that make no sense here."""
    ways = [(way, label) for way, label in WAYS.items() if way not in without]
    if not choices.numbers:
        ways = [(way, label) for way, label in ways if way != "per_fact"]
    found: dict[str, forms.Field] = {
        "way": forms.ChoiceField(
            label=_("How is it charged?"), choices=ways, widget=forms.Select(attrs={"class": "way"})
        ),
        "price": PriceField(label=_("How much?"), required=False, max_length=20, help_text=_("8.50, or free.")),
        "minutes": LengthField(
            label=_("For how long each time?"), required=False, help_text=_("30 minutes, or hours: 4.")
        ),
        "share": forms.BooleanField(label=_("A part of that time pays its share only"), required=False),
        "lot": _number(_("Sold in lots of how many?"), _("Empty: singly. A part of a lot costs as much as the lot.")),
        "tiers": TiersField(label=_("From how many on, at what price?"), help_text=TIERS),
        "steps": StepsField(label=_("Up to how many hours, at what price?"), help_text=STEPS),
        "then": PriceField(
            label=_("And then, for each further hour"), required=False, max_length=20, help_text=_("Empty: no longer.")
        ),
        "percent": PercentText(label=_("How many per cent?"), required=False, max_length=12),
        "of": forms.ChoiceField(
            label=_("Per cent of what?"),
            required=False,
            choices=[
                ("hire", _("of the hire of the rooms")),
                ("standard_hire", _("of the standard price of the hire")),
                ("total", _("of all together")),
                *((code, _("of the answer to “%(question)s”") % {"question": words}) for code, words in choices.sums),
            ],
        ),
        "least": PriceField(label=_("At least"), required=False, max_length=20),
        "most": PriceField(label=_("At most"), required=False, max_length=20),
        "fact": forms.ChoiceField(label=_("Which number is asked for?"), required=False, choices=choices.numbers),
        "each": _number(_("The price is for how many of them?"), _("Empty: for each one.")),
        "free": _number(_("How many of them are free?"), ""),
    }
    if all(way not in ITEMS for way, _label in ways):
        del found["lot"], found["tiers"]
    return {prefix + name: field for name, field in found.items()}


def _number(label: str, help_text: str) -> forms.Field:
    widget = forms.TextInput(attrs={"class": "sum", "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=999_999, help_text=help_text, widget=widget
    )


def way_initial(prefix: str, row: Row) -> dict[str, Any]:
    """What the boxes say of a row as it is kept; what they cannot say is left out."""
    way = "greater" if "or_percent" in row else next((way for way in WAYS if way in row), "flat")
    found: dict[str, Any] = {"way": way, "lot": row.get("lot")}
    if way in PRICED:
        found["price"] = row.get(way)
    elif way == "per":
        found |= {
            "price": row["per"]["price"],
            "minutes": length_text(row["per"]["minutes"]),
            "share": row["per"].get("share", False),
        }
    elif way == "greater":
        found |= {"price": row["flat"], **_share_initial(row["or_percent"])}
    elif way == "percent":
        found |= _share_initial(row)
    elif way == "per_fact":
        found |= row["per_fact"]
    elif way in ("tiers", "steps"):
        found |= {way: row[way], "then": row.get("then_per_hour")}
    return {prefix + name: value for name, value in found.items() if value is not None}


def _share_initial(row: Row) -> dict[str, Any]:
    return {name: row.get(name) for name in ("percent", "of", "least", "most")}


def read_way(form: forms.Form, prefix: str) -> dict[str, Any]:
    """The amount as a price list keeps it; what is missing is noted beside its box."""
    way = form.cleaned_data.get(prefix + "way")
    for name, ways in BOXES.items():
        if way not in ways:
            form.errors.pop(prefix + name, None)  # of a box that this way of charging does not show
    reading = _Reading(form, prefix)
    if way in PRICED:
        lot = reading.some("lot") if way in ITEMS else {}
        return {way: reading.price("price"), **lot}
    if way == "per":
        share = {"share": True} if reading.value("share") else {}
        minutes = reading.needed("minutes", _("Say for how long: 30 minutes, or 4 for four hours."))
        return {"per": {"minutes": minutes, "price": reading.price("price"), **share}}
    if way == "percent":
        return reading.percent()
    if way == "greater":
        return {"flat": reading.price("price"), "or_percent": reading.percent()}
    if way == "per_fact":
        counted = {**reading.some("each"), **reading.some("free")}
        fact = reading.needed("fact", _("Choose what is counted."))
        return {"per_fact": {"fact": fact, "price": reading.price("price"), **counted}}
    if way == "tiers":
        return {"tiers": reading.needed("tiers", _("Write at least one line.")), **reading.some("lot")}
    if way == "steps":
        then = reading.value("then")
        beyond = {} if then is None else {"then_per_hour": price_text(then)}
        return {"steps": reading.needed("steps", _("Write at least one line.")), **beyond}
    return {"on_application": True} if way == "on_application" else {}


class _Reading:
    def __init__(self, form: forms.Form, prefix: str) -> None:
        self.form, self.prefix = form, prefix

    def value(self, name: str) -> Any:
        return self.form.cleaned_data.get(self.prefix + name)

    def needed(self, name: str, words: str) -> Any:
        found, box = self.value(name), self.prefix + name
        if found in (None, "", []) and not self.form.has_error(box):
            self.form.add_error(box, words)
        return found

    def price(self, name: str) -> str:
        found = self.needed(name, _("Write how much: 8.50, or free."))
        return "" if found is None else price_text(found)

    def some(self, name: str) -> dict[str, int]:
        """A number, where it says more than one by one, or none free."""
        found = self.value(name)
        return {name: found} if found and (found > 1 or name == "free") else {}

    def percent(self) -> dict[str, Any]:
        bounds = {name: price_text(pence) for name in ("least", "most") if (pence := self.value(name)) is not None}
        needed = self.needed("percent", _("Write how many per cent: 10, or 12.5."))
        return {"percent": needed, "of": self.value("of") or "hire", **bounds}


def way_boxes(form: forms.Form, prefix: str) -> list[WayBox]:
    """All but the choice itself, in the order of the page."""
    return [WayBox(form[prefix + name], " ".join(ways)) for name, ways in BOXES.items() if prefix + name in form.fields]
