"""What a manager types about fair use: a cap on the busiest hours, or hours kept for new or youth groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.timetables import spans_words
from bookings.forms.place.openings import OpeningField
from venues.fair_use import Cap, Hours, KeptHours
from venues.files import VenueFile
from venues.files.fairness import A_WEEK, A_YEAR, NEW, YOUNG

SHORT = {"class": "short", "inputmode": "numeric"}


class HoursOfDays(forms.Form):
    """Some weekdays and one stretch of each."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={
            "required": gettext_lazy("Tick at least one day."),
            "invalid_choice": gettext_lazy("Choose from these days."),
        },
    )
    hours = OpeningField(
        label=gettext_lazy("From when to when?"),
        help_text=gettext_lazy("For example: 6pm to 10pm."),
        error_messages={"required": gettext_lazy("Say from when to when, for example 6pm to 10pm.")},
    )

    def __init__(self, data: Any = None, *, hours: Hours | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(number), str(name)) for number, name in WEEKDAYS.items()]
        if hours:
            said = spans_words(((hours.opens, hours.closes),))
            self.initial.update(days=[str(day) for day in hours.days], hours=said)

    def clean_hours(self) -> tuple[int, int]:
        spans = self.cleaned_data["hours"]
        if not isinstance(spans, tuple) or len(spans) != 1:
            raise ValidationError(_("Write one stretch of the day, for example 6pm to 10pm."))
        opens, closes = spans[0]
        return opens, closes

    @property
    def week_hours(self) -> Hours:
        return Hours(tuple(sorted(self.cleaned_data["days"])), *self.cleaned_data["hours"])


class CapForm(HoursOfDays):
    name = Line(
        label=gettext_lazy("What do you call these hours?"),
        max_length=40,
        help_text=gettext_lazy("One word that goes before “hours”, for example: evening, weekend."),
        error_messages={"required": gettext_lazy("Say what you call these hours, for example: evening.")},
    )
    most_hours = forms.IntegerField(
        label=gettext_lazy("How many hours a week may one group have at most?"),
        min_value=1,
        max_value=A_WEEK,
        widget=forms.NumberInput(attrs=SHORT),
        error_messages={
            "required": gettext_lazy("Say how many hours, for example 4."),
            "invalid": gettext_lazy("Write whole hours in figures, for example 4."),
            "min_value": gettext_lazy("At least one hour must be left to them."),
            "max_value": gettext_lazy("A week has no more than 168 hours."),
        },
    )
    all_branches = forms.BooleanField(
        label=gettext_lazy("Count what the group has at all our places"),
        required=False,
        help_text=gettext_lazy("Otherwise only what it has at this one."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ("name", "days", "hours", "most_hours", "all_branches")

    def __init__(self, data: Any = None, *, file: VenueFile, now: Cap | None, seen: str) -> None:
        start = {"name": now.name, "most_hours": now.most_hours, "all_branches": now.all_branches} if now else {}
        super().__init__(data, hours=now.hours if now else None, initial={**start, "seen": seen})
        self.others = {cap.name.casefold() for cap in file.fair_use.caps if cap != now}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.casefold() in self.others:
            raise ValidationError(_("There is a cap on hours of this name already. Change that one instead."))
        return name

    @property
    def row(self) -> Cap:
        found = self.cleaned_data
        return Cap(found["name"], self.week_hours, found["most_hours"], found["all_branches"])


class KeptForm(HoursOfDays):
    whom = forms.MultipleChoiceField(
        label=gettext_lazy("For whom are they kept?"),
        choices=[
            (NEW, gettext_lazy("New groups: no date here yet, or the first within twelve months")),
            (YOUNG, gettext_lazy("Groups mainly for children or young people")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Say for whom they are kept."),
            "invalid_choice": gettext_lazy("Choose from these."),
        },
    )
    room = forms.ChoiceField(
        label=gettext_lazy("In which room?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these rooms.")},
    )
    days_before = forms.IntegerField(
        label=gettext_lazy("Until how many days before?"),
        min_value=1,
        max_value=A_YEAR,
        help_text=gettext_lazy("From then on anybody may ask for what is left."),
        widget=forms.NumberInput(attrs=SHORT),
        error_messages={
            "required": gettext_lazy("Say how many days, for example 7."),
            "invalid": gettext_lazy("Write whole days in figures, for example 7."),
            "min_value": gettext_lazy("Until one day before at least."),
            "max_value": gettext_lazy("At most a year before."),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ("whom", "days", "hours", "room", "days_before")

    def __init__(self, data: Any = None, *, file: VenueFile, now: KeptHours | None, seen: str) -> None:
        whom = [word for word, is_for in ((NEW, now.for_new), (YOUNG, now.for_young)) if is_for] if now else []
        start = {"whom": whom, "room": now.room, "days_before": now.days_before} if now else {"room": ""}
        super().__init__(data, hours=now.hours if now else None, initial={**start, "seen": seen})
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)
        rooms = [room for room in file.rooms if not room.retired_on or (now and room.code == now.room)]
        field.choices = [("", _("Every room")), *((room.code, room.name) for room in rooms)]

    @property
    def row(self) -> KeptHours:
        found = self.cleaned_data
        return KeptHours(
            self.week_hours, found["days_before"], NEW in found["whom"], YOUNG in found["whom"], found["room"]
        )
