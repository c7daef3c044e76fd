"""The named times of a price list: evenings, weekends; each with its days and hours, and whether it is sold whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from bookings.forms.fields import ClockField
from venues.tariffs import Tariff
from venues.tariffs.document import CODE
from venues.tariffs.grid import For, session_product
from venues.tariffs.rows import DAY, Band, Calendar, NamedDays

BANK_HOLIDAY = "bank-holiday"
ALL_DAY = (0, DAY)


@dataclass(frozen=True)
class BandFields:
    """The boxes of one band on the page."""

    number: int
    name: forms.BoundField
    days: forms.BoundField
    starts: forms.BoundField
    ends: forms.BoundField
    of: forms.BoundField
    gone: forms.BoundField
    code: forms.BoundField


def band_fields(number: int, named_days: Sequence[NamedDays]) -> dict[str, forms.Field]:
    place = {"number": number + 1}
    days = [(str(day), str(WEEKDAYS[day])) for day in range(7)]
    return {
        f"band{number}-code": forms.CharField(required=False, widget=forms.HiddenInput),
        f"band{number}-name": Line(
            label=_("What is time %(number)d called?") % place,
            required=False,
            max_length=80,
            help_text=_("For example Evenings, or Weekends."),
        ),
        f"band{number}-days": forms.MultipleChoiceField(
            label=_("On which days is time %(number)d?") % place,
            required=False,
            choices=[*days, *((row.code, row.name) for row in named_days)],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        ),
        f"band{number}-starts": ClockField(
            label=_("From"), required=False, help_text=_("Leave both empty for the whole day.")
        ),
        f"band{number}-ends": ClockField(
            label=_("To"), required=False, help_text=_("Past midnight is fine, and belongs to the day before.")
        ),
        f"band{number}-of": forms.ChoiceField(
            label=_("How is time %(number)d priced?") % place,
            required=False,
            initial=For.HOUR,
            choices=[
                (For.HOUR, _("By the hour")),
                (For.SESSION, _("Sold whole, as a session at one price")),
            ],
            widget=forms.RadioSelect(attrs={"class": "in-row"}),
        ),
        f"band{number}-gone": forms.BooleanField(label=_("Take time %(number)d away") % place, required=False),
    }


def days_with_a_name(base: Tariff) -> tuple[NamedDays, ...]:
    """Those that the list knows, and the bank holidays in any case."""
    if any(row.calendar is Calendar.BANK_HOLIDAYS for row in base.named_days):
        return base.named_days
    code = code_for("", BANK_HOLIDAY, {row.code for row in base.named_days} | {row.code for row in base.seasons})
    return (*base.named_days, NamedDays(code, _("Bank holidays"), calendar=Calendar.BANK_HOLIDAYS))


def band_initial(number: int, band: Band, base: Tariff) -> dict[str, Any]:
    all_day = (band.from_minute, band.to_minute) == ALL_DAY
    return {
        f"band{number}-code": band.code,
        f"band{number}-name": band.name,
        f"band{number}-days": [*(str(day) for day in band.days), *band.named],
        f"band{number}-starts": None if all_day else time_of(band.from_minute),
        f"band{number}-ends": None if all_day else time_of(band.to_minute),
        f"band{number}-of": what_for(band, base),
    }


def what_for(band: Band, base: Tariff) -> For:
    sessions = session_product(base)
    return For.SESSION if sessions and band.code in sessions.sessions else For.HOUR


def bound(form: forms.Form, number: int) -> BandFields:
    names = ("name", "days", "starts", "ends", "of", "gone", "code")
    return BandFields(number, *(form[f"band{number}-{name}"] for name in names))


def read_band(form: forms.Form, cleaned: Mapping[str, Any], number: int, taken: set[str]) -> Band | None:
    """The band, or None with its faults noted in its boxes."""
    found: dict[str, Any] = {
        name: cleaned.get(f"band{number}-{name}") for name in ("code", "name", "days", "starts", "ends")
    }
    wanted = {
        "name": _("Give this time a name, or take it away."),
        "days": _("Tick the days."),
        "starts": _("Say from what time, or leave both empty for the whole day."),
        "ends": _("Say to what time, or leave both empty for the whole day."),
    }
    all_day = not any(found[name] is not None or form.has_error(f"band{number}-{name}") for name in ("starts", "ends"))
    for name, words in wanted.items():
        empty = found[name] is None and not all_day if name in ("starts", "ends") else not found[name]
        if empty and not form.has_error(f"band{number}-{name}"):
            form.add_error(f"band{number}-{name}", ValidationError(words))
    if any(form.has_error(f"band{number}-{name}") for name in wanted):
        return None
    start, end = ALL_DAY if all_day else [minute_of(found[name]) for name in ("starts", "ends")]
    code = code_for(found["code"], found["name"], taken)
    taken.add(code)
    days = tuple(sorted(int(day) for day in found["days"] if day.isdecimal()))
    named = tuple(day for day in found["days"] if not day.isdecimal())
    return Band(code, found["name"], days, start, end if end > start else end + DAY, named)


def code_for(given: str, name: str, taken: set[str]) -> str:
    """What the list calls it within: its old code, or one made of its name."""
    if CODE.fullmatch(given or "") and given not in taken:
        return given
    stem = slugify(name)[:50] or "time"
    return next(code for code in (stem, *(f"{stem}-{number}" for number in range(2, 100))) if code not in taken)


def time_of(minute: int) -> time:
    minute %= DAY
    return time(minute // 60, minute % 60)


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute
