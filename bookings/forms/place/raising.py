"""By how many per cent to raise a price list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class PercentField(forms.DecimalField):
    """5, 2.5 or 5%."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().removesuffix("%").strip() if isinstance(value, str) else value)


class RaiseForm(forms.Form):
    """All prices dearer by so many per cent, rounded."""

    all_optional = True
    percent = PercentField(
        label=gettext_lazy("Raise all prices by how many per cent?"),
        min_value=Decimal(-90),
        max_value=Decimal(200),
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "sum", "inputmode": "decimal"}),
        error_messages={
            "required": gettext_lazy("Say by how many per cent."),
            "invalid": gettext_lazy("Write the per cent in figures: 5, or 2.5."),
            "min_value": gettext_lazy("That would leave next to nothing. Write at least -90."),
            "max_value": gettext_lazy("That is more than three times as much. Write at most 200."),
        },
    )
    to = forms.TypedChoiceField(
        label=gettext_lazy("Rounded to"),
        coerce=int,
        choices=[("1", "1p"), ("5", "5p"), ("10", "10p"), ("25", "25p"), ("50", "50p"), ("100", "£1")],
        initial="10",
    )
