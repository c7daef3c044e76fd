"""School terms as somebody types them, or reads them from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from accounts.plain_text import Line, Lines
from bookings.forms.days import told_of
from bookings.forms.fields import DayField
from venues.files.contents import TermCalendarRow, TermRow
from venues.files.table import NAME
from venues.models import TermCalendar
from venues.term_files import LARGEST, TermFileFault, between, read_days

NONE = ""
TERMS, HOLIDAYS = "terms", "holidays"
LINE = re.compile(
    r"(?:(?P<name>[^:;,\t]*)[:;,\t])?(?P<first>[^:;,\t]+?)(?:[,;\t]|\bto\b|\buntil\b|–| - )(?P<last>[^:;,\t]+)"
)


class FollowForm(forms.Form):
    """Which terms the hall goes by."""

    calendar = forms.ChoiceField(
        label=gettext_lazy("Which terms does the hall go by?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these.")},
    )
    all_optional = True

    def __init__(self, data: Any = None, *, calendars: Iterable[TermCalendar], followed: TermCalendar | None) -> None:
        super().__init__(data, initial={"calendar": followed.code if followed else NONE})
        self.rows = {row.code: row for row in calendars}
        field = self.fields["calendar"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((code, row.name) for code, row in self.rows.items()),
            (NONE, _("None: nobody can ask for term time only")),
        ]


class TermsField(forms.Field):
    """A term on each line: its name, its first day and its last."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value: Any) -> tuple[TermRow, ...]:
        text = Lines(required=False).clean(value)
        return tuple(sorted(self._term(line.strip()) for line in text.splitlines() if line.strip()))

    def _term(self, line: str) -> TermRow:
        read = LINE.fullmatch(line)
        if read is None:
            raise ValidationError(
                told_of(
                    line, _("Write a name, the first day and the last: Autumn: 1 September 2025 to 17 October 2025.")
                )
            )
        first, last = self._day(read["first"], line), self._day(read["last"], line)
        if last < first:
            raise ValidationError(told_of(line, _("It ends before it begins.")))
        return TermRow(first, last, " ".join((read["name"] or "").split())[:NAME])

    def _day(self, words: str, line: str) -> date:
        try:
            found = DayField().to_python(words.strip())
        except ValidationError as refusal:
            raise ValidationError(told_of(line, refusal.messages[0])) from None
        assert found is not None
        return found


class TermsForm(forms.Form):
    name = Line(
        label=gettext_lazy("Whose terms are they?"),
        max_length=120,
        help_text=gettext_lazy("The authority or the school, and the year: Fernshire schools, 2025 to 2026."),
        error_messages={"required": gettext_lazy("Say whose terms they are.")},
    )
    terms = TermsField(
        label=gettext_lazy("The terms"),
        help_text=gettext_lazy(
            "Each on a line of its own, a half-term holiday between two of them: "
            "Autumn: 1 September 2025 to 17 October 2025."
        ),
        error_messages={"required": gettext_lazy("Give at least one term.")},
    )
    source = Line(
        label=gettext_lazy("Where are they published?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("The address of the page, so that somebody can look there next year."),
    )
    read_on = DayField(label=gettext_lazy("When did you read them there?"), required=False)

    def __init__(self, data: Any = None, *, row: TermCalendarRow | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial or (_as_typed(row) if row else None))
        self.row = row

    def clean_terms(self) -> tuple[TermRow, ...]:
        terms: tuple[TermRow, ...] = self.cleaned_data["terms"]
        for earlier, later in pairwise(terms):
            if later.first <= earlier.last:
                days = {"first": date_words(later.first), "last": date_words(earlier.last)}
                raise ValidationError(
                    _("One term begins on %(first)s, before the one before it has ended, on %(last)s.") % days
                )
        return terms

    def calendar(self, taken: Iterable[str]) -> TermCalendarRow:
        """As it is typed, with the code it has, or a new one."""
        typed = self.cleaned_data
        stem, held = slugify(typed["name"])[:50] or "terms", set(taken)
        new = next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(held) + 3))) if code not in held)
        return TermCalendarRow(
            self.row.code if self.row else new, typed["name"], typed["source"], typed["read_on"], typed["terms"]
        )


class TermsFileForm(forms.Form):
    """A file that fills the box of the terms; nothing is kept of it."""

    file = forms.FileField(
        label=gettext_lazy("A file of the school terms"),
        help_text=gettext_lazy("An .ics calendar, or a .csv with a name, a first day and a last day in each line."),
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,text/calendar,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    holds = forms.ChoiceField(
        label=gettext_lazy("What is each event or line of it?"),
        choices=[
            (TERMS, gettext_lazy("A term: schools are open from its first day to its last")),
            (HOLIDAYS, gettext_lazy("A holiday: we take the days between two of them for term")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it holds terms or holidays.")},
    )

    def clean_file(self) -> list[TermRow]:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            return read_days(file.read(LARGEST + 1))
        except TermFileFault as fault:
            raise ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.terms = between(found["file"]) if found["holds"] == HOLIDAYS else found["file"]
            if not self.terms:
                self.add_error("file", _("There are no days between these holidays. Does it hold terms?"))
        return found

    @property
    def lines(self) -> str:
        return terms_words(self.terms)


def terms_words(terms: Iterable[TermRow]) -> str:
    """As one types them."""
    return "\n".join(f"{_plain(term.name)}{date_words(term.first)} – {date_words(term.last)}" for term in terms)


def _plain(name: str) -> str:
    """Without what would part it from its days."""
    return f"{' '.join(re.sub('[:;,]', ' ', name).split())}: " if name else ""


def _as_typed(row: TermCalendarRow) -> dict[str, Any]:
    return {"name": row.name, "terms": terms_words(row.terms), "source": row.source, "read_on": row.read_on}
