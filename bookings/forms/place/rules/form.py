"""What every form of a rule has: the rows it was, the list it stands in, and the rows that it says now."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.price_rules import Document, Rule, rules_in, with_rows
from bookings.forms.place.rules.choices import Choices
from bookings.forms.place.rules.when import FACT, WhenBoxes, when_boxes
from venues.tariffs.document import LONGEST_NAME

Rows = list[dict[str, Any]]
WHEN = "w-"  # begins the names of the boxes that say when a rule holds
NUMBER = "number"  # how many prices or steps have boxes


class RuleForm(forms.Form):
    """One rule of a price list; once it is valid, `rows` are what the list keeps of it."""

    all_optional = True
    rows: Rows

    def __init__(
        self, data: Any = None, *, rule: Rule, document: Document, choices: Choices, number: int | None = None
    ) -> None:
        """`number` is how many prices have boxes, where a rule has several; else as many as there are."""
        self.rule, self.document, self.choices = rule, document, choices
        self.held: Sequence[Mapping[str, Any]] = rule.held(document)
        super().__init__(data)
        self.build(number)

    def build(self, number: int | None) -> None:
        """Make the boxes, and fill them with what is held."""
        raise NotImplementedError

    def read(self) -> Rows:
        """The rows as they are typed; faults are noted beside their boxes."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.rows = self.read()
        return cleaned

    def put(self) -> Document:
        """The list with this rule in its place."""
        return with_rows(self.document, self.rule, self.rows)

    @property
    def first(self) -> Mapping[str, Any]:
        return self.held[0] if self.held else {}

    @property
    def plain(self) -> list[forms.BoundField]:
        """The boxes that are not about when it holds, nor about one price of several."""
        return [self[name] for name in self.fields if not re.match(rf"{WHEN}|p[0-9]+-", name)]

    @property
    def when(self) -> WhenBoxes:
        return when_boxes(self, WHEN)

    def field_at(self, row: int, key: str) -> str | None:
        """The box for what stands at a place of one of the rows, such as `people` or `prices[1].per_hour`."""
        return self.box_at("", key) or self.box_at(WHEN, key)

    def box_at(self, prefix: str, key: str) -> str | None:
        head, _dot, rest = key.partition(".")
        head = re.sub(r"\[.*", "", head)
        names = [FACT + rest.partition(".")[0]] if head == "fact" else [head, *BESIDE.get(head, ())]
        return next((prefix + name for name in names if prefix + name in self.fields), None)

    def judge(self, faults: Sequence[tuple[str, str]]) -> None:
        """Note what is wrong with the list, each fault beside the box that it is about."""
        for place, words in faults:
            found = re.match(rf"{self.rule.table}(?:\[([0-9]+)\])?\.?(.*)", place)
            place_in_table = int(found[1] or 0) if found else -1
            own = self._places()
            box = self.field_at(own.index(place_in_table), found[2]) if found and place_in_table in own else None
            if not (box and self.has_error(box)):
                self.add_error(box, words)

    def placed(self) -> Rule:
        """This rule where it stands once it is in the list; with the others of its code."""
        places = self._places()
        return next(rule for rule in rules_in(self.put(), self.rule.table) if places[0] in rule.places)

    def _places(self) -> list[int]:
        table = self.put()[self.rule.table]
        return [place for place, row in enumerate(table) if any(row is own for own in self.rows)]

    def fill(self, typed: QueryDict) -> None:
        """Show what was typed so far, unjudged."""
        for name, field in self.fields.items():
            if name != NUMBER:
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)


BESIDE = {  # the box for an entry that has none of its own
    **dict.fromkeys(("flat", "once", "per_hour", "per_session", "per_day", "per_person", "per_item"), ("price",)),
    **dict.fromkeys(("per", "per_fact", "or_percent"), ("price",)),
    "then_per_hour": ("then",),
    "code": ("name", "question"),
    "": ("rank", "way", "name", "question"),
}


def name_field(label: Any, help_text: Any = "") -> forms.Field:
    return Line(
        label=label,
        max_length=LONGEST_NAME,
        help_text=help_text,
        error_messages={"required": gettext_lazy("Give it a name.")},
    )


def code_for(name: str, *, held: Mapping[str, Any], taken: Collection[str]) -> str:
    """The code it has already, or one made of its name."""
    if "code" in held:
        return str(held["code"])
    stem = slugify(name)[:50] or "rule"
    return next(code for code in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if code not in taken)


def codes_in(document: Document, *tables: str) -> set[str]:
    return {row["code"] for table in tables for row in document.get(table, ())}
