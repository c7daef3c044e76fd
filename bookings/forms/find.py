"""What somebody types who looks for a room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Hirer
from bookings.finding import NoSuchPlace, Place, Wish, place_of
from bookings.forms.fields import ClockField, DayField, times_between
from bookings.forms.needs import NEEDED, NeedsForm
from bookings.forms.sentences import BY_MONTH, BY_MONTH_END, ONCE
from bookings.forms.series_query import WEEKLY, as_query
from bookings.policy import MOST_DATES
from bookings.recurrence import Pattern
from bookings.recurrence.pattern import LAST, first_on, nth_of_month
from venues.models import Venue

ADDRESS_NAMES = {"starts": "from", "ends": "to"}  # Python keeps these words for itself
FURTHEST = timedelta(days=3 * 366)
WITHIN = (3, 5, 10, 20, 40)
DISTANCES = (1, *WITHIN)  # miles


class FindForm(NeedsForm):
    """Becomes a Wish; every part of it but the needs may stand in an address."""

    all_optional = True  # what may be left blank begins with an answer, so no label has to say so

    on = DayField(label=gettext_lazy("Date"))
    starts = ClockField(label=gettext_lazy("From"))
    ends = ClockField(label=gettext_lazy("To"))
    repeat = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[
            (ONCE, gettext_lazy("Only that date")),
            (WEEKLY, gettext_lazy("Every week, on that day of the week")),
            ("2", gettext_lazy("Every two weeks")),
            (BY_MONTH, gettext_lazy("Every month, such as the first Monday")),
            (BY_MONTH_END, gettext_lazy("The last of every month, such as the last Friday")),
        ],
        initial=ONCE,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Choose only that date, or how often.")},
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
    people = forms.IntegerField(
        label=gettext_lazy("How many people?"),
        min_value=1,
        max_value=5000,
        error_messages={
            "required": gettext_lazy("Say roughly how many people will come."),
            "invalid": gettext_lazy("Write how many people in figures, for example 25."),
            "min_value": gettext_lazy("At least one person has to come."),
            "max_value": gettext_lazy("No hall here takes more than %(limit_value)s people. Check the number."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of group are you?"),
        choices=Hirer.Kind.choices,
        initial=Hirer.Kind.INFORMAL,
        required=False,
        help_text=gettext_lazy("Many halls ask less of charities, clubs and informal groups."),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the kinds of group.")},
    )
    near = forms.CharField(
        label=gettext_lazy("Near"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("A postcode, town or village. No other site is asked where it is."),
        error_messages={"max_length": gettext_lazy("Write only a postcode, town or village.")},
    )
    within = forms.TypedChoiceField(
        label=gettext_lazy("How far?"),
        choices=[
            ("", gettext_lazy("Any distance")),
            ("1", gettext_lazy("Within 1 mile")),
            *((str(miles), format_lazy(gettext_lazy("Within {miles} miles"), miles=miles)) for miles in WITHIN),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the distances.")},
    )
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Only at"),
        queryset=Venue.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Any venue"),
        error_messages={"invalid_choice": gettext_lazy("There is no such venue here. Choose one, or any venue.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        venue = self.fields["venue"]
        assert isinstance(venue, forms.ModelChoiceField)
        venue.queryset = Venue.objects.public()

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(ADDRESS_NAMES.get(field_name, field_name))

    @classmethod
    def is_asked(cls, address: QueryDict) -> bool:
        """Whether an address asks for anything at all."""
        return any(ADDRESS_NAMES.get(name, name) in address for name in cls.base_fields if name not in NEEDED)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Hirer.Kind.INFORMAL

    def clean_near(self) -> Place | None:
        written = self.cleaned_data["near"]
        try:
            return place_of(written) if written else None
        except NoSuchPlace as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        self._refuse_a_day_out_of_reach()
        if "starts" in data and "ends" in data:
            try:
                data["times"] = times_between(data["starts"], data["ends"])
            except forms.ValidationError as refusal:
                self.add_error("ends", refusal)
        if data.get("repeat", ONCE) in (ONCE, ""):
            self._forget_the_last_date()
        elif "on" in data and not {"until", "weeks"} & self.errors.keys():
            self._keep_last_date(data)
        if data.get("within") and not data.get("near") and "near" not in self.errors:
            self.add_error("near", _("Say near which place: a postcode, town or village."))
        return data

    def wish(self) -> Wish:
        """What a form without faults asks for."""
        data = self.cleaned_data
        return Wish(
            pattern=self._pattern(),
            people=data["people"],
            kind=data["kind"],
            needs=frozenset(data["needs"]),
            said=self.said,
            venue=data["venue"],
            near=data["near"],
            within=data["within"],
            in_term=data["term_time"] and self._repeats,
            not_bank_holidays=data["not_bank_holidays"] and self._repeats,
        )

    def address(self) -> str:
        """The wish as the query of an address, without the needs."""
        data, venue = self.cleaned_data, self.cleaned_data["venue"]
        query: dict[str, Any] = as_query(
            self._pattern(), in_term=data["term_time"], not_bank_holidays=data["not_bank_holidays"]
        )
        query |= {"people": data["people"], "kind": data["kind"]}
        if self._repeats:
            query["repeat"] = data["repeat"]
        if data["near"]:
            query["near"] = self["near"].value().strip()
        if data["within"]:
            query["within"] = data["within"]
        if venue:
            query["venue"] = venue.slug
        return urlencode(query)

    @property
    def _repeats(self) -> bool:
        return "last" in self.cleaned_data

    def _pattern(self) -> Pattern:
        data = self.cleaned_data
        if not self._repeats:
            return Pattern(data["on"], data["times"])
        first, repeat = data["on"], data["repeat"]
        if repeat in (BY_MONTH, BY_MONTH_END):
            nth = LAST if repeat == BY_MONTH_END else nth_of_month(first)
            return Pattern(first_on(first, [first.weekday()], nth) or first, data["times"], data["last"], nth=nth)
        days = frozenset([first.weekday(), *data["weekdays"]])
        several = days if len(days) > 1 else frozenset[int]()
        weeks = 1 if repeat == WEEKLY else int(repeat)
        return Pattern(first, data["times"], data["last"], every_weeks=weeks, weekdays=several)

    def _refuse_a_day_out_of_reach(self) -> None:
        """By the calendar of the hall where only one is asked; else by that of the site."""
        only = self.cleaned_data.get("venue")
        on, today = self.cleaned_data.get("on"), timezone.localdate(timezone=only.tz if only else None)
        if on and on < today:
            self.add_error("on", _("That date is past. Choose today or a later date."))
        elif on and on > today + FURTHEST:
            self.add_error("on", _("That is more than three years ahead. Choose an earlier date."))

    def _forget_the_last_date(self) -> None:
        """What was typed for a series is not asked of a single date, right or wrong."""
        for name in {"until", "weeks"} & self.errors.keys():
            del self.errors[name]

    def _keep_last_date(self, data: dict[str, Any]) -> None:
        last = self._last_date(data["on"])
        if last is None or not {"times", "weekdays", "repeat"} <= data.keys() or self.errors:
            return
        data["last"] = last
        if len(self._pattern().rule_dates()) > MOST_DATES:
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
