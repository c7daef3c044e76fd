"""What a hall types of its agreement with one hirer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.fields import DayField
from bookings.forms.first_call import FirstCallFields
from venues.models import Category, Room

WHAT = {"category", "percent_off"}


class SpecialTermsForm(FirstCallFields):
    category = forms.TypedChoiceField(
        label=gettext_lazy("Which price do they pay?"),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these prices.")},
    )
    percent_off = forms.DecimalField(
        label=gettext_lazy("Per cent off that price"),
        required=False,
        max_digits=5,
        decimal_places=2,
        max_value=Decimal(100),
        help_text=gettext_lazy("Of the hire, not of extras. 100 makes the hire free. Leave it empty for none."),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "any"}),
        error_messages={
            "invalid": gettext_lazy("Write the number in figures, for example 20 or 12.5."),
            "max_value": gettext_lazy("At most 100 per cent can come off."),
            "max_digits": gettext_lazy("At most 100 per cent can come off."),
            "max_whole_digits": gettext_lazy("At most 100 per cent can come off."),
            "max_decimal_places": gettext_lazy("Use at most two decimals."),
        },
    )
    since = DayField(label=gettext_lazy("For hires from"))
    until = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("The last day it holds for. The desk is told a month before; then agree it anew."),
        error_messages={"required": gettext_lazy("Say until when: an agreement is looked at again some day.")},
    )
    agreed_by = Line(
        label=gettext_lazy("Who agreed it?"),
        max_length=120,
        help_text=gettext_lazy("For example: the committee."),
        error_messages={"required": gettext_lazy("Say who agreed it.")},
    )
    agreed_on = DayField(label=gettext_lazy("Agreed on"))
    words = Line(
        label=gettext_lazy("What was agreed, and why?"),
        max_length=300,
        help_text=gettext_lazy("The group reads this too."),
        error_messages={"required": gettext_lazy("Say why, for whoever looks after you.")},
    )

    def __init__(
        self, data: Any = None, *, categories: Sequence[Category], rooms: Sequence[Room] = (), today: date
    ) -> None:
        super().__init__(data, initial={"since": today, "agreed_on": today, "call_room": ""})
        self.offer_rooms(rooms)
        self.today = today
        by_code = {category.code: category for category in categories}
        field = self.fields["category"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", _("The price that they choose when they book")),
            *((code, category.name) for code, category in by_code.items()),
        ]
        field.coerce = by_code.__getitem__

    def clean_percent_off(self) -> Decimal | None:
        off: Decimal | None = self.cleaned_data["percent_off"]
        if off is not None and off <= 0:
            raise ValidationError(_("Type more than 0, or leave it empty."))
        return off

    def clean_agreed_on(self) -> date:
        day: date = self.cleaned_data["agreed_on"]
        if day > self.today:
            raise ValidationError(_("It cannot have been agreed on a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        call = self.first_call(found)
        nothing = found.get("category") is None and found.get("percent_off") is None and call is None
        if nothing and not any(name in WHAT or name.startswith("call_") for name in self.errors):
            words = _("Choose a price, or say how many per cent come off, or give first call below.")
            self.add_error("percent_off", words)
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first one. Check both."))
        return {**{name: value for name, value in found.items() if not name.startswith("call_")}, "first_call": call}


class EndTermsForm(forms.Form):
    last_day = DayField(label=gettext_lazy("The last day that it holds for"))

    def __init__(self, data: Any = None, *, today: date, since: date) -> None:
        super().__init__(data, initial={"last_day": max(today, since)})
        self.since = since

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.since:
            raise ValidationError(_("That is before its first day. If it was never right, take it away."))
        return day
