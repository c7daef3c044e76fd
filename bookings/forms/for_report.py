"""What the desk types once for its report: words, the cost of a year, volunteers' hours, documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from accounts.plain_text import Line, Lines
from bookings.forms.fields import DayField
from bookings.forms.sums import in_pence, in_words
from venues.actions.keep_for_report import Fact
from venues.models import ReportFact

MOST_WORDS = 60
MONTHS_SHOWN = 12
HELD, NONE = "held", "none"
DAY = timedelta(days=1)


class WordsForm(forms.Form):
    all_optional = True
    note = Lines(
        label=gettext_lazy("A note by you"),
        max_length=600,
        required=False,
        help_text=gettext_lazy(
            "At most 60 words. They stand on the page of your report; you can change them as you issue one."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in (1, 2):
            self.fields[f"quote_{number}"] = Line(
                label=[_("What somebody said"), _("What somebody else said")][number - 1],
                max_length=250,
                required=False,
                help_text=_("In their words."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"said_by_{number}"] = Line(
                label=_("Who said it, as it may be printed"),
                max_length=80,
                required=False,
                help_text=_("For example: a parent of the toddler group."),
            )
            self.fields[f"allowed_by_{number}"] = Line(
                label=_("Who allowed you to print it, and when"),
                max_length=120,
                required=False,
                help_text=_("Kept here, and never printed."),
            )
        self.fields["facilities"] = Lines(
            label=_("What you built or improved"),
            max_length=600,
            required=False,
            help_text=_(
                "Each room or thing once. A repair counts, upkeep such as painting does not. Some forms ask it."
            ),
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if (words := len(note.split())) > MOST_WORDS:
            told = _("These are %(words)s words; at most %(most)s fit. Say it more shortly.")
            raise forms.ValidationError(told % {"words": words, "most": MOST_WORDS})
        return note

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in (1, 2):
            quote, said_by, allowed_by = (f"{part}_{number}" for part in ("quote", "said_by", "allowed_by"))
            needed = {
                said_by: _("Say who said it: a quote without that proves nothing."),
                allowed_by: _("Ask them first, and say here who allowed it and when."),
            }
            if not cleaned.get(quote):
                is_begun = any(cleaned.get(name) or name in self.errors for name in needed)
                needed = {quote: _("Say what they said, or empty the two boxes below.")} if is_begun else {}
            for name, words in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned


class WordsToIssueForm(WordsForm):
    """The note and the quotes that go out with one report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["facilities"]
        self.fields["note"].help_text = _("At most 60 words, about these days. They stand on its first page.")

    @property
    def of_quotes(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "note"]

    @property
    def has_quotes(self) -> bool:
        """Or something wrong with one."""
        return any(field.value() or field.errors for field in self.of_quotes)


