"""The boxes of one question of an access guide: an answer; and folded below it a note, when and how it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.answering import Asked
from bookings.forms.fields import DayField
from bookings.forms.place.doubted import hidden_box, sent_box
from venues.access import words
from venues.access.rules import RULES
from venues.access.values import State, Values
from venues.access.vocabulary import FACTS, Fact
from venues.access.words.measures import tenfold_words
from venues.files.contents import AccessRow
from venues.models import AccessClaim, Picture

LONGEST_NOTE, LONGEST_METHOD = 300, 120
MEASURED = ("mm", "m", "grad")
UNITS = {
    "mm": gettext_lazy("Centimetres"),
    "m": gettext_lazy("Metres"),
    "h": gettext_lazy("Hours"),
    "grad": gettext_lazy("1 in"),
    "int": gettext_lazy("Number"),
}
FOUND_OUT = {"h": gettext_lazy("This many hours"), "int": gettext_lazy("This many")}
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
    number_sent: BoundField | None
    note: BoundField
    how: BoundField
    today: BoundField
    day: BoundField
    method: BoundField
    source: BoundField
    picture: BoundField | None

    @classmethod
    def of(cls, form: forms.Form, asked: Asked) -> Question:
        code = asked.fact.code
        return cls(
            asked,
            form[code],
            form[f"{code}-number"] if asked.fact.is_number else None,
            form[sent_box(f"{code}-number")] if asked.fact.value == "mm" else None,
            note=form[f"{code}-note"],
            how=form[f"{code}-how"],
            today=form[f"{code}-today"],
            day=form[f"{code}-day"],
            method=form[f"{code}-method"],
            source=form[f"{code}-source"],
            picture=form[f"{code}-picture"] if f"{code}-picture" in form.fields else None,
        )

    @property
    def is_open(self) -> bool:
        """Whether what is folded below the answer says something, or is wrong."""
        usual = usual_way(self.asked.fact)
        boxes = [self.note, self.today, self.day, self.how, self.method, self.source]
        boxes += [self.picture] if self.picture else []
        if (self.how.value() or usual) != usual or any(box.value() for box in boxes if box is not self.how):
            return True
        return any(box.errors for box in boxes)


def usual_way(fact: Fact) -> str:
    """How it is known, unless somebody says otherwise."""
    return "measured" if fact.value in MEASURED else "stated"


def boxes(asked: Asked, row: AccessRow | None, pictures: Sequence[Picture] = ()) -> dict[str, forms.Field]:
    """Filled in as the row has it; one of the pictures of the place may show it."""
    fact, code = asked.fact, asked.fact.code
    number = row.answer if row is not None and isinstance(row.answer, int) else None
    fields: dict[str, forms.Field] = {}
    if fact.is_number:
        fields[f"{code}-number"] = _number_box(fact, number)
    if fact.value == "mm":
        fields[sent_box(f"{code}-number")] = hidden_box()
    answered = "" if row is None else str(row.answer)
    fields[code] = forms.ChoiceField(
        label=_question(asked),
        choices=choices(fact),
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        required=False,
        initial=A_NUMBER if number is not None else answered,
        help_text=" ".join(
            filter(None, [_(fact.hint) if fact.hint else "", words.measure_words(fact), _skipped(fact)])
        ),
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
    fields[f"{code}-method"] = Line(
        label=_("With what, or how it was tried"),
        max_length=LONGEST_METHOD,
        required=False,
        initial=row.method if row else "",
        help_text=_("For example: with a tape measure."),
    )
    fields[f"{code}-source"] = forms.URLField(
        label=_("A page where it is written"),
        max_length=LONGEST_NOTE,
        required=False,
        initial=row.source if row else "",
        assume_scheme="https",
        error_messages={"invalid": _("Give the whole address of the page, beginning with https://.")},
    )
    if pictures:
        fields[f"{code}-picture"] = forms.TypedChoiceField(
            label=_("A picture that shows it"),
            choices=[("", _("None")), *((picture.pk, picture.alt) for picture in pictures)],
            coerce=int,
            empty_value=None,
            required=False,
            initial=row.picture if row else "",
            error_messages={"invalid_choice": _("Choose one of the pictures.")},
        )
    return fields


def wrong_number(fact: Fact) -> str:
    """Which numbers there may be, as they are typed."""
    if fact.value == "mm":
        ends = {"least": f"{Decimal(fact.least) / 10:f}", "most": f"{Decimal(fact.most) / 10:f}"}
        ends = {end: number.removesuffix(".0") for end, number in ends.items()}
        return _("%(fact)s: give it in centimetres, from %(least)s to %(most)s, such as 77.5.") % {
            "fact": words.label(fact),
            **ends,
        }
    facts = {"fact": words.label(fact), "least": fact.least, "most": fact.most}
    return _("%(fact)s: give a whole number from %(least)d to %(most)d.") % facts


def _number_box(fact: Fact, number: int | None) -> forms.Field:
    if fact.value == "mm":
        return Centimetres(fact, number)
    wrong = wrong_number(fact)
    return forms.IntegerField(
        label=UNITS[fact.value],
        required=False,
        initial=number,
        min_value=fact.least,
        max_value=fact.most,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"min_value": wrong, "max_value": wrong},
    )


class Centimetres(forms.DecimalField):
    """Typed as a tape has it, such as 77.5; handed over in whole millimetres, as the guide keeps it."""

    def __init__(self, fact: Fact, number: int | None) -> None:
        wrong = wrong_number(fact)
        super().__init__(
            label=UNITS["mm"],
            required=False,
            initial=None if number is None else f"{Decimal(number) / 10:f}".removesuffix(".0"),
            min_value=Decimal(fact.least) / 10,
            max_value=Decimal(fact.most) / 10,
            decimal_places=1,
            widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value", "max_decimal_places"), wrong),
        )

        self.fact = fact

    def clean(self, value: Any) -> int | None:
        typed: Decimal | None = super().clean(value)
        return None if typed is None else int(typed * 10)

    def run_validators(self, value: Any) -> None:
        """Millimetres typed for centimetres are told as what they are, too large or not."""
        told = tenfold_words(self.fact, int(value * 10)) if value and value * 10 > self.fact.most else ""
        if told:
            raise forms.ValidationError(told)
        super().run_validators(value)


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


def choices(fact: Fact) -> list[tuple[str, str]]:
    """Every answer there is, the best first; that nobody knows, and that it does not apply."""
    if fact.is_number:
        said = [(A_NUMBER, str(FOUND_OUT.get(fact.value, _("We have measured it"))))]
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
