"""What changes a price: more or less, limits, setting up, and who pays as somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bookings.forms.place.money import LengthField, PriceField, length_text, price_text
from bookings.forms.place.rules.form import WHEN, Rows, RuleForm, code_for, codes_in, name_field
from bookings.forms.place.rules.ways import PercentText
from bookings.forms.place.rules.when import RANK, read_when, when_fields, when_initial
from venues.tariffs.rows import HIRE, TOTAL

MORE, LESS = "more", "less"


class _WithConditions(RuleForm):
    """A rule of one row, with boxes for when it holds."""

    has_rank = False

    def build(self, number: int | None) -> None:
        self.fields |= self.own_fields()
        self.fields |= when_fields(WHEN, self.choices, has_rank=self.has_rank)
        self.initial.update({**self.own_initial(), **when_initial(WHEN, self.conditions_held())})

    def own_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def own_initial(self) -> dict[str, Any]:
        return dict(self.first)

    def conditions_held(self) -> dict[str, Any]:
        return dict(self.first)

    def conditions(self) -> dict[str, Any]:
        return read_when(WHEN, self.cleaned_data, self.conditions_held(), self.choices)

    def named(self) -> dict[str, Any]:
        """Its code and its name."""
        name, taken = self.cleaned_data.get("name", ""), codes_in(self.document, self.rule.table)
        return {"code": code_for(name, held=self.first, taken=taken), "name": name}

    def needs(self, name: str, words: str) -> Any:
        found = self.cleaned_data.get(name)
        if found in (None, "") and not self.has_error(name):
            self.add_error(name, words)
        return found


class AdjustmentForm(_WithConditions):
    def own_fields(self) -> dict[str, forms.Field]:
        return {
            "name": name_field(_("What is it called?"), _("As people read it on their bill: Ten dates or more.")),
            "sign": forms.ChoiceField(
                label=_("More or less?"),
                choices=[(LESS, _("Less: a discount")), (MORE, _("More: a surcharge"))],
                widget=forms.RadioSelect(attrs={"class": "in-row"}),
                initial=LESS,
            ),
            "of": forms.ChoiceField(
                label=_("How is it counted?"),
                choices=[
                    ("percent", _("Per cent of the hire")),
                    ("per_hour", _("So much an hour")),
                    ("flat", _("A sum")),
                ],
            ),
            "amount": PercentText(
                label=_("How much?"),
                max_length=12,
                help_text=_("10 for ten per cent, 2.50 for a sum."),
                error_messages={"required": _("Write how much: 10, or 2.50.")},
            ),
            "order": forms.IntegerField(
                label=_("In which step is it reckoned?"),
                required=False,
                min_value=0,
                max_value=9,
                help_text=_(
                    "Empty for most. Those of one step start from the same sum; "
                    "those of a later step (1, 2 …) start from what is left."
                ),
                widget=forms.TextInput(attrs={"class": "sum", "inputmode": "numeric"}),
            ),
        }

    def own_initial(self) -> dict[str, Any]:
        of = next((of for of in ("percent", "per_hour", "flat") if of in self.first), None)
        if of is None:
            return {}
        text = str(self.first[of])
        return {
            "name": self.first["name"],
            "of": of,
            "sign": LESS if text.startswith("-") else MORE,
            "amount": text.removeprefix("-"),
            "order": self.first.get("order"),
        }

    def read(self) -> Rows:
        of, amount = self.cleaned_data.get("of", "percent"), self.cleaned_data.get("amount") or ""
        if of != "percent" and amount:
            amount = self._sum(amount)
        sign = "-" if self.cleaned_data.get("sign") == LESS else ""
        order = {"order": self.cleaned_data["order"]} if self.cleaned_data.get("order") else {}
        return [{**self.named(), **self.conditions(), of: f"{sign}{amount}", **order}]

    def _sum(self, amount: str) -> str:
        try:
            return price_text(PriceField().clean(amount))
        except forms.ValidationError as refusal:
            self.add_error("amount", refusal)
            return amount

    def field_at(self, row: int, key: str) -> str | None:
        return "amount" if key in ("percent", "per_hour", "flat") else super().field_at(row, key)


class LimitForm(_WithConditions):
    def own_fields(self) -> dict[str, forms.Field]:
        of = [(HIRE, _("the hire of each room")), (TOTAL, _("everything together")), *self.choices.groups]
        return {
            "name": name_field(_("What is it called?"), _("As people read it on their bill: At most for a day.")),
            "of": forms.ChoiceField(label=_("A limit of what?"), choices=of),
            "least": PriceField(label=_("Never less than"), required=False, max_length=20),
            "most": PriceField(label=_("Never more than"), required=False, max_length=20),
            "minutes": LengthField(
                label=_("How many hours does the most cover?"),
                required=False,
                help_text=_("Empty: however long. Else more time is charged on top."),
            ),
            "by_day": forms.BooleanField(label=_("It holds for each day"), required=False),
        }

    def own_initial(self) -> dict[str, Any]:
        minutes = self.first.get("minutes")
        return {**self.first, "minutes": None if minutes is None else length_text(minutes)}

    def read(self) -> Rows:
        typed = self.cleaned_data
        limits = {name: price_text(typed[name]) for name in ("least", "most") if typed.get(name) is not None}
        if not limits and not (self.has_error("least") or self.has_error("most")):
            self.add_error("most", _("Write the least, the most, or both."))
        minutes = {} if typed.get("minutes") is None else {"minutes": typed["minutes"]}
        by_day = {"by_day": True} if typed.get("by_day") else {}
        return [{**self.named(), "of": typed.get("of", HIRE), **self.conditions(), **limits, **minutes, **by_day}]


class SettingUpForm(_WithConditions):
    has_rank = True

    def own_fields(self) -> dict[str, forms.Field]:
        return {
            "percent": PercentText(
                label=_("Time for setting up and clearing away costs how many per cent of hire?"),
                max_length=12,
                help_text=_("50 for half, 0 for nothing, 100 for as much as hire."),
                error_messages={"required": _("Write how many per cent: 50, or 0.")},
            ),
            "free_minutes": LengthField(
                label=_("And how much of it is free?"), required=False, help_text=_("30 minutes, or hours: 1.")
            ),
        }

    def own_initial(self) -> dict[str, Any]:
        free = self.first.get("free_minutes")
        return {"percent": self.first.get("percent"), "free_minutes": length_text(free) if free else None}

    def read(self) -> Rows:
        free = self.cleaned_data.get("free_minutes")
        percent = self.cleaned_data.get("percent", "")
        return [{"percent": percent, **self.conditions(), **({"free_minutes": free} if free else {})}]


class PricedAsForm(_WithConditions):
    """The condition says who, the rest as whom."""

    has_rank = True

    def own_fields(self) -> dict[str, forms.Field]:
        return {"category": forms.ChoiceField(label=_("They pay what these pay"), choices=self.choices.category)}

    def own_initial(self) -> dict[str, Any]:
        return {"category": self.first.get("category")}

    def conditions_held(self) -> dict[str, Any]:
        rank = {RANK: self.first[RANK]} if RANK in self.first else {}
        return {**self.first.get("when", {}), **rank}

    def read(self) -> Rows:
        when = self.conditions()
        rank = {RANK: when.pop(RANK)} if RANK in when else {}
        return [{"category": self.cleaned_data.get("category", ""), **({"when": when} if when else {}), **rank}]

    def field_at(self, row: int, key: str) -> str | None:
        return self.box_at(WHEN, key.removeprefix("when.")) if key.startswith("when") else super().field_at(row, key)
