"""When a rule holds: for whom, where, what for, at which times and how large; the same boxes on every form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.place.rules import ranges
from bookings.forms.place.rules.choices import Choices
from bookings.forms.place.rules.ranges import Measure, RangeField
from venues.tariffs.rows import FactAsked, Kind
from venues.tariffs.writing_when import codes

Row = Mapping[str, Any]

LABELS: dict[str, Promise] = {
    "category": gettext_lazy("Only for these kinds of price"),
    "room": gettext_lazy("Only in these rooms"),
    "occasion": gettext_lazy("Only for these occasions"),
    "band": gettext_lazy("Only at these times of the week"),
    "dates": gettext_lazy("Only in these seasons and on these days"),
    "product": gettext_lazy("Only where it is hired in this way"),
    "with_room": gettext_lazy("Only where all of these rooms are hired too"),
    "extra": gettext_lazy("Only where this extra is asked for"),
    "slots_are": gettext_lazy("Only for exactly these sessions"),
}
RANGES: dict[str, tuple[Measure, Promise]] = {
    "people": (ranges.COUNT, gettext_lazy("Only for so many people")),
    "length": (ranges.LENGTH, gettext_lazy("Only for a hire of so many hours")),
    "dates_booked": (ranges.COUNT, gettext_lazy("Only for bookings of so many dates")),
    "date_number": (ranges.COUNT, gettext_lazy("Only for the first, second, third … date of a booking")),
    "starts": (ranges.STARTING, gettext_lazy("Only where the hire begins")),
    "ends": (ranges.ENDING, gettext_lazy("Only where the hire ends")),
    "slots": (ranges.COUNT, gettext_lazy("Only for so many sessions")),
    "hire": (ranges.MONEY, gettext_lazy("Only where the rooms cost so much")),
}
MAIN = ("category", "room", "occasion", "band", "dates", "product", "people", "length", "dates_booked")
RARER = ("starts", "ends", "date_number", "with_room", "extra", "slots", "slots_are", "hire")
ALL = (*MAIN, *RARER)
FACT, RANK = "fact-", "rank"
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class WhenBoxes:
    """The boxes on the page: those that many lists use, and the rarer ones; `is_open` where something is said."""

    main: list[forms.BoundField]
    rarer: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        return _is_said(self.main) or self.rarer_are_open

    @property
    def rarer_are_open(self) -> bool:
        return _is_said(self.rarer)


def when_fields(
    prefix: str, choices: Choices, *, names: Collection[str] = ALL, has_rank: bool = True
) -> dict[str, forms.Field]:
    """The conditions that this list can have; of seasons only where it has some, and so on."""
    found: dict[str, forms.Field] = {}
    for name in (each for each in ALL if each in names):
        if name in RANGES:
            measure, label = RANGES[name]
            found[prefix + name] = RangeField(measure, label=label)
        elif options := getattr(choices, name):
            widget = forms.CheckboxSelectMultiple(attrs={"class": "in-row"})
            found[prefix + name] = forms.MultipleChoiceField(
                label=str(LABELS[name]), choices=options, required=False, widget=widget
            )
    if names == ALL:
        found |= {f"{prefix}{FACT}{fact.code}": _fact_field(fact) for fact in choices.facts}
    if has_rank:
        found[prefix + RANK] = forms.ChoiceField(
            label=_("Rank: which goes first where two fit equally well?"),
            required=False,
            initial="0",
            choices=[
                ("0", _("The one that fits more closely, as usual")),
                ("1", _("This one (rank 1)")),
                ("2", _("This one, before those of rank 1 (rank 2)")),
                ("3", _("This one, before those of rank 2 (rank 3)")),
                ("-1", _("This one only where no other holds (rank -1)")),
            ],
        )
    return found


def _fact_field(fact: FactAsked) -> forms.Field:
    label = _("Only for this answer to “%(question)s”") % {"question": fact.question}
    if fact.kind is Kind.YES_NO:
        options = [("", _("Whatever the answer is")), ("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=label, choices=options, required=False)
    return RangeField(ranges.MONEY if fact.kind is Kind.MONEY else ranges.NUMBER_TOLD, label=label)


def when_initial(prefix: str, row: Row) -> dict[str, Any]:
    """What the boxes say of a row as it is kept."""
    found: dict[str, Any] = {}
    for name in ALL:
        if name in row:
            found[prefix + name] = row[name] if name in RANGES else _listed(row[name])
    for code, told in row.get("fact", {}).items():
        found[f"{prefix}{FACT}{code}"] = {True: "yes", False: "no"}[told] if isinstance(told, bool) else told
    found[prefix + RANK] = str(row.get(RANK, 0))
    return found


def read_when(prefix: str, cleaned: Mapping[str, Any], held: Row, choices: Choices) -> dict[str, Any]:
    """The conditions as a price list keeps them; what was held and is unchanged stands in the same order."""
    found: dict[str, Any] = {}
    for name in ALL:
        typed = cleaned.get(prefix + name)
        if not typed:
            continue
        if name in RANGES:
            found[name] = typed
        else:
            before = _listed(held.get(name, ()))
            found[name] = codes(tuple(before if set(before) == set(typed) else typed))
    if facts := dict(_facts(prefix, cleaned, held.get("fact", {}), choices)):
        found["fact"] = facts
    if rank := int(cleaned.get(prefix + RANK) or 0):
        found[RANK] = rank
    return found


def _facts(prefix: str, cleaned: Mapping[str, Any], held: Row, choices: Choices) -> Iterator[tuple[str, Any]]:
    for fact in choices.facts:
        told = cleaned.get(f"{prefix}{FACT}{fact.code}")
        if isinstance(told, str) and told in YES_NO:
            yield fact.code, YES_NO[told]
        elif told:
            yield fact.code, _as_held(told, held.get(fact.code))


def _as_held(told: dict[str, Any], held: Any) -> dict[str, Any]:
    """The same numbers as they were written before: "6" is 6."""
    if isinstance(held, Mapping) and {end: str(value) for end, value in held.items()} == {
        end: str(value) for end, value in told.items()
    }:
        return dict(held)
    return told


def when_boxes(form: forms.Form, prefix: str) -> WhenBoxes:
    facts = [name.removeprefix(prefix) for name in form.fields if name.startswith(prefix + FACT)]
    main = [form[prefix + name] for name in (*MAIN[:3], *facts, *MAIN[3:]) if prefix + name in form.fields]
    rarer = [form[prefix + name] for name in (*RARER, RANK) if prefix + name in form.fields]
    return WhenBoxes(main, rarer)


def _is_said(boxes: list[forms.BoundField]) -> bool:
    return any(box.errors or box.value() not in (None, "", [], "0", 0) for box in boxes)


def _listed(found: Any) -> list[str]:
    return [found] if isinstance(found, str) else list(found)
