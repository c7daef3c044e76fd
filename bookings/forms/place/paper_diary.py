"""A paper diary as its hall sends it: the file, and what its columns and words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.likeness import name_key
from accounts.models import Hirer
from bookings.diaries.faults import Unreadable
from bookings.diaries.headings import COLUMNS, LEAVE_OUT
from bookings.diaries.hirers import kind_guessed
from bookings.diaries.reading import Question, Reading
from bookings.diaries.said import BY_HIRER, Said
from bookings.diaries.sheets import MOST_BYTES, Workbook, read
from bookings.diaries.words import Fate, word_key
from bookings.going_live.known import Known
from bookings.models import Booking

KINDS = ".csv,.tsv,.txt,.xlsx,.ods"
FATES: dict[Fate, Promise] = {
    Fate.PLANNED: gettext_lazy("Booked"),
    Fate.CANCELLED: gettext_lazy("Cancelled: late where something was charged"),
    Fate.IN_TIME: gettext_lazy("Cancelled in time"),
    Fate.LATE: gettext_lazy("Cancelled late"),
    Fate.BY_VENUE: gettext_lazy("Cancelled by the hall"),
    Fate.NO_SHOW: gettext_lazy("Nobody came"),
    Fate.REQUESTED: gettext_lazy("Asked, not yet answered"),
    Fate.DECLINED: gettext_lazy("Refused"),
    Fate.EXPIRED: gettext_lazy("Never answered"),
    Fate.WITHDRAWN: gettext_lazy("Taken back by whoever asked"),
}
REDUCTIONS: dict[str, Promise] = {
    "category": gettext_lazy("Their category of price"),
    "volume": gettext_lazy("They book much"),
    "commercial": gettext_lazy("Terms with a business"),
    "waiver": gettext_lazy("A person let them off"),
}
WITHOUT_TAX = ("charge", "compulsory_extras", "standard_price")
Choices = list[tuple[str, Any]]


class DiaryFileForm(forms.Form):
    file_name = ""
    file = forms.FileField(
        label=gettext_lazy("The diary"),
        help_text=gettext_lazy("A spreadsheet: XLSX, ODS or CSV, at most 4 MB and 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={
            "required": gettext_lazy("Choose the file of the diary."),
            "empty": gettext_lazy("The file is empty. Choose another."),
        },
    )

    def clean_file(self) -> Workbook:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
        self.file_name = file.name or ""
        try:
            return read(file.read())
        except Unreadable as fault:
            raise forms.ValidationError(str(fault)) from fault


class MeaningForm(forms.Form):
    """Which column is which, and what words mean; each question with what we would take it for."""

    all_optional = True

    def __init__(self, *args: Any, reading: Reading, known: Known, said: Said, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = said
        open_ones = [asked for asked in reading.questions if not asked.hirer]
        self.questions = [*open_ones, *reading.of_hirers]
        self.are_open = bool(reading.questions)
        self.headings = _headings(reading)
        self.beside = [set(table.headings) for table in reading.tables]
        taken = {table.headings[place]: column for table in reading.tables for column, place in table.places.items()}
        for number, (heading, example) in enumerate(self.headings.items()):
            column = taken.get(heading, LEAVE_OUT)
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=_("The column “%(heading)s”") % {"heading": heading},
                help_text=_hint(column, example),
                choices=[(LEAVE_OUT, _("Leave it out")), *COLUMNS.items()],
                initial=column,
                required=False,
            )
        self.fields["as_above"] = forms.BooleanField(
            label=_("Where the date, the room or the hirer is left empty, it is the one above"),
            initial=said.as_above,
            required=False,
        )
        choices = _choices(known)
        for number, question in enumerate(self.questions):
            self.fields[f"word_{number}"] = forms.ChoiceField(
                label=_label(question),
                choices=[("", _("Choose")), *choices[question.column]],
                help_text=_guess_words(question),
                initial=question.guess,
                required=False,
            )

    @property
    def columns(self) -> Iterator[forms.BoundField]:
        return (self[f"column_{number}"] for number in range(len(self.headings)))

    @property
    def words(self) -> Iterator[forms.BoundField]:
        return self._asked(of_hirers=False)

    @property
    def hirers(self) -> Iterator[forms.BoundField]:
        """Two boxes for each that is new: what it is, and by which price."""
        return self._asked(of_hirers=True)

    @property
    def has_hirers(self) -> bool:
        return any(question.hirer for question in self.questions)

    def _asked(self, *, of_hirers: bool) -> Iterator[forms.BoundField]:
        for number, question in enumerate(self.questions):
            if bool(question.hirer) == of_hirers:
                yield self[f"word_{number}"]

    def clean(self) -> dict[str, Any]:
        """No two columns of one sheet are one of ours."""
        seen: dict[str, list[str]] = {}
        for number, heading in enumerate(self.headings):
            column = self.cleaned_data.get(f"column_{number}", "")
            others = seen.setdefault(column, []) if column else []
            for other in others:
                if any({heading, other} <= beside for beside in self.beside):
                    words = _("“%(other)s” is that already: leave one of them out.")
                    self.add_error(f"column_{number}", words % {"other": other})
                    break
            others.append(heading)
        return self.cleaned_data

    @property
    def answers(self) -> Said:
        """All that has been said by now."""
        columns = {heading: self.cleaned_data[f"column_{number}"] for number, heading in enumerate(self.headings)}
        values: dict[str, dict[str, str]] = {}
        for number, question in enumerate(self.questions):
            answer = self.cleaned_data[f"word_{number}"]
            if answer and question.hirer:
                values.setdefault(BY_HIRER[question.column], {})[name_key(question.hirer)] = answer
            elif answer:
                values.setdefault(question.column, {})[word_key(question.text)] = answer
        return self.said.with_more(Said(columns, values, self.cleaned_data["as_above"]))


def _hint(column: str, example: str) -> str:
    words = [_("for example: %(example)s") % {"example": example}] if example else []
    if column in WITHOUT_TAX:
        words.append(_("without VAT; most halls charge none"))
    return "; ".join(words)


def _headings(reading: Reading) -> dict[str, str]:
    """Each heading once, with the first thing that stands under it."""
    found: dict[str, str] = {}
    for table in reading.tables:
        for place, heading in enumerate(table.headings):
            cells = (line.cells[place] for line in table.lines if place < len(line.cells))
            example = next(filter(None, cells), "")
            if example or not heading.startswith("column "):
                found[heading] = found.get(heading) or example[:40]
    return found


def _guess_words(question: Question) -> str:
    """A guess is shown as one."""
    if not question.hirer or question.is_answered or not question.guess:
        return ""
    if question.column == "category":
        return _("Guessed: the standard price.")
    if kind_guessed(question.hirer):
        return _("Guessed from the name.")
    return _("The name does not tell it: please say.")


def _label(question: Question) -> str:
    if question.hirer:
        return _("%(hirer)s: %(column)s") % {"hirer": question.hirer, "column": COLUMNS[question.column]}
    facts = {"column": COLUMNS[question.column], "text": question.text, "count": question.rows}
    if not question.text:
        words = ngettext(
            "%(column)s, where nothing is written (%(count)s row)",
            "%(column)s, where nothing is written (%(count)s rows)",
            question.rows,
        )
        return words % facts
    words = ngettext(
        "%(column)s: what is “%(text)s”? (%(count)s row)",
        "%(column)s: what is “%(text)s”? (%(count)s rows)",
        question.rows,
    )
    return words % facts


def _choices(known: Known) -> Mapping[str, Choices]:
    return {
        "room": [(code, room.name) for code, room in known.rooms.items()],
        "category": [(code, category.name) for code, category in known.categories.items()],
        "hirer_kind": list(Hirer.Kind.choices),
        "purpose": list(Booking.Purpose.choices),
        "status": _pairs(FATES.items()),
        "reduction_reason": _pairs(REDUCTIONS.items()),
        "open_to_anyone": list(Booking.Open.choices),
    }


def _pairs(rows: Iterable[tuple[str, Promise]]) -> Choices:
    return [(str(code), words) for code, words in rows]
