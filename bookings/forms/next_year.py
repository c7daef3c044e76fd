"""Next year's hours: whom the desk asks, and which other hours a group would rather have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.fields import DayField
from bookings.forms.rooms_beside import RoomsBeside, offer_rooms, together_of
from bookings.recurrence import Pattern, TermDays
from bookings.recurrence.sentence import read
from bookings.regulars import Regular
from bookings.series_words import series_words, trouble_words
from venues.models import Room, Venue

LONGEST = timedelta(days=400)
SOONEST = timedelta(days=7)


class YearForm(forms.Form):
    """Which year is asked about, and until when."""

    starts_on = DayField(label=gettext_lazy("From"), help_text=gettext_lazy("The first day of next year’s hours."))
    ends_on = DayField(label=gettext_lazy("Until"))
    answer_by = DayField(
        label=gettext_lazy("They answer by"),
        help_text=gettext_lazy(
            "Their hours are kept until then. A week before, those who have not answered are reminded."
        ),
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data if data is not None else year_after(today))
        self.today = today

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        starts, ends, answer = (found.get(name) for name in ("starts_on", "ends_on", "answer_by"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first one. Check both."))
        elif starts and ends and ends - starts > LONGEST:
            self.add_error("ends_on", _("That is more than a year. Ask about one year at a time."))
        if answer and answer < self.today + SOONEST:
            self.add_error("answer_by", _("Leave them a week at least."))
        elif answer and starts and answer >= starts:
            self.add_error("answer_by", _("That is after the first day. Ask for answers before it."))
        return found


def year_after(today: date) -> dict[str, str]:
    """September to July after the coming summer, and answers by the end of June before it."""
    year = today.year if today + 2 * SOONEST < date(today.year, 6, 30) else today.year + 1
    days = {"starts_on": date(year, 9, 1), "ends_on": date(year + 1, 7, 31), "answer_by": date(year, 6, 30)}
    return {name: day.isoformat() for name, day in days.items()}


class RegularsForm(forms.Form):
    """Whom to ask; all that can be asked are ticked."""

    bookings = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one series.")},
    )

    def __init__(self, data: Any = None, *, found: Sequence[Regular]) -> None:
        super().__init__(data)
        field = self.fields["bookings"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.booking.pk), each.booking.title) for each in found if each.pattern]

    def clean_bookings(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["bookings"]]


class OtherHoursForm(forms.Form):
    """The hours that a group would rather have, in one sentence."""

    sentence = Line(
        label=gettext_lazy("Which hours instead?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Change what is different, for example the time or the last day."),
        error_messages={"required": gettext_lazy("Say which hours you would rather have.")},
    )
    room = forms.TypedChoiceField(label=gettext_lazy("In which room?"))
    beside = RoomsBeside()

    def __init__(
        self, data: Any = None, *, now: Pattern, rooms: Sequence[Room], own: Sequence[Room], at: datetime
    ) -> None:
        """`own` are the rooms that they have now, the first of them the one that stands for them all."""
        first = {"room": own[0].code, "beside": [room.code for room in own[1:]]}
        super().__init__(data, initial={"sentence": series_words(now), **first})
        self.venue, self.now = own[0].venue, now
        self.today = at.astimezone(self.venue.tz).date()
        offer_rooms(self, {room.code: room for room in rooms})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self.together = together_of(self, found.get("room"))
        return found

    def clean_sentence(self) -> Pattern:
        """Raises ValidationError, in words, where it could not be read."""
        said = read(self.cleaned_data["sentence"], today=self.today)
        if said.troubles:
            raise ValidationError([trouble_words(trouble, words) for trouble, words in said.troubles])
        if said.in_term and self.venue.term_calendar_id is None:
            raise ValidationError(_("The hall has not told us any school terms. Write the dates to leave out instead."))
        pattern = said.pattern(self._terms(self.venue), self.venue.nation)
        if pattern is None or not pattern.dates():
            raise ValidationError(_("No date is left then. Check the days, and those to leave out."))
        return pattern

    def _terms(self, venue: Venue) -> tuple[TermDays, ...] | None:
        if self.now.terms is not None:
            return self.now.terms
        calendar = venue.term_calendar
        return tuple(TermDays(term.starts_on, term.ends_on) for term in calendar.terms.all()) if calendar else None
