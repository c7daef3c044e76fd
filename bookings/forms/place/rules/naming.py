"""What a list gives a name to: occasions, and the questions that a price may ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from bookings.desk.price_rules import Document
from bookings.forms.place.money import price_text, read_price
from bookings.forms.place.rules.form import Rows, RuleForm, code_for, codes_in, name_field
from venues.tariffs.document import NUMBER
from venues.tariffs.reading_ways import SHARED
from venues.tariffs.rows import Kind

YES, NO = ("yes", "y", "true"), ("no", "n", "false")


class OccasionForm(RuleForm):
    def build(self, number: int | None) -> None:
        self.fields["name"] = name_field(_("What is the room hired for?"), _("As people say it: Party, Wedding."))
        self.initial.update(self.first)

    def read(self) -> Rows:
        name = self.cleaned_data.get("name", "")
        return [{"code": code_for(name, held=self.first, taken=codes_in(self.document, "occasions")), "name": name}]


class QuestionForm(RuleForm):
    def build(self, number: int | None) -> None:
        self.fields["question"] = name_field(
            _("What do you ask?"), _("A whole question: Will alcohol be sold? How many units did the meter count?")
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is the answer?"),
            choices=[(Kind.YES_NO, _("Yes or no")), (Kind.NUMBER, _("A number")), (Kind.MONEY, _("A sum of money"))],
        )
        self.fields["after"] = forms.BooleanField(label=_("It is only known when all is over"), required=False)
        self.fields["unless_said"] = Line(
            label=_("What holds where nothing is said?"),
            required=False,
            max_length=20,
            help_text=_("Yes, no, a number or a sum. Empty: the question must be answered."),
            widget=forms.TextInput(attrs={"class": "short"}),
        )
        self.fields["overrun"] = forms.BooleanField(
            label=_("It asks for minutes that they stayed longer, and these are charged as hire"), required=False
        )
        is_overrun = bool(self.held) and self.document.get("overrun") == self.first["code"]
        self.initial.update({**self.first, "unless_said": self._unless_text(), "overrun": is_overrun})

    def _unless_text(self) -> Any:
        told = self.first.get("unless_said")
        return {True: _("yes"), False: _("no")}[told] if isinstance(told, bool) else told

    def read(self) -> Rows:
        typed = self.cleaned_data
        question = typed.get("question", "")
        taken = codes_in(self.document, "facts") | set(SHARED)
        row = {
            "code": code_for(question, held=self.first, taken=taken),
            "question": question,
            "kind": str(typed.get("kind", Kind.YES_NO)),
        }
        if typed.get("after"):
            row["after"] = True
        unless = self._unless(row["kind"], typed.get("unless_said") or "")
        return [row if unless is None else {**row, "unless_said": unless}]

    def _unless(self, kind: str, text: str) -> bool | int | str | None:
        """As the list keeps it; what was held and is unchanged stays as it was written."""
        words = text.lower()
        if not words:
            return None
        if kind == Kind.YES_NO and words in (*YES, *NO, _("yes"), _("no")):
            return words in (*YES, _("yes"))
        if kind == Kind.MONEY:
            try:
                return price_text(read_price(words))
            except ValidationError as refusal:
                self.add_error("unless_said", refusal)
                return None
        if kind == Kind.NUMBER and NUMBER.fullmatch(words):
            held = self.first.get("unless_said")
            return held if not isinstance(held, bool) and isinstance(held, int | str) and str(held) == words else words
        wanted = _("Write yes or no.") if kind == Kind.YES_NO else _("Write a number, such as 3 or 2.5.")
        self.add_error("unless_said", wanted)
        return None

    def put(self) -> Document:
        document = super().put()
        code = self.rows[0]["code"]
        if self.cleaned_data.get("overrun"):
            return {**document, "overrun": code}
        if document.get("overrun") == code:
            return {key: value for key, value in document.items() if key != "overrun"}
        return document

    def judge(self, faults: Sequence[tuple[str, str]]) -> None:
        own = f"facts[{self._places()[0]}].overrun"
        super().judge([(own if at == "overrun" else at, words) for at, words in faults])
