"""How a price list counts hours and rounds sums, who chooses between ways of hiring, and its tax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from bookings.forms.place.raising import PercentField
from venues.money import Money
from venues.tariffs import Tariff
from venues.tariffs.rows import Tax
from venues.tariffs.tariff import Choice, Way
from venues.tariffs.words.times import length_words

STEPS = (15, 30, 60)
ROUNDED_TO = (5, 10, 50, 100)
INSIDE, ON_TOP = "inside", "on_top"
NAMES = ("step", "grace", "rounded_to", "rounded_way", "choice", "tax", "tax_name", "tax_percent")


def counting_fields(base: Tariff) -> dict[str, forms.Field]:
    """What the list says that is not among the usual can be chosen too."""
    steps = sorted({*STEPS, base.step_minutes} - {1})
    sums = sorted({*ROUNDED_TO, base.rounding.pence} - {1})
    ways = {Way.HALF_UP: _("To the nearest"), Way.UP: _("Up"), Way.DOWN: _("Down")}
    if base.rounding.way not in ways:
        ways[base.rounding.way] = _("To the nearest, a half to the even one")
    return {
        "step": forms.TypedChoiceField(
            label=_("Is a part of an hour rounded up?"),
            required=False,
            coerce=int,
            choices=[("1", _("No: it is charged to the minute")), *((str(step), _step_words(step)) for step in steps)],
        ),
        "grace": forms.IntegerField(
            label=_("How many minutes over are free?"),
            required=False,
            min_value=0,
            max_value=59,
            widget=forms.TextInput(attrs={"class": "sum", "inputmode": "numeric"}),
        ),
        "rounded_to": forms.TypedChoiceField(
            label=_("Are prices rounded?"),
            required=False,
            coerce=int,
            choices=[
                ("1", _("No: to the penny")),
                *((str(pence), _("To %(sum)s") % {"sum": Money(pence, base.currency)}) for pence in sums),
            ],
        ),
        "rounded_way": forms.ChoiceField(label=_("Which way?"), required=False, choices=list(ways.items())),
        "choice": forms.ChoiceField(
            label=_("Where a hire could be had in more than one way"),
            required=False,
            choices=[
                (Choice.CHEAPEST, _("The cheapest is charged")),
                (Choice.HIRER, _("Whoever hires must choose")),
            ],
            widget=forms.RadioSelect,
        ),
        "tax": forms.ChoiceField(
            label=_("Is there tax on the prices?"),
            required=False,
            choices=[
                ("", _("No")),
                (INSIDE, _("Yes, inside the prices")),
                (ON_TOP, _("Yes, on top of the prices")),
            ],
            widget=forms.RadioSelect(attrs={"class": "in-row"}),
        ),
        "tax_name": Line(label=_("What is the tax called?"), required=False, max_length=40, help_text=_("VAT")),
        "tax_percent": PercentField(
            label=_("How many per cent?"),
            required=False,
            min_value=Decimal(0),
            max_value=Decimal(100),
            decimal_places=2,
            widget=forms.TextInput(attrs={"class": "sum", "inputmode": "decimal"}),
        ),
    }


def counting_initial(base: Tariff) -> dict[str, Any]:
    tax = base.tax
    return {
        "step": str(base.step_minutes),
        "grace": base.grace_minutes or None,
        "rounded_to": str(base.rounding.pence),
        "rounded_way": base.rounding.way,
        "choice": base.choice,
        "tax": "" if tax is None else INSIDE if tax.included else ON_TOP,
        "tax_name": tax.name if tax else "",
        "tax_percent": f"{tax.percent.normalize():f}" if tax else "",
    }


def is_counted_otherwise(base: Tariff) -> bool:
    """Whether the list says any of this."""
    usual = (1, 0, 1, Choice.CHEAPEST, None)
    return (base.step_minutes, base.grace_minutes, base.rounding.pence, base.choice, base.tax) != usual


def read_counting(form: forms.Form, cleaned: Mapping[str, Any], tariff: Tariff) -> Tariff:
    """The list with what the boxes say; their faults are noted in them."""
    grace, step = cleaned.get("grace") or 0, cleaned.get("step") or 1
    if grace and grace >= step:
        form.add_error("grace", ValidationError(_("Fewer minutes than a part of an hour is rounded up to.")))
    return replace(
        tariff,
        step_minutes=step,
        grace_minutes=grace,
        rounding=replace(
            tariff.rounding,
            pence=cleaned.get("rounded_to") or 1,
            way=Way(cleaned.get("rounded_way") or tariff.rounding.way),
        ),
        choice=Choice(cleaned.get("choice") or Choice.CHEAPEST),
        tax=_tax(form, cleaned),
    )


def _tax(form: forms.Form, cleaned: Mapping[str, Any]) -> Tax | None:
    if not cleaned.get("tax"):
        return None
    name, percent = cleaned.get("tax_name"), cleaned.get("tax_percent")
    if not name and not form.has_error("tax_name"):
        form.add_error("tax_name", ValidationError(_("Say what it is called, for example VAT.")))
    if percent is None and not form.has_error("tax_percent"):
        form.add_error("tax_percent", ValidationError(_("Say how many per cent, for example 20.")))
    return Tax(name or "", percent or Decimal(0), cleaned["tax"] == INSIDE)


def _step_words(minutes: int) -> str:
    return _("Yes, to whole steps of %(length)s") % {"length": length_words(minutes)}
