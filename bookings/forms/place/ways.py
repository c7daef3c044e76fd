"""Other ways of hiring than by the hour: whole day, half day, weekend, wedding; each at a price for the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from bookings.forms.fields import ClockField
from bookings.forms.place.bands import code_for, minute_of, time_of
from bookings.forms.place.money import LengthField, length_text
from venues.tariffs import Tariff
from venues.tariffs.grid import For, cells
from venues.tariffs.rows import DAY, Product

NAMES = ("name", "of", "longest", "shortest", "opens", "closes", "days", "asked", "gone", "code")


@dataclass(frozen=True)
class WayFields:
    """The boxes of one way of hiring on the page."""

    number: int
    name: forms.BoundField
    of: forms.BoundField
    longest: forms.BoundField
    shortest: forms.BoundField
    opens: forms.BoundField
    closes: forms.BoundField
    days: forms.BoundField
    asked: forms.BoundField
    gone: forms.BoundField
    code: forms.BoundField

    @property
    def is_open(self) -> bool:
        """Whether what is seldom said is said, or wrong."""
        return any(box.value() or box.errors for box in (self.shortest, self.opens, self.closes, self.days, self.asked))


def way_fields(number: int) -> dict[str, forms.Field]:
    place = {"number": number + 1}
    return {
        f"way{number}-code": forms.CharField(required=False, widget=forms.HiddenInput),
        f"way{number}-name": Line(
            label=_("What is way %(number)d called?") % place,
            required=False,
            max_length=80,
            help_text=_("For example Half day, Whole day, or Weekend."),
        ),
        f"way{number}-longest": LengthField(
            label=_("For up to how many hours?"),
            required=False,
            max_length=20,
            help_text=_("Empty: for as long as they like."),
        ),
        f"way{number}-of": forms.ChoiceField(
            label=_("What is the price of way %(number)d for?") % place,
            required=False,
            initial=For.HIRE,
            choices=[(For.HIRE, _("For the whole hire")), (For.DAY, _("For each day"))],
            widget=forms.RadioSelect(attrs={"class": "in-row"}),
        ),
        f"way{number}-shortest": LengthField(label=_("From how many hours on?"), required=False, max_length=20),
        f"way{number}-opens": ClockField(label=_("Not before"), required=False),
        f"way{number}-closes": ClockField(
            label=_("Until"), required=False, help_text=_("Past midnight is fine, and belongs to the day before.")
        ),
        f"way{number}-days": forms.MultipleChoiceField(
            label=_("On which days may it begin? None ticked: on any."),
            required=False,
            choices=[(str(day), str(WEEKDAYS[day])) for day in range(7)],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        ),
        f"way{number}-asked": forms.BooleanField(
            label=_("Only for those who ask for it, such as a wedding"), required=False
        ),
        f"way{number}-gone": forms.BooleanField(label=_("Take way %(number)d away") % place, required=False),
    }


def way_initial(number: int, way: Product, base: Tariff) -> dict[str, Any]:
    found = {
        "code": way.code,
        "name": way.name,
        "of": paid_by(way, base),
        "longest": length_text(way.longest) if way.longest else "",
        "shortest": length_text(way.shortest) if way.shortest else "",
        "opens": None if way.opens is None else time_of(way.opens),
        "closes": None if way.closes is None else time_of(way.closes),
        "days": [str(day) for day in way.days],
        "asked": way.only_if_asked,
    }
    return {f"way{number}-{name}": value for name, value in found.items()}


def paid_by(way: Product, base: Tariff) -> For:
    """By the hire, unless the list has prices of it by the day alone."""
    of = {cell.of for cell in cells(base) if cell.product == way.code and cell.price is not None}
    return For.DAY if of == {For.DAY} else For.HIRE


def bound_way(form: forms.Form, number: int) -> WayFields:
    return WayFields(number, **{name: form[f"way{number}-{name}"] for name in NAMES})


def read_way(form: forms.Form, cleaned: Mapping[str, Any], number: int, taken: set[str]) -> Product | None:
    """The way of hiring, or None with its faults noted in its boxes."""
    said: dict[str, Any] = {name: cleaned.get(f"way{number}-{name}") for name in NAMES}
    if not said["name"] and not form.has_error(f"way{number}-name"):
        form.add_error(f"way{number}-name", ValidationError(_("Give this way of hiring a name, or take it away.")))
    shortest, longest = said["shortest"] or None, said["longest"] or None
    if shortest and longest and shortest > longest:
        form.add_error(f"way{number}-shortest", ValidationError(_("That is more than the longest hire.")))
    if any(form.has_error(f"way{number}-{name}") for name in NAMES):
        return None
    code = code_for(said["code"], said["name"], taken)
    taken.add(code)
    opens, closes = _hours(said["opens"], said["closes"])
    return Product(
        code,
        said["name"],
        shortest=shortest,
        longest=longest,
        opens=opens,
        closes=closes,
        days=tuple(sorted(int(day) for day in said["days"])),
        only_if_asked=said["asked"],
    )


def _hours(opens: time | None, closes: time | None) -> tuple[int | None, int | None]:
    """In minutes from midnight; an hour that is not said is the beginning, or the end, of the day."""
    if opens is None and closes is None:
        return None, None
    start = minute_of(opens) if opens else 0
    end = minute_of(closes) if closes else DAY
    return start, end if end > start else end + DAY
