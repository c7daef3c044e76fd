"""The questions of an access guide at one place: an answer, how it is known, and when somebody looked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.answering import Asked, Spot
from bookings.forms.fields import DayField
from venues.access import words
from venues.access.claims import Claim
from venues.access.values import State
from venues.access.vocabulary import WORDED, Fact, parse_answer
from venues.files.contents import AccessRow
from venues.models import AccessClaim, Post

LONGEST_NOTE = 300
A_NUMBER = "number"
HOW = ("measured", "surveyed", "photographed", "stated")  # how somebody of the house can know
SAID_BY = ("manager", "secretary", "caretaker", "treasurer", "trustee")  # the first of a person's posts that counts
PLAIN = {"yes": gettext_lazy("Yes"), "partial": gettext_lazy("In part, or with help"), "no": gettext_lazy("No")}


class EntranceForm(forms.Form):
    name = Line(
        label=gettext_lazy("What is this way in called?"),
        max_length=80,
        help_text=gettext_lazy("For example: Main entrance, Car park door."),
    )


@dataclass(frozen=True)
class Question:
    """One fact of the form, as the page shows it."""

    asked: Asked
    words: str
    answer: BoundField
    number: BoundField | None
    note: BoundField
    how: BoundField
    today: BoundField
    day: BoundField


class AnswersForm(forms.Form):
    """`rows` are the answers that are new or changed, once it is valid."""

    all_optional = True

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    all_today = forms.BooleanField(
        label=gettext_lazy("I have checked everything on this page today"),
        required=False,
        help_text=gettext_lazy("Instead of the tick at each answer."),
    )

    def __init__(self, *args: Any, spot: Spot, posts: frozenset[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spot, self.today = spot, today
        self.post = next((post for post in SAID_BY if post in posts), "")
        self.open = [asked for asked in spot.asked if not asked.fact.by_manager or self.post == Post.Kind.MANAGER]
        self.for_the_manager = [asked for asked in spot.asked if asked not in self.open]
        self.rows: list[AccessRow] = []
        for asked in self.open:
            self.fields.update(_fields(asked, today))

    def questions(self) -> Iterator[Question]:
        for asked in self.open:
            code = asked.fact.code
            yield Question(
                asked,
                words.question(asked.fact),
                self[code],
                self[f"{code}-number"] if asked.fact.value not in WORDED else None,
                self[f"{code}-note"],
                self[f"{code}-how"],
                self[f"{code}-today"],
                self[f"{code}-day"],
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for asked in self.open:
            if self.errors.keys().isdisjoint(name for name in self.fields if name.startswith(asked.fact.code)):
                self._read(asked, cleaned)
        return cleaned

    def _read(self, asked: Asked, cleaned: dict[str, Any]) -> None:
        """One fact: nothing where nothing is said or nothing has changed."""
        code, fact = asked.fact.code, asked.fact
        answer = self._answer(fact, cleaned)
        if answer is None:
            return
        checked = self._checked(code, cleaned)
        held = asked.row
        is_new = held is None or held.answer != answer
        row = AccessRow(
            *self.spot.key(code),
            answer=answer,
            note=cleaned[f"{code}-note"],
            checked=checked or (held.checked if held and not is_new else None),
            evidence=cleaned[f"{code}-how"] if answer != State.UNKNOWN else "",
            by=self.post if checked or is_new or held is None else held.by,
        )
        if answer == State.UNKNOWN:
            row = replace(row, checked=None)
        elif row.checked is None:
            self.add_error(
                f"{code}-today",
                _("%(fact)s: tick this if you have looked, or say when it was checked. Else choose “I do not know”.")
                % {"fact": words.label(fact)},
            )
            return
        if self._is_sound(fact, row) and row != held:
            self.rows.append(row)

    def _answer(self, fact: Fact, cleaned: dict[str, Any]) -> str | int | None:
        chosen: str = cleaned.get(fact.code) or ""
        if chosen != A_NUMBER:
            return chosen or None
        number: int | None = cleaned.get(f"{fact.code}-number")
        if number is None:
            facts = {"fact": words.label(fact), "least": fact.least, "most": fact.most}
            told = _("%(fact)s: give a whole number from %(least)d to %(most)d.") % facts
            self.add_error(f"{fact.code}-number", told)
        return number

    def _checked(self, code: str, cleaned: dict[str, Any]) -> date | None:
        day: date | None = cleaned.get(f"{code}-day")
        if cleaned.get(f"{code}-today") or (cleaned.get("all_today") and day is None):
            return self.today
        return day

    def _is_sound(self, fact: Fact, row: AccessRow) -> bool:
        state, value = parse_answer(fact, row.answer)
        claim = Claim(row.fact, state, value, row.checked, row.evidence, row.note, row.by)
        faults = claim.faults(place=ASKED_PLACE[self.spot.kind], today=self.today)
        told = {"fact": words.label(fact)}
        if "no_note" in faults:
            self.add_error(
                f"{fact.code}-note", _("%(fact)s: say in a few words what is missing, or why it does not apply.") % told
            )
        if "checked_later" in faults:
            self.add_error(f"{fact.code}-day", _("%(fact)s: it cannot have been checked on a day to come.") % told)
        return not faults


ASKED_PLACE = {"building": "venue", "entrance": "entrance", "room": "room"}


def _fields(asked: Asked, today: date) -> dict[str, forms.Field]:
    fact, row, code = asked.fact, asked.row, asked.fact.code
    is_number = fact.value not in WORDED
    answered = "" if row is None else str(row.answer)
    number = row.answer if row is not None and isinstance(row.answer, int) else None
    fields: dict[str, forms.Field] = {
        code: forms.ChoiceField(
            label=words.question(fact),
            choices=_choices(fact),
            widget=forms.RadioSelect,
            required=False,
            initial=A_NUMBER if number is not None else answered,
            error_messages={"invalid_choice": _("Choose one of the answers.")},
        ),
        f"{code}-note": Line(
            label=_("What people should know"),
            max_length=LONGEST_NOTE,
            required=False,
            initial=row.note if row else "",
            help_text=_("Needed where it is so in part, or does not apply."),
        ),
        f"{code}-how": forms.ChoiceField(
            label=_("How do you know?"),
            choices=_ways(row),
            required=False,
            initial=(row.evidence if row else "") or ("measured" if is_number else "stated"),
        ),
        f"{code}-today": forms.BooleanField(label=_("I have checked this today"), required=False),
        f"{code}-day": DayField(
            label=_("Or it was checked on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
        ),
    }
    if is_number:
        facts = {"fact": words.label(fact), "least": fact.least, "most": fact.most}
        least = _("%(fact)s: give a whole number from %(least)d to %(most)d.") % facts
        if fact.value == "mm":
            least = _("%(fact)s: give it in millimetres, from %(least)d to %(most)d: 80 cm are 800.") % facts
        fields[f"{code}-number"] = forms.IntegerField(
            label=_("Millimetres") if fact.value == "mm" else _("Number"),
            required=False,
            initial=number,
            min_value=fact.least,
            max_value=fact.most,
            widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
            error_messages={"min_value": least, "max_value": least},
        )
    return fields


def _choices(fact: Fact) -> list[tuple[str, str]]:
    if fact.value not in WORDED:
        said = [(A_NUMBER, _("We have measured it"))]
    elif fact.value == "ynp":
        said = [(code, str(PLAIN[code])) for code in fact.options]
    else:
        said = [(code, _capital(_(option))) for code, option in fact.options.items()]
    return [*said, (State.UNKNOWN.value, _("I do not know")), (State.NOT_APPLICABLE.value, _("Does not apply here"))]


def _ways(row: AccessRow | None) -> list[tuple[str, str]]:
    kept = [row.evidence] if row and row.evidence not in ("", *HOW) else []
    return [(how, _capital(str(AccessClaim.Evidence(how).label))) for how in (*HOW, *kept)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
