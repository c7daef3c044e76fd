"""Let somebody off what is due of a date that they gave up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.place.money import PriceField
from venues.money import Money


class WaiveForm(forms.Form):
    """How much is left to pay, and why: the hirer reads the reason."""

    leaves = PriceField(
        label=gettext_lazy("How much do they still pay?"),
        help_text=gettext_lazy("0 lets them off all of it."),
        max_length=20,
        error_messages={"required": gettext_lazy("Write how much they still pay; 0 for nothing.")},
    )
    reason = Line(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("The hirer reads this, and it stands in the history."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why. The hirer reads it.")},
    )
    shown = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, due: Money) -> None:
        super().__init__(data, initial={"leaves": "0", "shown": due.pence})
        self.due = due

    def clean_leaves(self) -> int:
        pence: int = self.cleaned_data["leaves"]
        if pence >= self.due.pence:
            raise ValidationError(_("Write less than the %(due)s that is due.") % {"due": self.due})
        return pence