class CostForm(forms.Form):
    all_optional = True
    starts_on = DayField(label=gettext_lazy("The year that begins on"), required=False)
    pounds = Line(
        required=False,
        help_text=gettext_lazy("Heating, cleaning, insurance, repairs, wages: 18,400. Empty: not recorded any more."),
        widget=forms.TextInput(attrs={"class": "sum", "inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, costs: Sequence[ReportFact], currency: str, **kwargs: Any) -> None:
        """`costs` are the years that were typed, the latest first."""
        latest = costs[0] if costs else None
        kwargs["initial"] = {"starts_on": latest.starts_on, "pounds": _in_pounds(latest)} if latest else {}
        super().__init__(*args, **kwargs)
        self.costs = costs
        told = _("What it cost to run the place in that year, %(in_pounds)s")
        self.fields["pounds"].label = told % {"in_pounds": in_words(currency)}

    def clean_pounds(self) -> int | None:
        """Hands over pence."""
        text: str = self.cleaned_data["pounds"]
        return in_pence(text) if text else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("starts_on")
        if first is not None:
            self._refuse_overlap(first)
        elif cleaned.get("pounds") is not None and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Say on which day that year begins."))
        return cleaned

    def _refuse_overlap(self, first: date) -> None:
        last = _a_year_from(first)
        for other in self.costs:
            if other.starts_on != first and other.ends_on and first <= other.ends_on and other.starts_on <= last:
                words = _("You typed the year that begins on %(day)s already; these two overlap.")
                self.add_error("starts_on", words % {"day": date_words(other.starts_on)})

    @property
    def kept(self) -> list[Fact]:
        first, pence = self.cleaned_data["starts_on"], self.cleaned_data["pounds"]
        return [] if pence is None or first is None else [Fact(ReportFact.What.COST, first, _a_year_from(first), pence)]

    @property
    def gone(self) -> list[tuple[str, date]]:
        first = self.cleaned_data["starts_on"]
        return [] if self.kept or first is None else [(ReportFact.What.COST, first)]


class HoursForm(forms.Form):
    """The last months, this one first; empty is not recorded, and 0 is a number."""

    all_optional = True

    def __init__(self, *args: Any, today: date, typed: Mapping[date, int], **kwargs: Any) -> None:
        """`typed` are minutes by the first day of the month."""
        super().__init__(*args, **kwargs)
        this_month = today.replace(day=1)
        self.months = [this_month - relativedelta(months=back) for back in range(MONTHS_SHOWN)]
        self.typed = typed
        for month in self.months:
            minutes = typed.get(month)
            self.fields[self.name_of(month)] = forms.DecimalField(
                label=f"{MONTHS[month.month]} {month.year}",
                required=False,
                min_value=0,
                max_value=99_999,
                decimal_places=1,
                initial=None if minutes is None else round(Decimal(minutes) / 60, 1).normalize(),
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "0.5"}),
                error_messages={
                    "invalid": _("Write hours in figures: 12 or 12.5."),
                    "min_value": _("Hours cannot be less than nothing."),
                    "max_value": _("That is more than a month holds."),
                    "max_decimal_places": _("One figure after the point is enough: 12.5."),
                },
            )

    @staticmethod
    def name_of(month: date) -> str:
        return f"hours_{month:%Y_%m}"

    @property
    def kept(self) -> list[Fact]:
        told = ((month, self.cleaned_data[self.name_of(month)]) for month in self.months)
        return [
            Fact(ReportFact.What.VOLUNTEERS, month, month + relativedelta(months=1) - DAY, int(hours * 60))
            for month, hours in told
            if hours is not None and int(hours * 60) != self.typed.get(month)
        ]

    @property
    def gone(self) -> list[tuple[str, date]]:
        empty = (month for month in self.months if self.cleaned_data[self.name_of(month)] is None)
        return [(ReportFact.What.VOLUNTEERS, month) for month in empty if month in self.typed]


class DocumentsForm(forms.Form):
    all_optional = True

    def __init__(self, *args: Any, today: date, rows: Iterable[ReportFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.latest = {row.what: row for row in sorted(rows, key=lambda row: row.starts_on)}
        for what in ReportFact.DOCUMENTS:
            row = self.latest.get(what)
            held = row if row and row.applies else None
            self.fields[f"{what}_state"] = forms.ChoiceField(
                label=_("Do you have one?"),
                choices=[("", _("Not typed yet")), (HELD, _("Yes")), (NONE, _("We need none"))],
                required=False,
                initial="" if row is None else HELD if row.applies else NONE,
                error_messages={"invalid_choice": _("Choose one of the three.")},
            )
            self.fields[f"{what}_from"] = DayField(
                label=_("From"), required=False, initial=held.starts_on if held else None
            )
            last = held.ends_on if held else None
            self.fields[f"{what}_until"] = DayField(
                label=_("Valid until"),
                required=False,
                initial=last,
                help_text=_("This one has run out.") if last and last < today else "",
            )

    @property
    def sets(self) -> list[tuple[str, list[forms.BoundField]]]:
        """By document: what it is called, and its three boxes."""
        parts = ("state", "from", "until")
        return [(str(what.label), [self[f"{what}_{part}"] for part in parts]) for what in ReportFact.DOCUMENTS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for what in ReportFact.DOCUMENTS:
            first, last = cleaned.get(f"{what}_from"), cleaned.get(f"{what}_until")
            if cleaned.get(f"{what}_state") == HELD and first is None and f"{what}_from" not in self.errors:
                self.add_error(f"{what}_from", _("Say from which day on it holds."))
            if first and last and last < first:
                self.add_error(f"{what}_until", _("That is before it begins. Check both days."))
        return cleaned

    @property
    def kept(self) -> list[Fact]:
        return [fact for what in ReportFact.DOCUMENTS if (fact := self._of(what)) is not None]

    @property
    def gone(self) -> list[tuple[str, date]]:
        """Those of which nothing shall be typed: the latest word goes."""
        return [
            (what, row.starts_on) for what, row in self.latest.items() if not self.cleaned_data.get(f"{what}_state")
        ]

    def _of(self, what: str) -> Fact | None:
        """None where nothing was changed."""
        state, row = self.cleaned_data[f"{what}_state"], self.latest.get(what)
        if state == HELD:
            first, last = self.cleaned_data[f"{what}_from"], self.cleaned_data[f"{what}_until"]
            same = row and row.applies and (row.starts_on, row.ends_on) == (first, last)
            return None if same else Fact(what, first, last)
        if state == NONE and (row is None or row.applies):
            return Fact(what, self.today, None, applies=False)
        return None


def _a_year_from(first: date) -> date:
    """Its last day."""
    return first + relativedelta(years=1) - DAY


def _in_pounds(row: ReportFact) -> str:
    pounds, pence = divmod(row.amount or 0, 100)
    return f"{pounds:,}.{pence:02d}" if pence else f"{pounds:,}"
