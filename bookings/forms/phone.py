"""The phone box, and what is pencilled in out of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.availability.whole_days import WholeDays
from bookings.phone_box import Call, Unheard, heard
from venues.models import Room
from venues.periods import Period

YEARS, A_DAY = range(2000, 2101), timedelta(days=1)


class PhoneForm(forms.Form):
    """One line; it hands over what was heard. Without rooms it is only there to be typed in."""

    ask = Line(
        label=gettext_lazy("Somebody on the phone: is it free, and how much?"),
        help_text=gettext_lazy(
            "The day, the times and, if one is meant, a word of the room’s name: “14 2-6pm hall”, “Saturday all day”."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-phone-box": True}),
        error_messages={"required": gettext_lazy("Type the day and the times, for example 14 2-6pm.")},
    )

    def __init__(self, data: Any = None, *, rooms: Sequence[Room] = (), today: date | None = None) -> None:
        super().__init__(data)
        self.rooms, self.today = rooms, today

    def clean_ask(self) -> Call:
        assert self.today is not None
        try:
            rooms = {room.code: room for room in self.rooms}
            names = {code: room.name for code, room in rooms.items()}
            return heard(self.cleaned_data["ask"], names, today=self.today, all_day=WholeDays(rooms))
        except Unheard as trouble:
            raise ValidationError(str(trouble)) from trouble


class CallForm(forms.Form):
    """A call to count or not to count: the line that was asked, and the mark of the page with the button."""

    ask = forms.CharField(max_length=200)
    mark = forms.RegexField(r"\A[\w-]{10,40}\Z")
    taken_back = forms.BooleanField(required=False)


class PencilForm(forms.Form):
    """A room and a time out of an answer, and a title; without one it is a caller's."""

    title = Line(label=gettext_lazy("For whom, or for what?"), required=False, max_length=120)
    room = forms.TypedChoiceField(widget=forms.HiddenInput)
    starts = forms.DateTimeField(widget=forms.HiddenInput)
    ends = forms.DateTimeField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rooms: Sequence[Room]) -> None:
        super().__init__(data)
        by_code = {room.code: room for room in rooms}
        field = self.fields["room"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(code, room.name) for code, room in by_code.items()]
        field.coerce = by_code.__getitem__

    def clean_title(self) -> str:
        return self.cleaned_data["title"] or _("A caller")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        starts, ends = found.get("starts"), found.get("ends")
        if starts and ends:
            is_sound = starts.year in YEARS and ends.year in YEARS and timedelta() < ends - starts <= A_DAY
            if not is_sound or starts.second or ends.second:
                raise ValidationError(_("That is no time for a hire. Ask in the box again."))
            found["period"] = Period(starts, ends)
        return found
