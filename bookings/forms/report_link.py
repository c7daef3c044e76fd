"""What was agreed with a funder: which figures of which reports, until which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import day_words
from accounts.plain_text import Line, Lines
from bookings.actions.link_report import Terms
from bookings.forms.fields import DayField
from bookings.models import IssuedReport
from bookings.reports.agreed import Choice, with_those_beside
from venues.models import Project

LONGEST = timedelta(days=5 * 366)
USUALLY = relativedelta(years=1)


class UntilForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Until which day does it open?"),
        help_text=gettext_lazy("The day after, and as soon as you end it, the page is gone."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **{"initial": {"until": today + USUALLY}, **kwargs})
        self.today = today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("That day is over. Choose today or a later one."))
        if until - self.today > LONGEST:
            raise forms.ValidationError(_("A link opens for five years at most. You can let it last longer later."))
        return until


class ReportLinkForm(UntilForm):
    funder = Line(
        label=gettext_lazy("Who is it for?"),
        max_length=120,
        help_text=gettext_lazy("The funder or council. It stands at the head of the page."),
        error_messages={"required": gettext_lazy("Say who gets the link.")},
    )
    reports = forms.MultipleChoiceField(
        label=gettext_lazy("Which reports?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose a report."),
            "invalid_choice": gettext_lazy("Choose reports from the list."),
        },
    )
    words = Lines(
        label=gettext_lazy("A sentence for them"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    projects = forms.MultipleChoiceField(
        label=gettext_lazy("Which photos and receipts?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    figures = forms.MultipleChoiceField(
        label=gettext_lazy("Which figures were agreed?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose one figure at least."),
            "invalid_choice": gettext_lazy("Choose figures from the list."),
        },
    )
    field_order = ["funder", "reports", "until", "words", "projects", "figures"]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        reports: Sequence[IssuedReport],
        projects: Sequence[Project],
        choices: Sequence[tuple[str, Sequence[Choice]]],
    ) -> None:
        """`reports` are those that may leave the house, the one that is ticked first; `choices` figures by question."""
        usual = [choice.id for _question, some in choices for choice in some if choice.is_usual]
        initial = {"until": today + USUALLY, "reports": [str(report.number) for report in reports[:1]]}
        super().__init__(data, today=today, initial={**initial, "figures": usual})
        self.of_number = {str(report.number): report for report in reports}
        self.of_key = {str(project.pk): project for project in projects}
        self._offer("reports", [(number, report_words(report)) for number, report in self.of_number.items()])
        self._offer("projects", [(key, project.name) for key, project in self.of_key.items()])
        self._offer(
            "figures",
            [(question, [(each.id, f"{each.id} {each.name}") for each in some]) for question, some in choices],
        )
        if not projects:
            del self.fields["projects"]

    @property
    def terms(self) -> Terms:
        told = self.cleaned_data
        return Terms(
            funder=told["funder"],
            reports=[self.of_number[number] for number in told["reports"]],
            figures=with_those_beside(told["figures"]),
            until=told["until"],
            words=told["words"],
            projects=[self.of_key[key] for key in told.get("projects", ())],
        )

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def report_words(report: IssuedReport) -> str:
    """Which it is: of the same days there may be one for everybody, and one that corrects another."""
    public = report.edition == IssuedReport.PUBLIC
    words = (
        _("Number %(number)s, for everybody, issued %(day)s: %(first)s to %(last)s")
        if public
        else _("Number %(number)s, for a funder, issued %(day)s: %(first)s to %(last)s")
    )
    return words % {
        "number": report.number,
        "day": day_words(report.issued_at.astimezone(report.venue.tz).date()),
        "first": day_words(report.first),
        "last": day_words(report.last),
    }
