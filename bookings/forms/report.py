"""Which days a report is about, and for whom it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.fields import DayField
from bookings.forms.report_change import ChangeForm
from bookings.reports import Edition, Pack, Report, Window, build
from bookings.reports.packs import NAMES
from bookings.reports.span import last_midnight
from venues.models import Venue

THIS_YEAR, LAST_YEAR, LAST_QUARTER, BETWEEN = "this_year", "last_year", "last_quarter", "between"
LONGEST = timedelta(days=3 * 366)
EARLIEST = 2005  # years before it are looked at too
QUARTERS_ON_OFFER = 8
YEARS_ON_OFFER = 2


class PackField(forms.ChoiceField):
    """Which figures are printed; the file for a spreadsheet has every one."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Which figures?"),
            help_text=gettext_lazy("The file for a spreadsheet always has every one."),
            choices=[(pack.value, name) for pack, name in NAMES.items()],
            error_messages={"invalid_choice": gettext_lazy("Choose which figures the report prints.")},
        )


class SpanForm(forms.Form):
    """The desk's choice of days and of edition; without one it is this year, for the desk."""

    days = forms.ChoiceField(
        label=gettext_lazy("Which days?"),
        choices=[
            (THIS_YEAR, gettext_lazy("This year")),
            (LAST_QUARTER, gettext_lazy("The last full quarter")),
            (LAST_YEAR, gettext_lazy("Last year")),
            (BETWEEN, gettext_lazy("From one day to another")),
        ],
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Choose which days the report is about.")},
    )
    first = DayField(label=gettext_lazy("First day"), required=False)
    last = DayField(label=gettext_lazy("Last day"), required=False)
    edition = forms.ChoiceField(
        label=gettext_lazy("For whom?"),
        choices=[
            (Edition.DESK.value, gettext_lazy("For us: true figures")),
            (Edition.FUNDER.value, gettext_lazy("For a funder: nothing that points to a person")),
            (Edition.PUBLIC.value, gettext_lazy("For everybody: without why requests came to nothing, too")),
        ],
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Choose for whom the report is printed.")},
    )
    pack = PackField()

    def __init__(self, data: QueryDict, *, today: date) -> None:
        defaults = {"days": THIS_YEAR, "edition": Edition.DESK, "pack": Pack.MAIN}
        asked = {name: str(data[name]) for name in self.base_fields if data.get(name)}
        super().__init__({**defaults, **_with_days(asked, data.get("shown", ""))})
        self.today = today
        self.change = ChangeForm(data, is_for_everybody=self.data["edition"] == Edition.PUBLIC, today=today)

    def is_valid(self) -> bool:
        """Together with what is asked about before and after."""
        return self.change.is_valid() and super().is_valid()

    def clean(self) -> dict[str, Any]:
        """Hands over the first day, and the day after the last."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["days"] == BETWEEN:
            cleaned["span"] = self._between(cleaned.get("first"), cleaned.get("last"))
        else:
            cleaned["span"] = {
                THIS_YEAR: (date(self.today.year, 1, 1), date(self.today.year + 1, 1, 1)),
                LAST_YEAR: (date(self.today.year - 1, 1, 1), date(self.today.year, 1, 1)),
                LAST_QUARTER: full_quarters(self.today)[0],
            }[cleaned["days"]]
        return cleaned

    def _between(self, first: date | None, last: date | None) -> tuple[date, date] | None:
        if first is None or last is None:
            self.add_error("first" if first is None else "last", _("Say which day, for example 1 March 2026."))
        elif last < first:
            self.add_error("last", _("The last day comes before the first. Check both dates."))
        elif last - first > LONGEST:
            self.add_error("last", _("A report covers three years at most. Choose fewer days."))
        elif first.year < EARLIEST:
            self.add_error("first", _("A report begins in %(year)s at the earliest.") % {"year": EARLIEST})
        else:
            return first, last + timedelta(days=1)
        return None

    @property
    def dates_shown(self) -> str:
        """What stands in the boxes for the first and the last day, so that what is typed there is known to be new."""
        return _dates(self.data)

    @property
    def settled(self) -> str:
        """What was asked for as a query that names the days, so that it asks for the same on another day."""
        first, until = self.cleaned_data["span"]
        days = [("first", first.isoformat()), ("last", (until - timedelta(days=1)).isoformat())]
        asked = [(name, self.cleaned_data[name]) for name in ("edition", "pack")]
        return urlencode([*days, *asked, *self.change.settled])

    def report_of(self, venue: Venue, as_at: datetime) -> Report:
        """What was asked for, of this venue as it is known then; what is for others is a draft until it is issued.

        A draft counts whole days, as issuing will.
        """
        first, until = self.cleaned_data["span"]
        edition, pack = self.edition_chosen, Pack(self.cleaned_data["pack"])
        as_at = last_midnight(until, venue.tz, as_at) if self.is_draft else as_at
        found = build(venue, first, until, as_at=as_at, edition=edition, pack=pack, window=self.window_chosen)
        return replace(found, is_draft=self.is_draft)

    @property
    def is_draft(self) -> bool:
        """What officers look at before they issue it."""
        return self.edition_chosen is not Edition.DESK

    @property
    def edition_chosen(self) -> Edition:
        return Edition(self.cleaned_data["edition"])

    @property
    def window_chosen(self) -> Window | None:
        window: Window | None = self.change.cleaned_data["window"]
        return window


class QuarterForm(forms.Form):
    """A funder's choice: full quarters, which never overlap."""

    quarter = forms.ChoiceField(
        label=gettext_lazy("Which quarter?"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the quarters on offer.")},
    )

    def __init__(self, data: QueryDict, *, today: date) -> None:
        self.quarters = {_quarter_code(first): (first, until) for first, until in full_quarters(today)}
        quarter = data.get("quarter") or next(iter(self.quarters))
        super().__init__({"quarter": quarter})
        field = self.fields["quarter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, _quarter_words(first)) for code, (first, _until) in self.quarters.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "quarter" in cleaned:
            cleaned["span"] = self.quarters[cleaned["quarter"]]
        return cleaned


class TogetherForm(forms.Form):
    """Full quarters, which never overlap; full years too for whoever sees the true figures of every hall anyway."""

    span = forms.ChoiceField(
        label=gettext_lazy("Which days?"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the quarters or years on offer.")},
    )

    def __init__(self, data: Mapping[str, Any], *, today: date, years: bool) -> None:
        on_offer = [
            (_quarter_code(first), _quarter_words(first), (first, until)) for first, until in full_quarters(today)
        ]
        for year in range(today.year - 1, today.year - 1 - YEARS_ON_OFFER, -1) if years else ():
            on_offer.append((str(year), str(year), (date(year, 1, 1), date(year + 1, 1, 1))))
        self.spans = {code: span for code, _words, span in on_offer}
        super().__init__({"span": data.get("span") or on_offer[0][0]})
        field = self.fields["span"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, words) for code, words, _span in on_offer]

    @property
    def days(self) -> tuple[date, date]:
        """The first day, and the day after the last; of a form that is valid."""
        return self.spans[self.cleaned_data["span"]]


def _with_days(asked: dict[str, str], shown: str) -> dict[str, str]:
    """Dates that were filled in are meant, whatever is ticked above them.

    Only where they stood there before, as `shown` says, is it the tick that somebody changed: then they go.
    """
    dates = _dates(asked)
    if not dates:
        return asked
    if dates == shown and asked.get("days", BETWEEN) != BETWEEN:
        return {name: value for name, value in asked.items() if name not in ("first", "last")}
    return {**asked, "days": BETWEEN}


def _dates(asked: Mapping[str, Any]) -> str:
    return " ".join(str(asked[name]) for name in ("first", "last") if asked.get(name))


def full_quarters(today: date) -> list[tuple[date, date]]:
    """The last full quarters before this day, the newest first."""
    until = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    found = []
    for _n in range(QUARTERS_ON_OFFER):
        first = date(until.year - (until.month == 1), (until.month - 4) % 12 + 1, 1)
        found.append((first, until))
        until = first
    return found


def _quarter_code(first: date) -> str:
    return f"{first.year}-{first.month // 3 + 1}"


def _quarter_words(first: date) -> str:
    names = (_("January to March"), _("April to June"), _("July to September"), _("October to December"))
    return f"{names[first.month // 3]} {first.year}"
