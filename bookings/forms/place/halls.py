"""What a manager types about a hall that can be divided: its parts, and which of them are let."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from venues.files.contents import RoomRow
from venues.files.rearranging import HallPlan, PartPlan

LEAST, MOST = 2, 4


class HallForm(forms.Form):
    """`plan` is the hall as typed, once the form is valid."""

    all_optional = True  # each box that may stay empty says so itself
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    name = Line(
        label=gettext_lazy("What is all of it called?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("For example: Whole hall."),
    )
    is_let = forms.BooleanField(label=gettext_lazy("All of it can be hired"), required=False)

    def __init__(
        self,
        *args: Any,
        now: HallPlan | None,
        others: Sequence[RoomRow] = (),
        combined: Sequence[RoomRow] = (),
        is_fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        """`now` is how the hall stands; `others` are the rooms outside it, and `combined` those of some of its parts.

        A fixed one keeps its parts; only what they are called and whether they are let can change.
        """
        super().__init__(*args, **kwargs)
        self.now, self.others, self.combined, self.is_fixed = now, others, combined, is_fixed
        self.plan: HallPlan | None = None
        parts = now.parts if now else ()
        self.most = len(parts) if is_fixed else max(MOST, len(parts))
        for number in range(self.most):
            self.fields.update(_part_fields(number, required=is_fixed or number < LEAST))
        if not self.is_bound and not self.initial.keys() - {"seen"}:
            self.initial.update(name=now.name if now else "", is_let=now.is_let if now else True)
            for number in range(self.most):
                part = (
                    parts[number]
                    if number < len(parts)
                    else PartPlan(_example(number, others) if not parts else "", True)
                )
                self.initial[f"part-{number}-name"] = part.name
                self.initial[f"part-{number}-is_let"] = part.is_let
                self.initial[f"part-{number}-is_shared"] = part.is_shared

    def parts(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        for number in range(self.most):
            yield self[f"part-{number}-name"], self[f"part-{number}-is_let"], self[f"part-{number}-is_shared"]

    def names(self) -> list[str]:
        """The parts as they stand in the boxes, right or wrong."""
        values = [self[f"part-{number}-name"].value() for number in range(self.most)]
        return [" ".join(str(value).split()) for value in values if value and str(value).strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        held = self.now.parts if self.now else ()
        parts = []
        for number in range(self.most):
            name = cleaned.get(f"part-{number}-name")
            if name:
                cell = held[number].cell if number < len(held) else ""
                shared = bool(cleaned.get(f"part-{number}-is_shared"))
                parts.append(PartPlan(name, bool(cleaned.get(f"part-{number}-is_let")), cell, shared))
        if cleaned.get("is_let") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say what all of it is called, such as Whole hall."))
        self._check_names(cleaned)
        self._check_none_is_needed(cleaned)
        self._check_shared(cleaned)
        if not cleaned.get("is_let"):
            self._check_all_are_let(cleaned)
        if not self.errors:
            self.plan = HallPlan(cleaned["name"], cleaned["is_let"], tuple(parts))
        return cleaned

    def _check_names(self, cleaned: dict[str, Any]) -> None:
        retired = {room.name.casefold(): room.retired_on is not None for room in self.others}
        for box in ("name", *(f"part-{number}-name" for number in range(self.most))):
            name = (cleaned.get(box) or "").casefold()
            if name and retired.get(name):
                words = _("A retired room has this name. Give that one another name first, or choose another here.")
                self.add_error(box, words)
            elif name in retired:
                self.add_error(box, _("Another room has this name; people could not tell them apart."))
            if name:
                retired.setdefault(name, False)

    def _check_none_is_needed(self, cleaned: dict[str, Any]) -> None:
        """A part that goes may not be in a room made of some parts: what would that be?"""
        for number, part in enumerate(self.now.parts if self.now else ()):
            room = next((room for room in self.combined if part.cell in room.cells), None)
            if room and not cleaned.get(f"part-{number}-name"):
                words = _("“%(room)s” is made of this part and another. Retire that room first.")
                self.add_error(f"part-{number}-name", words % {"room": room.name})

    def _check_shared(self, cleaned: dict[str, Any]) -> None:
        for number in range(self.most):
            if cleaned.get(f"part-{number}-is_shared") and cleaned.get(f"part-{number}-is_let"):
                words = _("What is shared cannot be hired by itself: nothing would keep two hires of it apart.")
                self.add_error(f"part-{number}-is_shared", words)

    def _check_all_are_let(self, cleaned: dict[str, Any]) -> None:
        """By itself, or in a room made of some parts."""
        held = self.now.parts if self.now else ()
        combined = {cell for room in self.combined for cell in room.cells}
        for number in range(self.most):
            if number < len(held) and held[number].cell in combined:
                continue
            if cleaned.get(f"part-{number}-name") and not cleaned.get(f"part-{number}-is_let"):
                words = _("This part could never be hired: let it by itself, or all of the hall, or both.")
                self.add_error(f"part-{number}-is_let", words)


def _example(number: int, others: Sequence[RoomRow]) -> str:
    """What a part is most often called, unless another room is called so."""
    names = [_("Front half"), _("Back half")]
    if number >= len(names) or any(names[number].casefold() == room.name.casefold() for room in others):
        return ""
    return names[number]


def _part_fields(number: int, *, required: bool) -> dict[str, forms.Field]:
    return {
        f"part-{number}-name": Line(
            label=_("Part %(number)s") % {"number": number + 1},
            max_length=80,
            required=required,
            help_text="" if number < LEAST else _("Leave it empty if the hall has no more parts."),
            error_messages={
                "required": _("Say what this part is called. A hall that can be divided has two at least.")
            },
        ),
        f"part-{number}-is_let": forms.BooleanField(
            label=_("Part %(number)s can be hired by itself") % {"number": number + 1}, required=False
        ),
        f"part-{number}-is_shared": forms.BooleanField(
            label=_("Part %(number)s is shared") % {"number": number + 1},
            required=False,
            help_text=_("Such as a kitchen between two halls: whoever has a room with it uses it together."),
        ),
    }
