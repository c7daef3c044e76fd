"""The boxes of one question of an access guide: an answer; and folded below it a note, when and how it is known."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.answering import Asked
from bookings.forms.fields import DayField
from venues.access import words
from venues.access.rules import RULES
from venues.access.values import State, Values
from venues.access.vocabulary import FACTS, WORDED, Fact
from venues.files.contents import AccessRow
from venues.models import AccessClaim

LONGEST_NOTE = 300
A_NUMBER = "number"
HOW = ("measured", "surveyed", "photographed", "stated")  # how somebody of the house can know
NO = Values(frozenset({"no"}))
NEEDLESS = Values(not_applicable=True)
PLAIN = {"yes": gettext_lazy("Yes"), "partial": gettext_lazy("In part, or with help"), "no": gettext_lazy("No")}


@dataclass(frozen=True)
class Question:
    """One fact of the form, as the page shows it."""

    asked: Asked
    answer: BoundField
    number: BoundField | None
    note: BoundField
    how: BoundField
    today: BoundField
    day: BoundField

    @classmethod
    def of(cls, form: forms.Form, asked: Asked) -> Question:
        code = asked.fact.code
        return cls(
            asked,
            form[code],
            form[f"{code}-number"] if is_number(asked.fact) else None,
            *(form[f"{code}-{box}"] for box in ("note", "how", "today", "day")),
        )

    @property
    def is_open(self) -> bool:
        """Whether what is folded below the answer says something, or is wrong."""
        usual = usual_way(self.asked.fact)
        if self.note.value() or self.today.value() or self.day.value() or (self.how.value() or usual) != usual:
            return True
        return any(box.errors for box in (self.note, self.today, self.day, self.how))


def is_number(fact: Fact) -> bool:
    return fact.value not in WORDED


def usual_way(fact: Fact) -> str:
    """How it is known, unless somebody says otherwise."""
    return "measured" if is_number(fact) else "stated"


def boxes(asked: Asked, row: AccessRow | None) -> dict[str, forms.Field]:
    """Filled in as the row has it."""
    fact, code = asked.fact, asked.fact.code
    number = row.answer if row is not None and isinstance(row.answer, int) else None
    fields: dict[str, forms.Field] = {}
    if is_number(fact):
        fields[f"{code}-number"] = _number_box(fact, number)
    answered = "" if row is None else str(row.answer)
    fields[code] = forms.ChoiceField(
        label=_question(asked),
        choices=_choices(fact),
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        required=False,
        initial=A_NUMBER if number is not None else answered,
        help_text=_skipped(fact),
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    fields[f"{code}-note"] = Line(
        label=_("What people should know"),
        max_length=LONGEST_NOTE,
        required=False,
        initial=row.note if row else "",
        help_text=_("Needed where it is so in part, or does not apply."),
    )
    fields[f"{code}-today"] = forms.BooleanField(label=_("I have checked this one today"), required=False)
    fields[f"{code}-day"] = DayField(
        label=_("Or it was checked on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    fields[f"{code}-how"] = forms.ChoiceField(
        label=_("How do you know?"),
        choices=_ways(row),
        required=False,
        initial=(row.evidence if row else "") or usual_way(fact),
    )
    return fields


def _number_box(fact: Fact, number: int | None) -> forms.Field:
    facts = {"fact": words.label(fact), "least": fact.least, "most": fact.most}
    wrong = _("%(fact)s: give a whole number from %(least)d to %(most)d.") % facts
    if fact.value == "mm":
        wrong = _("%(fact)s: give it in millimetres, from %(least)d to %(most)d: 80 cm are 800.") % facts
    return forms.IntegerField(
        label=_("Millimetres") if fact.value == "mm" else _("Number"),
        required=False,
        initial=number,
        min_value=fact.least,
        max_value=fact.most,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"min_value": wrong, "max_value": wrong},
    )


def _question(asked: Asked) -> str:
    told = words.question(asked.fact)
    return _("%(door)s: %(question)s") % {"door": asked.door, "question": told} if asked.door else told


def _skipped(fact: Fact) -> str:
    """Which "no" makes it needless."""
    found = [
        code
        for rule in RULES
        if (rule.fact, rule.values) == (fact.code, NEEDLESS)
        for code, said in rule.when
        if said == NO
    ]
    return _("Skip this if “%(fact)s” is no.") % {"fact": words.label(FACTS[found[0]])} if len(found) == 1 else ""


def _choices(fact: Fact) -> list[tuple[str, str]]:
    if is_number(fact):
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
