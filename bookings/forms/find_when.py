"""When somebody looks for a room: a date, a series, any so many hours of a day, or the first free one."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.fields import ClockField, DayField, times_between
from bookings.forms.place.money import LengthField, length_text
from bookings.forms.sentences import BY_MONTH, BY_MONTH_END, ONCE
from bookings.forms.series_query import WEEKLY, as_query
from bookings.policy import MOST_DATES
from bookings.recurrence import Pattern, Times
from bookings.recurrence.pattern import LAST, first_on, nth_of_month
from venues.models import Venue
from venues.tariffs.words.times import length_words

FURTHEST = timedelta(days=3 * 366)
FIRST = "first"
AHEAD = timedelta(weeks=25)  # after the first: how long the first free one is looked for
SHORTEST = 15  # minutes
PARTS = {
    "morning": Times(time(8), time(12)),
    "afternoon": Times(time(12), time(18)),
    "evening": Times(time(18), time(23)),
    "day": Times(time(8), time(23)),
}


class WhenForm(forms.Form):
    on = DayField(label=gettext_lazy("Date"), required=False)
    starts = ClockField(label=gettext_lazy("From"), required=False)
    ends = ClockField(label=gettext_lazy("To"), required=False)
    hours = LengthField(
        label=gettext_lazy("How many hours do you need?"),
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("For example 3, or 1.5. Each room shows the first that it has."),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("At what time of day?"),
        choices=[
            ("", gettext_lazy("Between the times above")),
            ("morning", gettext_lazy("Morning, 8am to midday")),
            ("afternoon", gettext_lazy("Afternoon, midday to 6pm")),
            ("evening", gettext_lazy("Evening, 6pm to 11pm")),
            ("day", gettext_lazy("Any time, 8am to 11pm")),
        ],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the times of day.")},
    )
    repeat = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[
            (ONCE, gettext_lazy("Only that date")),
            (FIRST, gettext_lazy("Once, on the first free day")),
            (WEEKLY, gettext_lazy("Every week, on that day")),
            ("2", gettext_lazy("Every two weeks")),
            (BY_MONTH, gettext_lazy("Every month, such as the first Monday")),
            (BY_MONTH_END, gettext_lazy("The last of every month, such as the last Friday")),
        ],
        initial=ONCE,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose only that date, or how often.")},
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Which day of the week?"),
        choices=[
            ("", gettext_lazy("That of the date above")),
            *((str(number), name) for number, name in WEEKDAYS.items()),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("From the date above on; from today, if you leave that empty."),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the days of the week.")},
    )
    until = DayField(label=gettext_lazy("Until, the last date"), required=False)
    weeks = forms.IntegerField(
        label=gettext_lazy("Or how many weeks"),
        required=False,
        min_value=2,
        max_value=MOST_DATES,
        error_messages={
            "invalid": gettext_lazy("Write the number of weeks in figures, for example 12."),
            "min_value": gettext_lazy("Every week means at least 2 weeks."),
            "max_value": gettext_lazy("Ask for at most %(limit_value)s weeks at a time."),
        },
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On other days of the week too"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Tick only days of the week.")},
    )
    term_time = forms.BooleanField(
        label=gettext_lazy("In school term time only"),
        required=False,
        help_text=gettext_lazy("By the terms that each hall goes by."),
    )
    not_bank_holidays = forms.BooleanField(label=gettext_lazy("Not on bank holidays"), required=False)

    @property
    def any_time_is_used(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("hours", "part"))

    def clean_when(self, data: dict[str, Any], venue: Venue | None) -> None:
        """Keep `on`, `times`, `minutes` and `last` of what was typed, or say beside each field what is wrong."""
        today = timezone.localdate(timezone=venue.tz if venue else None)
        repeat = data.get("repeat", ONCE) or ONCE
        if repeat == FIRST:
            self._keep_first_day(data, today)
        elif "on" in data and data["on"] is None:
            self._require("on")
        self._refuse_a_day_out_of_reach(data.get("on"), today)
        self._keep_times(data)
        if repeat in (ONCE, FIRST):
            self._forget_the_last_date()
            self._keep_minutes(data)
            return
        if data.get("part") or data.get("hours"):
            self.add_error(
                "hours", _("Each date of a series has the same hours. Leave this empty, and say them above.")
            )
        if data.get("on") and not {"until", "weeks"} & self.errors.keys():
            self._keep_last_date(data)

    @property
    def repeats(self) -> bool:
        return "last" in self.cleaned_data

    @property
    def takes_first_free(self) -> bool:
        return self.cleaned_data["repeat"] == FIRST

    def pattern(self) -> Pattern:
        """Of a form without faults."""
        data = self.cleaned_data
        if self.takes_first_free:
            return Pattern(data["on"], data["times"], data["on"] + AHEAD)
        if not self.repeats:
            return Pattern(data["on"], data["times"])
        first, repeat = data["on"], data["repeat"]
        if repeat in (BY_MONTH, BY_MONTH_END):
            nth = LAST if repeat == BY_MONTH_END else nth_of_month(first)
            return Pattern(first_on(first, [first.weekday()], nth) or first, data["times"], data["last"], nth=nth)
        days = frozenset([first.weekday(), *data["weekdays"]])
        several = days if len(days) > 1 else frozenset[int]()
        weeks = 1 if repeat == WEEKLY else int(repeat)
        return Pattern(first, data["times"], data["last"], every_weeks=weeks, weekdays=several)

    def when_query(self) -> dict[str, Any]:
        """The same as the query of an address."""
        data, pattern = self.cleaned_data, self.pattern()
        if self.takes_first_free:
            pattern = Pattern(pattern.first, pattern.times)
        query: dict[str, Any] = dict(
            as_query(pattern, in_term=data["term_time"], not_bank_holidays=data["not_bank_holidays"])
        )
        if self.repeats or self.takes_first_free:
            query["repeat"] = data["repeat"]
        if data.get("minutes"):
            query["hours"] = length_text(data["minutes"])
        return query

    def _require(self, name: str) -> None:
        self.add_error(name, self.fields[name].error_messages["required"])

    def _keep_first_day(self, data: dict[str, Any], today: date) -> None:
        """The first such day of the week, on the date that is said or after it."""
        if not {"on", "weekday"} <= data.keys():
            return
        if data["on"] is None and data["weekday"] is None:
            self.add_error("weekday", _("Say which day of the week, or give a date to begin with."))
            return
        first = data["on"] or today
        data["on"] = first if data["weekday"] is None else first_on(first, [data["weekday"]])

    def _keep_times(self, data: dict[str, Any]) -> None:
        part = data.get("part")
        if part:
            data["times"] = PARTS[part]
            self._forget("starts", "ends")
            if "hours" in data and data["hours"] is None:
                self.add_error("hours", _("Say how many hours you need, for example 3."))
            return
        for name in ("starts", "ends"):
            if name in data and data[name] is None:
                self._require(name)
        if {"starts", "ends"} & self.errors.keys():
            return
        try:
            data["times"] = times_between(data["starts"], data["ends"])
        except forms.ValidationError as refusal:
            self.add_error("ends", refusal)

    def _keep_minutes(self, data: dict[str, Any]) -> None:
        minutes, times = data.get("hours"), data.get("times")
        if minutes is None or times is None:
            return
        if minutes < SHORTEST:
            least = _("Ask for at least %(length)s.") % {"length": length_words(SHORTEST)}
            self.add_error("hours", least)
        elif minutes > times.minutes:
            words = _("There are only %(length)s between those times.") % {"length": length_words(times.minutes)}
            self.add_error("hours", words)
        elif minutes < times.minutes:
            data["minutes"] = minutes

    def _refuse_a_day_out_of_reach(self, on: date | None, today: date) -> None:
        """By the calendar of the hall where only one is asked; else by that of the site."""
        if on and on < today:
            self.add_error("on", _("That date is past. Choose today or a later date."))
        elif on and on > today + FURTHEST:
            self.add_error("on", _("That is more than three years ahead. Choose an earlier date."))

    def _forget_the_last_date(self) -> None:
        """What was typed for a series is not asked of a single date, right or wrong."""
        self._forget("until", "weeks")

    def _forget(self, *names: str) -> None:
        for name in set(names) & self.errors.keys():
            del self.errors[name]

    def _keep_last_date(self, data: dict[str, Any]) -> None:
        last = self._last_date(data["on"])
        if last is None or not {"times", "weekdays", "repeat"} <= data.keys() or self.errors:
            return
        data["last"] = last
        if self.pattern().first >= last:  # of a month, where the first such day comes later than the date
            self.add_error("until", _("No second such date comes by then. Choose a later last date."))
        elif len(self.pattern().rule_dates()) > MOST_DATES:
            most = _("That is more than %(most)s dates. Choose an earlier last date.") % {"most": MOST_DATES}
            self.add_error("until", most)

    def _last_date(self, first: date) -> date | None:
        """The last date of the series: as said, or so many weeks on."""
        last: date | None = self.cleaned_data.get("until")
        weeks: int | None = self.cleaned_data.get("weeks")
        if last is None and weeks is not None:
            last = first + timedelta(weeks=weeks - 1)
        if last is None:
            self.add_error("until", _("Say until when: the last date, or how many weeks."))
        elif last <= first:
            self.add_error("until", _("The last date has to come after the first."))
        elif last > first + timedelta(weeks=MOST_DATES - 1):
            most = _("That is more than %(most)s dates. Choose an earlier last date.") % {"most": MOST_DATES}
            self.add_error("until", most)
        return last
