"""Extras, charges on top, money held and due on booking: a name, and one price or several with their conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from bookings.desk.price_rules import ALTERNATIVES
from bookings.forms.place.rules.form import NUMBER, Rows, RuleForm, code_for, codes_in, name_field
from bookings.forms.place.rules.ways import ITEMS, PercentText, WayBox, read_way, way_boxes, way_fields, way_initial
from bookings.forms.place.rules.when import WhenBoxes, read_when, when_boxes, when_fields, when_initial
from venues.tariffs.document import LONGEST_NAME

MOST = 12  # prices of one rule
NO_CONDITION = ("rank", "way", "of", "share", "gone")


@dataclass(frozen=True)
class PriceBoxes:
    """The boxes of one price: how it is charged, what belongs to that, when it holds, and the rest."""

    number: int
    way: forms.BoundField
    parts: list[WayBox]
    when: WhenBoxes
    more: list[forms.BoundField]


class ChargeForm(RuleForm):
    """Of several prices the one that fits most closely is charged."""

    def build(self, number: int | None) -> None:
        self.is_extra = self.rule.table not in ALTERNATIVES
        self.fields["name"] = name_field(_("What is it called?"), _("As it stands on the price list."))
        prices = self._prices()
        self.number = min(number if number is not None else max(len(prices), 1), MOST)
        self.fields[NUMBER] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=self.number)
        self.initial.update({"name": self.first.get("name")})
        if self.is_extra:
            self._build_extra()
        for index in range(self.number):
            self._build_price(index, prices[index] if index < len(prices) else {})

    def _build_extra(self) -> None:
        self.fields["stock"] = forms.IntegerField(
            label=_("How many are there?"),
            required=False,
            min_value=0,
            max_value=999_999,
            help_text=_("Nobody can book the third of two. Empty: as many as are asked for."),
            widget=forms.TextInput(attrs={"class": "sum", "inputmode": "numeric"}),
        )
        self.fields["group"] = Line(
            label=_("Does it belong to a group?"),
            required=False,
            max_length=60,
            help_text=_("Extras of one group, such as furniture, can have a limit together."),
        )
        if self.choices.tax:
            self.fields["tax"] = _tax_field(self.choices.tax)
        self.initial.update({name: self.first.get(name) for name in ("stock", "group", "tax")})

    def _build_price(self, index: int, held: dict[str, Any]) -> None:
        prefix = f"p{index}-"
        without = () if self.is_extra else ITEMS
        self.fields |= way_fields(prefix, self.choices, without=without)
        self.fields |= when_fields(prefix, self.choices)
        self.initial.update({**way_initial(prefix, held), **when_initial(prefix, held)})
        if not self.is_extra and index:
            self.fields[prefix + "name"] = Line(
                label=_("Is it called otherwise then?"),
                required=False,
                max_length=LONGEST_NAME,
                help_text=_("Empty: as above."),
            )
            name = held.get("name")
            self.initial[prefix + "name"] = None if name == self.first.get("name") else name
        if self.rule.table == "fees":
            if self.choices.tax:
                self.fields[prefix + "tax"] = _tax_field(self.choices.tax)
            label = _("It is taken from the bond, and is no part of the total")
            self.fields[prefix + "from_bond"] = forms.BooleanField(label=label, required=False)
            self.initial.update({prefix + "tax": held.get("tax"), prefix + "from_bond": held.get("from_bond", False)})
        if self.number > 1:
            gone = _("Take price %(number)d away") % {"number": index + 1}
            self.fields[prefix + "gone"] = forms.BooleanField(label=gone, required=False)

    @property
    def price_boxes(self) -> list[PriceBoxes]:
        return [self._boxes(index) for index in range(self.number)]

    @property
    def may_have_more(self) -> bool:
        return self.number < MOST

    @property
    def more_words(self) -> str:
        return _("Add another price, for others or at other times")

    def _boxes(self, index: int) -> PriceBoxes:
        prefix = f"p{index}-"
        more = [self[prefix + name] for name in ("name", "tax", "from_bond", "gone") if prefix + name in self.fields]
        return PriceBoxes(index + 1, self[prefix + "way"], way_boxes(self, prefix), when_boxes(self, prefix), more)

    def _prices(self) -> list[dict[str, Any]]:
        rows = [dict(row) for row in self.held]
        return rows[0]["prices"] if self.is_extra and rows else rows

    def read(self) -> Rows:
        held = self._prices()
        self.kept = [index for index in range(self.number) if self._is_kept(index)]
        prices = [(index, self._price(index, held[index] if index < len(held) else {})) for index in self.kept]
        if not prices:
            self.add_error("name", _("Leave one price at least, or take the whole rule away."))
        name = self.cleaned_data.get("name", "")
        if not self.is_extra:
            code = self._shared_code(name)
            return [{"code": code, "name": self._own_name(index) or name, **price} for index, price in prices]
        row: dict[str, Any] = {
            "code": code_for(name, held=self.first, taken=codes_in(self.document, "extras")),
            "name": name,
        }
        if group := slugify(self.cleaned_data.get("group") or "")[:60]:
            row["group"] = group
        if self.cleaned_data.get("stock") is not None:
            row["stock"] = self.cleaned_data["stock"]
        if self.cleaned_data.get("tax"):
            row["tax"] = self.cleaned_data["tax"]
        return [{**row, "prices": [price for _index, price in prices]}]

    def _own_name(self, index: int) -> str:
        return self.cleaned_data.get(f"p{index}-name") or ""

    def _shared_code(self, name: str) -> str:
        """That of the rows it was; a new one with the name of others is one more price of those."""
        table = self.rule.table
        others = {row["name"]: row["code"] for row in self.document.get(table, ())}
        if not self.held and name in others:
            return str(others[name])
        return code_for(name, held=self.first, taken=codes_in(self.document, table))

    def _is_kept(self, index: int) -> bool:
        """Whether it is a price at all: not taken away, and more than boxes that nobody filled in."""
        prefix = f"p{index}-"
        if self.cleaned_data.get(prefix + "gone"):
            for name in [name for name in self.errors if name.startswith(prefix)]:
                del self.errors[name]
            return False
        if self.number == 1 or index < len(self._prices()) or any(name.startswith(prefix) for name in self.errors):
            return True
        asked = [name for name in self.fields if name.startswith(prefix)]
        said = [name for name in asked if name.removeprefix(prefix) not in NO_CONDITION]
        on_application = self.cleaned_data.get(prefix + "way") == "on_application"
        return on_application or any(self.cleaned_data.get(name) not in (None, "", [], False) for name in said)

    def _price(self, index: int, held: dict[str, Any]) -> dict[str, Any]:
        prefix = f"p{index}-"
        row = {**read_way(self, prefix), **read_when(prefix, self.cleaned_data, held, self.choices)}
        if self.cleaned_data.get(prefix + "tax"):
            row["tax"] = self.cleaned_data[prefix + "tax"]
        if self.cleaned_data.get(prefix + "from_bond"):
            row["from_bond"] = True
        return row

    def field_at(self, row: int, key: str) -> str | None:
        if not self.is_extra:
            return self.box_at(f"p{self.kept[row]}-", key) or self.box_at("", key)
        price = re.match(r"prices\[([0-9]+)\]\.?(.*)", key)
        return self.box_at(f"p{self.kept[int(price[1])]}-", price[2]) if price else self.box_at("", key)


def _tax_field(name: str) -> forms.Field:
    words = _("Its own %(tax)s, in per cent") % {"tax": name}
    return PercentText(label=words, required=False, max_length=12, help_text=_("Empty: as for the whole list."))
