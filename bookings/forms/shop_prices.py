"""By how much prices in the shops rose: the index of two months, a year apart, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from venues.actions.keep_for_report import Fact
from venues.models import ReportFact

MONTHS_SHOWN = 36
A_YEAR, A_MONTH, A_DAY = relativedelta(years=1), relativedelta(months=1), relativedelta(days=1)
WHAT = ReportFact.What.SHOP_PRICES


def _index(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=1,
        max_value=9999,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "0.1"}),
        error_messages={
            "invalid": gettext_lazy("Write the index in figures: 138.9."),
            "min_value": gettext_lazy("An index is 1 at least."),
            "max_value": gettext_lazy("That is no index of prices. Check it."),
            "max_decimal_places": gettext_lazy("One figure after the point is enough: 138.9."),
        },
        **more,
    )


class ShopPricesForm(forms.Form):
    """Both are kept, each with its month; a month of which both are empty is recorded no more."""

    all_optional = True
    month = forms.ChoiceField(
        label=gettext_lazy("Month"),
        help_text=gettext_lazy("One of the days of your report, such as its last."),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the months on offer.")},
    )
    now = _index(gettext_lazy("Consumer prices index (CPI) in that month"))
    before = _index(gettext_lazy("The index a year before"))
    source = Line(
        label=gettext_lazy("Where you read it"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: Office for National Statistics, CPI all items, and the day."),
    )

    def __init__(self, data: Any = None, *, today: date, typed: Mapping[date, ReportFact]) -> None:
        """`typed` by the first day of the month."""
        first = today.replace(day=1)
        self.months = {f"{day:%Y-%m}": day for day in (first - n * A_MONTH for n in range(MONTHS_SHOWN))}
        last = max((day for day in typed if day - A_YEAR in typed), default=None)
        super().__init__(data, initial=_initial(last, typed) if last else {"month": f"{first:%Y-%m}"})
        self.typed = typed
        field = self.fields["month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, f"{MONTHS[day.month]} {day.year}") for code, day in self.months.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors or (cleaned["now"] is None and cleaned["before"] is None):
            return cleaned
        for name, words in (
            ("now", _("Write both: one alone says nothing of a change.")),
            ("before", _("Write both: one alone says nothing of a change.")),
            ("source", _("Say where you read it, so that others can look.")),
        ):
            if not cleaned[name]:
                self.add_error(name, words)
        return cleaned

    @property
    def _days(self) -> tuple[date, date]:
        day = self.months[self.cleaned_data["month"]]
        return day, day - A_YEAR

    @property
    def kept(self) -> list[Fact]:
        found = zip(self._days, (self.cleaned_data["now"], self.cleaned_data["before"]), strict=True)
        return [
            Fact(WHAT, day, day + A_MONTH - A_DAY, int(index * 10), source=self.cleaned_data["source"])
            for day, index in found
            if index is not None
        ]

    @property
    def gone(self) -> list[tuple[str, date]]:
        """The earlier of the two stays where another one stands beside it."""
        day, earlier = self._days
        if self.kept:
            return []
        both = [day] if earlier - A_YEAR in self.typed else [day, earlier]
        return [(WHAT, each) for each in both if each in self.typed]


def _initial(day: date, typed: Mapping[date, ReportFact]) -> dict[str, Any]:
    now, before = ((Decimal(typed[each].amount or 0) / 10).normalize() for each in (day, day - A_YEAR))
    return {"month": f"{day:%Y-%m}", "now": f"{now:f}", "before": f"{before:f}", "source": typed[day].source}
