"""The opening hours of a week, for the whole place or some rooms, always or between two dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.desk.parts import cells_of, keys_of, parts_of
from bookings.desk.timetables import Spans, Timetable, timetables
from bookings.forms.fields import DayField
from bookings.forms.place.openings import SAME, OpeningField
from venues.files import VenueFile

WHOLE = "whole"
OFTEN = ((9 * 60, 22 * 60),)  # as many halls are open, for a start


class WeekForm(forms.Form):
    """Seven days; where there are no hours yet, one line can fill them all."""

    all_optional = True
    every = OpeningField(
        label=gettext_lazy("Every day"),
        required=False,
        help_text=gettext_lazy("Change it to yours. It fills every day that has no hours of its own."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, file: VenueFile, week: Timetable, seen: str) -> None:
        super().__init__(data, initial={f"day{day}": spans for day, spans in enumerate(week.days)})
        self.file, self.week = file, week
        self.initial["seen"] = seen
        if week.is_open_ever:
            del self.fields["every"]
        else:
            self.initial = {"seen": seen, "every": OFTEN}
        for day in range(7):
            self.fields[f"day{day}"] = OpeningField(label=str(WEEKDAYS[day]), required=False)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day{day}"] for day in range(7)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        days = self._days(cleaned)
        if not self.errors and not any(days):
            words = _("It is shut on all seven days. Write the hours of at least one day, or make a closure instead.")
            self.add_error(self._first_box, words)
        self.timetable = self._timetable(cleaned, tuple(days))
        return cleaned

    @property
    def is_any_day_said(self) -> bool:
        """Whether a day has hours of its own, or what was typed there is wrong."""
        return any(day.value() or day.errors for day in self.days)

    @property
    def _first_box(self) -> str:
        return "every" if "every" in self.fields else "day0"

    def _days(self, cleaned: dict[str, Any]) -> list[Spans]:
        """Each day’s openings; a day that says “same” has those of the day above."""
        every: Spans | str | None = cleaned.get("every")
        days: list[Spans] = []
        for day in range(7):
            name = f"day{day}"
            said = every if cleaned.get(name) is None else cleaned[name]
            if said == SAME:
                said = days[-1] if days else None
                if not days and name not in self.errors:
                    self.add_error(name, _("There is no day above. Write the hours, or closed."))
            elif said is None and not self.errors:
                self._ask_for(day, cleaned)
            days.append(said if isinstance(said, tuple) else ())
        return days

    def _ask_for(self, day: int, cleaned: dict[str, Any]) -> None:
        if all(cleaned.get(f"day{number}") is None for number in range(7)):
            self.add_error(self._first_box, _("Write when it is open, for example 9am to 10pm."))
        else:
            self.add_error(f"day{day}", _("Write the hours of this day, or closed, or same (as the day above)."))

    def _timetable(self, cleaned: dict[str, Any], days: tuple[Spans, ...]) -> Timetable:
        return replace(self.week, days=days)


class TimetableForm(WeekForm):
    """Hours for some dates, or of some rooms."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("For which rooms?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Say which rooms these hours are for.")},
    )
    first = DayField(label=gettext_lazy("From which day?"), required=False)
    last = DayField(
        label=gettext_lazy("Until which day?"),
        required=False,
        help_text=gettext_lazy("This day is the last with these hours. Leave both empty if they always hold."),
    )
    field_order = ("parts", "first", "last", "every")

    def __init__(self, data: Any = None, *, file: VenueFile, week: Timetable, seen: str) -> None:
        super().__init__(data, file=file, week=week, seen=seen)
        self.initial.pop("every", None)
        self.choosable = parts_of(file, week.cells)
        rooms = [(part.key, part.name) for part in self.choosable]
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(WHOLE, _("The whole place")), *rooms]
        if not week.is_usual:
            chosen = keys_of(self.choosable, week.cells) if week.cells else [WHOLE]
            self.initial = {**self.initial, "parts": chosen, "first": week.first, "last": week.last}

    def _timetable(self, cleaned: dict[str, Any], days: tuple[Spans, ...]) -> Timetable:
        keys = cleaned.get("parts") or []
        cells = () if WHOLE in keys else cells_of(self.choosable, keys, self.file)
        wanted = Timetable(days, cells, cleaned.get("first"), cleaned.get("last"))
        if not self.errors:
            self._judge_dates(wanted)
        if not self.errors:
            self._judge_beside_others(wanted)
        return wanted

    def _judge_dates(self, wanted: Timetable) -> None:
        if wanted.first and wanted.last and wanted.last < wanted.first:
            self.add_error("last", _("The last day comes before the first. Check both."))
        elif wanted.is_usual:
            self.add_error(
                "first", _("Hours of the whole place need dates; those that always hold are the usual week.")
            )

    def _judge_beside_others(self, wanted: Timetable) -> None:
        """Two weeks of the same length on one day: neither could win."""
        for other in timetables(self.file.hours):
            if other.key == self.week.key or not wanted.meets(other):
                continue
            if other.key == wanted.key:
                words = _("There are hours for just these dates and rooms already. Change those instead.")
            else:
                words = _(
                    "Other hours, %(dates)s, hold on some of these days and are just as long: neither could win. "
                    "Choose other dates."
                )
            self.add_error("first", words % {"dates": other.dates or _("always")})


class ShownWeekForm(forms.Form):
    """Any day names its week."""

    all_optional = True
    on = DayField(label=gettext_lazy("Which day?"), required=False)

    @property
    def day(self) -> date | None:
        found: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return found
