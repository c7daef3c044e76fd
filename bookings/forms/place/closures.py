"""When a place or some of its rooms are to be shut."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.parts import cells_of, parts_of
from bookings.forms.fields import ClockField, DayField
from bookings.rooms_instead import DATE
from venues.files import VenueFile
from venues.files.contents import ClosureRow
from venues.models import Closure

WHOLE = "whole"


def choices_typed(data: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for each date that a closure hits, by the name of its box."""
    return {name: value for name, value in data.items() if name.startswith(DATE)}


class ClosureForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What is shut?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Say what is shut: the whole place, or which rooms.")},
    )
    first = DayField(label=gettext_lazy("From which day?"))
    starts = ClockField(
        label=gettext_lazy("From what time?"),
        required=False,
        help_text=gettext_lazy("Empty: from the start of the day."),
    )
    last = DayField(
        label=gettext_lazy("Until which day?"), required=False, help_text=gettext_lazy("Empty: the same day.")
    )
    ends = ClockField(
        label=gettext_lazy("Until what time?"), required=False, help_text=gettext_lazy("Empty: to the end of the day.")
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=Closure.Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it is shut.")},
    )
    note = Line(
        label=gettext_lazy("In a few words, for everybody"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("It stands on the hall’s public page and in letters: The floor is being sanded."),
        error_messages={
            "max_length": gettext_lazy("That is longer than %(limit_value)d letters. Say it more shortly.")
        },
    )

    def __init__(self, data: Any = None, *, file: VenueFile, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.file, self.choosable = file, parts_of(file)
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(WHOLE, _("The whole place")), *((part.key, part.name) for part in self.choosable)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            starts, ends = self._starts(cleaned), self._ends(cleaned)
            if ends <= starts:
                self.add_error("last" if cleaned["last"] else "ends", _("It ends before it begins. Check both."))
            else:
                self.closure = ClosureRow(starts, ends, self._cells(cleaned), cleaned["cause"], cleaned["note"])
                self._refuse_the_same()
        return cleaned

    def _starts(self, cleaned: dict[str, Any]) -> datetime:
        return datetime.combine(cleaned["first"], cleaned["starts"] or time())

    def _ends(self, cleaned: dict[str, Any]) -> datetime:
        """Midnight, or no time at all, is the end of the last day."""
        last: date = cleaned["last"] or cleaned["first"]
        if not cleaned["ends"] or cleaned["ends"] == time():
            return datetime.combine(last + timedelta(days=1), time())
        return datetime.combine(last, cleaned["ends"])

    def _cells(self, cleaned: dict[str, Any]) -> tuple[str, ...]:
        return () if WHOLE in cleaned["parts"] else cells_of(self.choosable, cleaned["parts"], self.file)

    def _refuse_the_same(self) -> None:
        mine = self.closure
        if any((row.starts, row.ends, row.cells) == (mine.starts, mine.ends, mine.cells) for row in self.file.closures):
            self.add_error("first", _("Just this is shut already."))
