"""What a manager types about a room: its name, its layouts, the time between hires."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.plain_text import Line, Lines
from bookings.forms.fields import DayField
from bookings.forms.unmarked import unmarked
from venues.files import Fault
from venues.files.contents import LayoutRow, RoomRow
from venues.files.places import LAYOUTS, MOST_PEOPLE
from venues.models import Room

OWN, VENUES = "own", "venue"
ABOUT_A_LAYOUT = re.compile(r"layout-(\d+)-name")
PLACE = re.compile(r"rooms\[\d+\]\.(?:layouts\[(?P<layout>\d+)\]\.)?(?P<field>\w+)")


@dataclass(frozen=True)
class LayoutLine:
    """The boxes of one layout: where it stands in the list, and the number its boxes go by."""

    place: int
    number: int
    name: BoundField
    capacity: BoundField
    assessed_by: BoundField
    assessed_on: BoundField
    was: BoundField

    @property
    def is_assessed(self) -> bool:
        """Whether somebody has assessed it, or what was typed about that is wrong."""
        boxes = (self.assessed_by, self.assessed_on)
        return any(box.value() or box.errors for box in boxes)


class RoomForm(forms.Form):
    """`row` is the room as typed and `renamed` what its layouts were called before, once the form is valid."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    known = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    name = Line(
        label=gettext_lazy("What is the room called?"),
        max_length=80,
        help_text=gettext_lazy("As people here call it: Main hall, Committee room, Kitchen."),
        error_messages={"required": gettext_lazy("Type the name of the room.")},
    )
    summary = Lines(
        label=gettext_lazy("What is it like?"),
        max_length=5000,
        required=False,
        help_text=gettext_lazy("Size, floor, light, what stands in it, what it is good for. A few sentences."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirms_at_once = forms.ChoiceField(
        label=gettext_lazy("How is it booked?"),
        choices=[
            ("no", gettext_lazy("People ask, and the booking secretary answers")),
            ("together", gettext_lazy("People ask, and requests for the same hours wait together until we choose")),
            ("yes", gettext_lazy("At once, without the secretary, if it is free")),
        ],
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it is booked.")},
    )
    own_turnaround = forms.ChoiceField(
        label=gettext_lazy("How long between two hires?"),
        initial=VENUES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For clearing up and setting out. Nobody can book these minutes."),
        error_messages={"required": gettext_lazy("Choose how long between two hires.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Its own time, in minutes"),
        required=False,
        min_value=0,
        max_value=24 * 60,
        help_text=gettext_lazy("Only if you chose a time of its own."),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Type a whole number of minutes, such as 30."),
            "min_value": gettext_lazy("It cannot be less than no time at all."),
            "max_value": gettext_lazy("It can be 24 hours at most: 1440 minutes."),
        },
    )
    turnaround = forms.ChoiceField(
        label=gettext_lazy("Whose time is that?"),
        choices=[
            (Room.Turnaround.SHARED, gettext_lazy("One time lies between two hires, and serves both")),
            (Room.Turnaround.APART, gettext_lazy("Each hire has its own, before and after")),
        ],
        initial=Room.Turnaround.SHARED,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whose time it is.")},
    )

    def __init__(
        self, *args: Any, room: RoomRow, others: Sequence[RoomRow], minutes: int, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.room, self.others, self.today = room, others, today
        if not self.is_bound and not self.initial.keys() - {"seen"}:
            self.initial.update(_initial(room))
        given = self.data if self.is_bound else self.initial
        numbers = [int(found[1]) for name in given if (found := ABOUT_A_LAYOUT.fullmatch(name)) and len(found[1]) < 4]
        self.numbers = sorted(set(numbers))[:LAYOUTS]
        for place, number in enumerate(self.numbers, start=1):
            self.fields.update(_layout_fields(number, place))
        for box, field in self.fields.items():  # the page says of the others in a sentence what may stay empty
            if box != "summary":
                unmarked(field)
        usual = ngettext("As everywhere here: %(count)d minute", "As everywhere here: %(count)d minutes", minutes)
        choose: Any = self.fields["own_turnaround"]
        choose.choices = [(VENUES, usual % {"count": minutes}), (OWN, _("A time of its own"))]
        self.row, self.renamed = room, dict[str, str]()
        self.kept: list[int] = []

    def about(self) -> Iterator[BoundField]:
        """The boxes above the layouts."""
        return (self[name] for name in ("name", "summary"))

    def times(self) -> Iterator[BoundField]:
        """The boxes below the layouts."""
        return (self[name] for name in ("confirms_at_once", "own_turnaround", "minutes", "turnaround"))

    @property
    def is_booked_as_usual(self) -> bool:
        """Whether what stands below the layouts may be folded away: a new room, and nobody has said otherwise."""
        usual = all((box.value() or None) == (box.field.initial or None) for box in self.times())
        return not self.room.code and usual and not any(box.errors for box in self.times())

    def layouts(self) -> Iterator[LayoutLine]:
        for place, number in enumerate(self.numbers, start=1):
            yield LayoutLine(place, number, *(self[f"layout-{number}-{name}"] for name in LAYOUT_BOXES))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = next((other for other in self.others if other.name.casefold() == name.casefold()), None)
        if same and same.retired_on:
            words = _(
                "A retired room has this name. Give that one another name first, such as “%(name)s (until %(year)s)”."
            )
            raise ValidationError(words % {"name": name, "year": same.retired_on.year})
        if same:
            raise ValidationError(_("Another room has this name; people could not tell them apart."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("own_turnaround") == OWN and cleaned.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how many minutes; 0 if none are needed."))
        layouts = list(self._layout_rows(cleaned))
        if self.errors:
            return cleaned
        self.row = replace(
            self.room,
            name=cleaned["name"],
            summary=cleaned["summary"],
            confirms_at_once=cleaned["confirms_at_once"] == "yes",
            requests_wait_together=cleaned["confirms_at_once"] == "together",
            turnaround=cleaned["turnaround"],
            turnaround_minutes=cleaned["minutes"] if cleaned["own_turnaround"] == OWN else None,
            layouts=tuple(layouts),
        )
        return cleaned

    def add_faults(self, faults: Sequence[Fault]) -> None:
        """What the rules of a venue's file find wrong, each beside the box it is about."""
        for fault in faults:
            found = PLACE.fullmatch(fault.place)
            name = found["field"] if found else ""
            if found and found["layout"]:
                name = f"layout-{self.kept[int(found['layout'])]}-{name}"
            self.add_error(name if name in self.fields else None, fault.words)

    def _layout_rows(self, cleaned: Mapping[str, Any]) -> Iterator[LayoutRow]:
        """Each that is named; one that is empty throughout goes."""
        names: set[str] = set()
        for number in self.numbers:
            name, capacity, who, when, was = (cleaned.get(f"layout-{number}-{box}") for box in LAYOUT_BOXES)
            at = f"layout-{number}-name"
            if when and when > self.today:
                self.add_error(f"layout-{number}-assessed_on", _("It cannot have been assessed on a day to come."))
            if not name:
                if capacity or who or when:
                    self.add_error(at, _("Give this layout a name; to take it away, empty its other boxes too."))
                continue
            if name.casefold() in names:
                self.add_error(at, _("Another layout of this room has this name."))
            names.add(name.casefold())
            if was:
                self.renamed[was] = name
            self.kept.append(number)
            yield LayoutRow(name, capacity, who or "", when)
        for layout in self.room.layouts:
            if layout.name.casefold() in names:
                self.renamed.setdefault(layout.name, layout.name)


def once_more(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as it was typed, with a layout more or one less, as the button pressed says."""
    typed = {name: data.get(name) for name in data if name not in ("act", "then", "csrfmiddlewaretoken", "known")}
    numbers = [int(found[1]) for name in typed if (found := ABOUT_A_LAYOUT.fullmatch(name)) and len(found[1]) < 4]
    act = str(data.get("act"))
    if act == "more" and len(numbers) < LAYOUTS:
        typed[f"layout-{max(numbers, default=-1) + 1}-name"] = ""
    if act.startswith("less-"):
        number = act.removeprefix("less-")
        typed = {name: value for name, value in typed.items() if not name.startswith(f"layout-{number}-")}
    return typed


LAYOUT_BOXES = ("name", "capacity", "assessed_by", "assessed_on", "was")


def _layout_fields(number: int, place: int) -> dict[str, forms.Field]:
    return {
        f"layout-{number}-name": Line(label=_("Layout %(number)s") % {"number": place}, max_length=60, required=False),
        f"layout-{number}-capacity": forms.IntegerField(
            label=_("Layout %(number)s: safe number of people") % {"number": place},
            required=False,
            min_value=1,
            max_value=MOST_PEOPLE,
            widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
            error_messages={
                "invalid": _("Type a whole number, such as 80, or leave it empty if it is not known."),
                "min_value": _("A layout takes at least one person. Leave it empty if the number is not known."),
                "max_value": _("No hall takes that many people. Check the number."),
            },
        ),
        f"layout-{number}-assessed_by": Line(
            label=_("Layout %(number)s: assessed by") % {"number": place}, max_length=80, required=False
        ),
        f"layout-{number}-assessed_on": DayField(
            label=_("Layout %(number)s: assessed on") % {"number": place}, required=False
        ),
        f"layout-{number}-was": forms.CharField(widget=forms.HiddenInput, required=False, max_length=60),
    }


def _how_booked(room: RoomRow) -> str:
    if room.confirms_at_once:
        return "yes"
    return "together" if room.requests_wait_together else "no"


def _initial(room: RoomRow) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "name": room.name,
        "summary": room.summary,
        "confirms_at_once": _how_booked(room),
        "own_turnaround": VENUES if room.turnaround_minutes is None else OWN,
        "minutes": room.turnaround_minutes,
        "turnaround": room.turnaround,
    }
    layouts = room.layouts or [LayoutRow("")]
    for number, row in enumerate(layouts):
        values = (row.name, row.capacity, row.assessed_by, row.assessed_on, row.name)
        initial |= {f"layout-{number}-{box}": value for box, value in zip(LAYOUT_BOXES, values, strict=True)}
    return initial
