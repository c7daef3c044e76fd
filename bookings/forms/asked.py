"""What a price list asks of whoever books, as fields of the form, and the answers read from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.asking import Answers, Counted, Questions, Said, counted, is_by_time
from bookings.forms.unmarked import unmarked
from venues.money import Money, to_pence
from venues.tariffs import ExtraAsked, FactMissing, ProductMissing, Refusal
from venues.tariffs.quotes import OCCASION
from venues.tariffs.rows import Extra, FactAsked, Kind
from venues.tariffs.words import Names
from venues.tariffs.words.asking import extra_words
from venues.tariffs.words.definitions import product_words

NONE_OF_THEM = "*"  # no code has this sign
MOST = 9_999
MOST_HOURS = 24 * 31
WAY, BEFORE, AFTER = "way", "before", "after"
FIGURES = {
    "invalid": gettext_lazy("Write it in figures, for example 12."),
    "min_value": gettext_lazy("It cannot be less than %(limit_value)s."),
    "max_value": gettext_lazy("It can be at most %(limit_value)s."),
    "max_digits": gettext_lazy("That number is too long. Check it."),
    "max_decimal_places": gettext_lazy("At most two figures after the point."),
    "max_whole_digits": gettext_lazy("That number is too long. Check it."),
}


@dataclass(frozen=True)
class AskedFields:
    """The questions by their names in the form; `currency` is that of the list."""

    questions: Questions
    names: Names
    currency: str

    @cached_property
    def about_the_hire(self) -> dict[str, forms.Field]:
        asked = self.questions
        fields: dict[str, forms.Field] = {}
        if asked.occasions:
            fields[OCCASION] = self._occasion()
        if asked.products:
            fields[WAY] = self._way()
        for fact in asked.facts:
            fields[f"fact-{fact.code}"] = self._fact(fact)
        if asked.setting_up:
            fields[BEFORE] = _minutes(gettext_lazy("Of that time, how many minutes are to set up?"))
            fields[AFTER] = _minutes(gettext_lazy("And how many minutes to clear away?"))
        return fields

    @cached_property
    def extras(self) -> dict[str, forms.Field]:
        return {name: field for extra in self.questions.extras for name, field in self._extra(extra)}

    def answers(self, found: Mapping[str, Any]) -> Answers:
        """From what the fields made of what was typed."""
        occasion = found.get(OCCASION)
        return Answers(
            occasion=None if occasion == NONE_OF_THEM else occasion,
            product=found.get(WAY) or None,
            extras=tuple(self._wanted(found)),
            facts=dict(self._said(found)),
            before=found.get(BEFORE) or 0,
            after=found.get(AFTER) or 0,
        )

    def _occasion(self) -> forms.Field:
        return forms.ChoiceField(
            label=_("What is the hire for?"),
            help_text=_("The price depends on it."),
            choices=[
                *((each.code, each.name) for each in self.questions.occasions),
                (NONE_OF_THEM, _("None of these")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what the hire is for, or “None of these”.")},
        )

    def _way(self) -> forms.Field:
        ways = [(each.code, product_words(each, self.names)) for each in self.questions.products]
        if not self.questions.must_choose:
            ways = [("", _("Whichever is cheapest")), *ways]
        field = forms.ChoiceField(
            label=_("How do you want to hire it?"), choices=ways, required=False, widget=forms.RadioSelect
        )
        return unmarked(field)

    def _fact(self, fact: FactAsked) -> forms.Field:
        label, hint = self.names.question(fact.code), self._unless_said(fact)
        if fact.kind is Kind.YES_NO:
            field: forms.Field = forms.TypedChoiceField(
                label=label,
                help_text=hint,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                coerce=lambda said: said == "yes",
                empty_value=None,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "in-row"}),
            )
        else:
            money = fact.kind is Kind.MONEY
            field = forms.DecimalField(
                label=label,
                help_text=hint or (_("A sum, for example 12.50.") if money else ""),
                required=False,
                min_value=0,
                max_digits=9,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal"}),
                error_messages=FIGURES,
            )
        return field if fact.unless_said is not None else unmarked(field)

    def _unless_said(self, fact: FactAsked) -> str:
        said = fact.unless_said
        if said is None:
            return ""
        if isinstance(said, bool):
            words = _("yes") if said else _("no")
        else:
            words = str(Money(int(said), self.currency)) if fact.kind is Kind.MONEY else f"{said.normalize():f}"
        return _("If you say nothing: %(answer)s.") % {"answer": words}

    def _extra(self, extra: Extra) -> Iterator[tuple[str, forms.Field]]:
        words, how = extra_words(extra, self.names, self.currency), counted(extra)
        name = f"extra-{extra.code}"
        if how is Counted.WANTED:
            yield name, forms.BooleanField(label=extra.name, help_text=words, required=False)
        else:
            people = how is Counted.PEOPLE
            pattern = _("%(extra)s: for how many people?") if people else _("%(extra)s: how many?")
            yield name, _number(pattern % {"extra": extra.name}, words, most=MOST if people else extra.stock or MOST)
        if is_by_time(extra):
            yield f"{name}-hours", _hours(_("%(extra)s: for how many hours?") % {"extra": extra.name})

    def _wanted(self, found: Mapping[str, Any]) -> Iterator[ExtraAsked]:
        for extra in self.questions.extras:
            number = int(found.get(f"extra-{extra.code}") or 0)
            hours = found.get(f"extra-{extra.code}-hours")
            if number:
                yield ExtraAsked(extra.code, number, int(hours * 60) if hours else None)

    def _said(self, found: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
        for fact in self.questions.facts:
            said = found.get(f"fact-{fact.code}")
            if isinstance(said, Decimal):
                yield fact.code, to_pence(said) if fact.kind is Kind.MONEY else said
            elif said is not None:
                yield fact.code, bool(said)


def field_for(refusal: Refusal) -> str:
    """The name of the field that would answer it."""
    if isinstance(refusal, ProductMissing):
        return WAY
    assert isinstance(refusal, FactMissing), "nothing else is a question"
    return refusal.fact if refusal.fact in (OCCASION, "people") else f"fact-{refusal.fact}"


def _number(label: str, hint: str, *, most: int) -> forms.Field:
    field = forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages=FIGURES,
    )
    return unmarked(field)


def _minutes(label: Any) -> forms.Field:
    return _number(label, "", most=MOST)


def _hours(label: str) -> forms.Field:
    field = forms.DecimalField(
        label=label,
        help_text=_("Leave it empty for as long as the hire."),
        required=False,
        min_value=Decimal("0.25"),
        max_value=MOST_HOURS,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "0.25"}),
        error_messages=FIGURES,
    )
    return unmarked(field)
