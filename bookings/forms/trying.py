"""A hire that somebody makes up to see what it would cost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bookings.asking import Questions, questions
from bookings.desk.price_grid import names_in
from bookings.desk.trying import Tried, tried
from bookings.forms.asked import AskedFields
from bookings.forms.fields import ClockField, DayField, times_between
from bookings.hires import as_request
from venues.files import VenueFile
from venues.models import Venue
from venues.periods import Period, exists
from venues.tariffs import Tariff
from venues.tariffs.grid import TOGETHER
from venues.tariffs.quotes import OCCASION
from venues.tariffs.rows import DAY
from venues.tariffs.ways import Once, PerDay, Steps
from venues.tariffs.words.names import all_of

MOST_PEOPLE, MOST_DATES, LONGEST = 10_000, 200, timedelta(days=62)
USUAL = {"from": "10:00", "to": "12:00"}


class TryForm(forms.Form):
    """Of one list, or of those that follow each other: whichever holds on the day prices it."""

    all_optional = True

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        venue: Venue,
        file: VenueFile,
        lists: Sequence[Tariff],
        on: date,
        is_dated: bool = False,
        typed: Mapping[str, Any] = MappingProxyType({}),
        prefix: str | None = None,
    ) -> None:
        """`on` is the day that is proposed; `is_dated` where each list prices its own days alone."""
        super().__init__(data, prefix=prefix, initial={**USUAL, "on": on, **typed})
        self.venue, self.file, self.lists, self.is_dated = venue, file, lists, is_dated
        everybody = file.operator.categories
        categories = [row for row in everybody if _may_pay(lists, row.code)] or everybody
        self.fields["room"] = forms.ChoiceField(label=_("Room"), choices=self._rooms())
        self.fields["category"] = forms.ChoiceField(
            label=_("Which price"), choices=[(row.code, row.name) for row in categories]
        )
        self.fields["on"] = DayField(label=_("Date"))
        self.fields["from"] = ClockField(label=_("From"))
        self.fields["to"] = ClockField(label=_("To"))
        if any(_runs_for_days(tariff) for tariff in lists):
            self.fields["last"] = DayField(label=_("Until which day, if not the same"), required=False)
        self.fields["people"] = _number(_("How many people"), MOST_PEOPLE)
        if any(_counts_dates(tariff) for tariff in lists):
            self.fields["dates"] = _number(_("How many dates are booked together"), MOST_DATES)
        self.asked = AskedFields(
            self._questions([row.code for row in categories]), names_in(file, lists[-1]), lists[-1].currency
        )
        self.fields.update({**self.asked.about_the_hire, **self.asked.extras})
        if OCCASION in self.fields:  # the price says so where it must be known
            self.fields[OCCASION].required = False

    @property
    def first_boxes(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in ("room", "category", "on", "from", "to", "last", "people", "dates")
            if name in self.fields
        ]

    @property
    def more_boxes(self) -> list[forms.BoundField]:
        """What the list asks beside."""
        return [self[name] for name in (*self.asked.about_the_hire, *self.asked.extras)]

    @property
    def more_is_open(self) -> bool:
        """Whether any of that is said, or missing."""
        return self.is_bound and any(box.value() or box.errors for box in self.more_boxes)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.period = self._period(found)
        return found

    def price(self) -> Tried:
        """What it costs, of a form that is sound."""
        found = self.cleaned_data
        assert self.period, "a form that is sound says when"
        request = as_request(
            self.venue,
            found["room"].split(TOGETHER),
            self.period,
            found["category"],
            people=found.get("people"),
            dates_booked=found.get("dates") or 1,
            answers=self.asked.answers(found),
        )
        return tried(self._list_on(found["on"]), request, self.file)

    def _list_on(self, day: date) -> Tariff | None:
        if not self.is_dated:
            return self.lists[0]
        held = [row for row in self.lists if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
        return held[-1] if held else None

    def _period(self, found: Mapping[str, Any]) -> Period | None:
        """On one day, or past midnight; or until the day that is said."""
        zone, on, last = self.venue.tz, found["on"], found.get("last")
        if last is None or last == on:
            try:
                last = on + timedelta(days=times_between(found["from"], found["to"]).past_midnight)
            except ValidationError as refusal:
                self.add_error("to", refusal)
                return None
        start, end = datetime.combine(on, found["from"], zone), datetime.combine(last, found["to"], zone)
        for box, moment in (("from", start), ("to", end)):
            if not exists(moment, zone):
                self.add_error(box, _("That time does not exist: the clocks go forward over it on this day."))
                return None
        if not 0 < end.timestamp() - start.timestamp() <= LONGEST.total_seconds():
            box = "last" if found.get("last") else "to"
            self.add_error(box, _("It ends after it begins, and two months later at most. Check the days."))
            return None
        return Period(start, end)

    def _rooms(self) -> list[tuple[str, str]]:
        """Each room on offer, and those that have a price together."""
        names = {room.code: room.name for room in self.file.rooms if not room.retired_on}
        sets = dict.fromkeys(rate.when.together for tariff in self.lists for rate in tariff.rates if rate.when.together)
        together = [
            (TOGETHER.join(rooms), _("%(rooms)s together") % {"rooms": all_of([names[code] for code in rooms])})
            for rooms in sets
            if names.keys() >= set(rooms)
        ]
        return [*names.items(), *together]

    def _questions(self, categories: Collection[str]) -> Questions:
        rooms = [room.code for room in self.file.rooms if not room.retired_on]
        asked = (questions(tariff, room, categories) for tariff in self.lists for room in rooms)
        return reduce(Questions.__or__, asked, Questions())


def _may_pay(lists: Sequence[Tariff], category: str) -> bool:
    """Whether some list may have a price for them; who pays as another has one of that one's."""
    return any(
        tariff.priced_as or any(not rate.when.category or category in rate.when.category for rate in tariff.rates)
        for tariff in lists
    )


def _runs_for_days(tariff: Tariff) -> bool:
    ways = [rate.way for rate in tariff.rates]
    return any((product.longest or 0) > DAY or (product.closes or 0) > DAY for product in tariff.products) or any(
        isinstance(way, PerDay) or (isinstance(way, Steps) and way.by_day) for way in ways
    )


def _counts_dates(tariff: Tariff) -> bool:
    tables = (tariff.rates, tariff.limits, tariff.adjustments, tariff.fees, tariff.bonds, tariff.deposits)
    rows: list[Any] = [row for table in tables for row in table]
    return any(
        row.when.dates_booked or row.when.date_number or isinstance(getattr(row, "way", None), Once) for row in rows
    )


def _number(label: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
