"""What comes back when somebody gives a booking up: steps of notice, typed one to a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.place.money import PriceField, price_text
from bookings.forms.place.rules.form import NUMBER, WHEN, Rows, RuleForm
from bookings.forms.place.rules.when import read_when, when_fields, when_initial
from venues.tariffs.cancelling_rows import MOST_NOTICE, PERCENT, SHARE
from venues.tariffs.scales import Counted, Notice

MOST, SHOWN = 12, 3  # steps, and how many have boxes at first
NAMES = ("category", "room", "occasion")
EXCEPTIONS = {
    "unless_relet": gettext_lazy("Nothing is charged if somebody else books the hours"),
    "as_credit": gettext_lazy("Where a part comes back, it is a credit for their next hire, no money"),
}
SUMS = ("fee", "least_kept", "most_kept")


class RefundField(Line):
    """Per cent, or a part of it such as 2/3; all and nothing have figures."""

    widget = forms.TextInput(attrs={"class": "sum", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        words = super().clean(value).lower().removesuffix("%").strip()
        named = {_("all"): "100", "all": "100", _("nothing"): "0", "nothing": "0", _("half"): "50", "half": "50"}
        text = named.get(words, words)
        if text and not (PERCENT.fullmatch(text) or SHARE.fullmatch(text)):
            raise ValidationError(_("Write how many per cent come back: 100, 50, or a part: 2/3."), code="invalid")
        return text


@dataclass(frozen=True)
class StepBoxes:
    """The boxes of one step: notice and share, and the sums that few lists have."""

    main: list[forms.BoundField]
    sums: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        return any(box.errors or box.value() not in (None, "") for box in self.sums)


class ScaleForm(RuleForm):
    def build(self, number: int | None) -> None:
        steps = self.first.get("steps", [])
        self.number = min(number if number is not None else max(len(steps), SHOWN), MOST)
        self.fields[NUMBER] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=self.number)
        self.fields["notice"] = forms.ChoiceField(
            label=_("Notice is counted in"),
            choices=[
                (Notice.DAYS, _("days")),
                (Notice.WEEKS, _("weeks")),
                (Notice.MONTHS, _("months")),
                (Notice.HOURS, _("hours")),
                (Notice.WORKING_DAYS, _("working days")),
            ],
            help_text=_(
                "A step of 0 holds until the hire begins. With less notice than the last step says, nothing comes back."
            ),
        )
        self.fields["counted"] = forms.ChoiceField(
            label=_("Which days count?"),
            choices=[
                (Counted.FULL, _("Whole days, to the hour at which the hire begins")),
                (Counted.DATES, _("By the date alone, whatever the hour")),
                (Counted.CLEAR, _("Clear days: neither the day of the notice nor the day of the hire")),
            ],
            help_text=_("Hours are counted as they pass."),
        )
        self.initial.update({"notice": self.first.get("notice"), "counted": self.first.get("counted", Counted.FULL)})
        for name, label in EXCEPTIONS.items():
            self.fields[name] = forms.BooleanField(label=label, required=False, initial=self.first.get(name, False))
        for index in range(self.number):
            self._build_step(f"p{index}-", steps[index] if index < len(steps) else {})
        self.fields |= when_fields(WHEN, self.choices, names=NAMES)
        self.initial.update(when_initial(WHEN, self.first))

    def _build_step(self, prefix: str, held: dict[str, Any]) -> None:
        boxes: dict[str, forms.Field] = {
            "at_least": forms.IntegerField(
                label=_("With at least so much notice"),
                required=False,
                min_value=0,
                widget=forms.TextInput(attrs={"class": "sum", "inputmode": "numeric"}),
            ),
            "refund": RefundField(label=_("So many per cent come back"), required=False, max_length=12),
            "fee": PriceField(label=_("Less a fee of"), required=False, max_length=20),
            "least_kept": PriceField(label=_("You keep at least"), required=False, max_length=20),
            "most_kept": PriceField(label=_("You keep at most"), required=False, max_length=20),
        }
        self.fields |= {prefix + name: field for name, field in boxes.items()}
        self.initial.update({prefix + name: held.get(name) for name in boxes})

    @property
    def step_boxes(self) -> list[StepBoxes]:
        return [
            StepBoxes(
                [self[f"p{index}-{name}"] for name in ("at_least", "refund")],
                [self[f"p{index}-{name}"] for name in SUMS],
            )
            for index in range(self.number)
        ]

    @property
    def may_have_more(self) -> bool:
        return self.number < MOST

    @property
    def more_words(self) -> str:
        return _("Add a step")

    def read(self) -> Rows:
        self.kept = [index for index in range(self.number) if self._is_said(index)]
        notice, counted = self.cleaned_data.get("notice", Notice.DAYS), self.cleaned_data.get("counted", Counted.FULL)
        if not self.kept and not self.errors:
            self.add_error("p0-at_least", _("Write one step at least: 14 days, 100 per cent."))
        of_days = {} if notice == Notice.HOURS or counted == Counted.FULL else {"counted": str(counted)}
        steps = sorted(((self._step(index, notice), index) for index in self.kept), key=_longest_first)
        self.kept = [index for _step, index in steps]
        when = read_when(WHEN, self.cleaned_data, self.first, self.choices)
        said = {name: True for name in EXCEPTIONS if self.cleaned_data.get(name)}
        return [{**when, "notice": str(notice), **of_days, **said, "steps": [step for step, _index in steps]}]

    def _is_said(self, index: int) -> bool:
        prefix = f"p{index}-"
        names = [name for name in self.fields if name.startswith(prefix)]
        return any(self.cleaned_data.get(name) not in (None, "") or self.has_error(name) for name in names)

    def _step(self, index: int, notice: str) -> dict[str, Any]:
        typed = {name: self.cleaned_data.get(f"p{index}-{name}") for name in ("at_least", "refund", *SUMS)}
        wanted = {"at_least": _("Write how much notice; 0 for any."), "refund": _("Write how many per cent come back.")}
        for name, words in wanted.items():
            if typed[name] in (None, "") and not self.has_error(f"p{index}-{name}"):
                self.add_error(f"p{index}-{name}", words)
        most = MOST_NOTICE[Notice(notice)]
        if (typed["at_least"] or 0) > most:
            words = _("That is more notice than anyone gives: at most %(most)d.")
            self.add_error(f"p{index}-at_least", words % {"most": most})
        sums = {name: price_text(pence) for name in SUMS if (pence := typed[name]) is not None}
        return {"at_least": typed["at_least"] or 0, "refund": typed["refund"] or "", **sums}

    def field_at(self, row: int, key: str) -> str | None:
        step = re.match(r"steps\[([0-9]+)\]\.?(.*)", key)
        return f"p{self.kept[int(step[1])]}-{step[2] or 'at_least'}" if step else super().field_at(row, key)


def _longest_first(step: tuple[dict[str, Any], int]) -> int:
    return -int(step[0]["at_least"])
