"""What those who come need, in groups to tick, with the number or the dog that is asked about with some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from venues.access.needs import NEEDS, Need, Question
from venues.access.words import need_groups, need_label

ASKED = {need.asks.name: need.asks for need in NEEDS.values() if need.asks}
NEEDED = ("needs", *ASKED)  # the names of all that must never stand in an address
MOST = 500


@dataclass(frozen=True)
class NeedGroup:
    """Boxes to tick about one thing, each with what is asked together with it; `is_folded` until it is wanted."""

    name: str
    boxes: list[tuple[BoundWidget, BoundField | None]]
    is_folded: bool

    @property
    def ticked(self) -> int:
        return sum(bool(box.data["selected"]) for box, _asked in self.boxes)

    @property
    def is_open(self) -> bool:
        """Whether anything in it is ticked, written or wrong."""
        return bool(self.ticked) or any(asked and (asked.value() or asked.errors) for _box, asked in self.boxes)


class NeedsForm(forms.Form):
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do those who come need?"),
        required=False,
        help_text=gettext_lazy("Kept for this visit only, and never in an address."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Tick only what is in the list of access needs.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = self.fields["needs"]
        assert isinstance(needs, forms.MultipleChoiceField)
        needs.choices = [(code, need_label(need)) for code, need in NEEDS.items()]
        self.fields.update({name: _box(asks) for name, asks in ASKED.items()})
        self.order_fields([name for name in self.fields if name not in NEEDED])

    def need_groups(self) -> Iterator[NeedGroup]:
        """Each need to tick: the common ones in sight, the others folded by what they are about."""
        boxes = {str(box.data["value"]): box for box in self["needs"].subwidgets}
        for number, (name, needs) in enumerate(need_groups()):
            asked = [(boxes[need.code], self[need.asks.name] if need.asks else None) for need in needs]
            yield NeedGroup(name, asked, is_folded=number > 0)

    @property
    def has_needs(self) -> bool:
        """Whether any is ticked, or wrong."""
        return any(self[name].value() or self[name].errors for name in NEEDED)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for need in NEEDS.values():
            if need.asks and need.asks.is_number and {"needs", need.asks.name} <= cleaned.keys():
                self._take_number(need, need.asks, cleaned)
        return cleaned

    def _take_number(self, need: Need, asks: Question, cleaned: dict[str, Any]) -> None:
        """A number that is given says that it is needed, ticked or not."""
        is_ticked = need.code in cleaned["needs"]
        if cleaned[asks.name] is None and is_ticked:
            self.add_error(asks.name, _("Say how many, in figures, for example %(least)s.") % {"least": asks.at_least})
        elif cleaned[asks.name] is not None and not is_ticked:
            cleaned["needs"] = [*cleaned["needs"], need.code]

    @property
    def said(self) -> dict[str, int]:
        """What was said together with the needs that are ticked."""
        ticked = [NEEDS[code].asks for code in self.cleaned_data["needs"]]
        return {asks.name: int(said) for asks in ticked if asks and (said := self.cleaned_data[asks.name])}


def known_needs(kept: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """What a visit kept, as a form would send it; needs that are no more are left out."""
    needs = [code for code in kept.get("needs", []) if code in NEEDS]
    return {"needs": needs, **{name: [str(kept[name])] for name in ASKED if kept.get(name)}}


def _box(asks: Question) -> forms.Field:
    if not asks.is_number:
        return forms.BooleanField(label=_(asks.words), required=False)
    facts = {"least": asks.at_least, "most": MOST}
    wrong = _("Write how many in figures, from %(least)s to %(most)s.") % facts
    return forms.IntegerField(
        label=_(asks.words),
        required=False,
        min_value=asks.at_least,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )
