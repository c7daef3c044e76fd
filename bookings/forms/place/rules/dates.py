"""Seasons and named days as people type them: 1 October, Christmas Eve, the bank holidays."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from accounts.plain_text import Line, Lines
from bookings.forms.fields import NEVER, DayField, is_never
from bookings.forms.place.rules.form import Rows, RuleForm, code_for, codes_in, name_field
from venues.tariffs.document import DAYS, month_day
from venues.tariffs.rows import Calendar

MOST = 60  # days of one name
YEARLY, ON = "yearly", "on"
WORDS = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>[^\W\d]+)\.?")
TURNED = re.compile(r"(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?")
NUMBERS = re.compile(r"(?P<day>\d{1,2})\s*[/.]\s*(?P<month>\d{1,2})\.?")


class YearDayField(Line):
    """A day of every year, as a list keeps it: 10-01."""

    default_error_messages = {"required": gettext_lazy("Say which day: 1 October.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"class": "short"}), **kwargs)

    def clean(self, value: Any) -> Any:
        return read_year_day(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return year_day_text(value)


def read_year_day(text: str) -> str:
    """Raises ValidationError with what to write instead."""
    words = text.strip()
    read = WORDS.fullmatch(words) or TURNED.fullmatch(words) or NUMBERS.fullmatch(words)
    parts = read.groupdict() if read else {}
    month = int(parts["month"]) if "month" in parts else _month(parts.get("name", ""))
    day = int(parts.get("day", 0))
    found = f"{month:02d}-{day:02d}"
    if month in MONTHS and is_never(day, month):
        raise ValidationError(NEVER, code="never", params={"day": day, "month": MONTHS[month]})
    if not month_day(found):
        raise ValidationError(
            _("We could not read “%(text)s” as a day of the year. Write it like 1 October.") % {"text": words[:40]},
            code="invalid",
        )
    return found


def year_day_text(value: Any) -> Any:
    """10-01 as 1 October; what is something else stays as it was typed."""
    found = month_day(value)
    return f"{found[1]} {MONTHS[found[0]]}" if found else value


def _month(name: str) -> int:
    begins = [number for number, month in MONTHS.items() if str(month).lower().startswith(name.lower())]
    return begins[0] if len(name) >= 3 and begins else 0


class SeasonForm(RuleForm):
    def build(self, number: int | None) -> None:
        self.fields["name"] = name_field(_("What is the season called?"), _("Winter, Heating season."))
        self.fields["from"] = YearDayField(label=_("Its first day, every year"), help_text=_("1 October"))
        self.fields["to"] = YearDayField(
            label=_("Its last day"), help_text=_("30 April. It may run over the new year; both days are part of it.")
        )
        self.initial.update(self.first)

    def read(self) -> Rows:
        name, taken = self.cleaned_data.get("name", ""), codes_in(self.document, "seasons", "named_days")
        days = {key: self.cleaned_data.get(key, "") for key in ("from", "to")}
        return [{"code": code_for(name, held=self.first, taken=taken), "name": name, **days}]


class NamedDaysForm(RuleForm):
    def build(self, number: int | None) -> None:
        self.fields["name"] = name_field(_("What are these days called?"), _("Bank holidays, Christmas, The fête."))
        self.fields["which"] = forms.ChoiceField(
            label=_("Which days are they?"),
            choices=[
                (Calendar.BANK_HOLIDAYS, _("The bank holidays")),
                (Calendar.TERM, _("Days in school term")),
                (Calendar.SCHOOL_HOLIDAYS, _("Days in the school holidays")),
                (YEARLY, _("The same days every year, as written below")),
                (ON, _("The dates written below")),
            ],
        )
        self.fields["days"] = Lines(
            label=_("The days, one on a line"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
            help_text=_("Of every year: 24 December. Of one year: 20 June 2026."),
        )
        self.initial.update({"name": self.first.get("name"), "which": self._which(), "days": self._days_text()})

    def _which(self) -> Any:
        return self.first.get("calendar") or next((kind for kind in (YEARLY, ON) if kind in self.first), None)

    def _days_text(self) -> str:
        yearly = [year_day_text(day) for day in self.first.get(YEARLY, ())]
        return "\n".join([*yearly, *(date_words(date.fromisoformat(day)) for day in self.first.get(ON, ()))])

    def read(self) -> Rows:
        name, which = self.cleaned_data.get("name", ""), self.cleaned_data.get("which", "")
        taken = codes_in(self.document, "seasons", "named_days") | set(DAYS)
        row = {"code": code_for(name, held=self.first, taken=taken), "name": name}
        if which in (YEARLY, ON):
            return [{**row, which: self._days(is_yearly=which == YEARLY)}]
        return [{**row, "calendar": str(which)}]

    def _days(self, *, is_yearly: bool) -> list[str]:
        lines = [
            line.strip(" ,") for line in re.split(r"[\n,;]", self.cleaned_data.get("days") or "") if line.strip(" ,")
        ]
        found = []
        for line in lines[:MOST]:
            try:
                found.append(read_year_day(line) if is_yearly else DayField().clean(line).isoformat())
            except ValidationError as refusal:
                self.add_error("days", f"{line[:40]}: {' '.join(refusal.messages)}")
        if not lines:
            self.add_error("days", _("Write the days, one on a line."))
        elif len(lines) > MOST:
            self.add_error("days", _("At most %(most)d days have one name.") % {"most": MOST})
        return found

    def field_at(self, row: int, key: str) -> str | None:
        return "days" if key.startswith((YEARLY, ON)) else super().field_at(row, key)
