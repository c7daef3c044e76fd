"""What another hall of the same operator is called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from venues.files.table import fault_in_text
from venues.models import Operator

LONGEST = 120


class AnotherForm(forms.Form):
    name = Line(
        label=gettext_lazy("Name of the hall"),
        max_length=LONGEST,
        help_text=gettext_lazy("As people there call it."),
        error_messages={"required": gettext_lazy("Say what the hall is called.")},
    )

    def __init__(self, data: Any = None, *, operator: Operator) -> None:
        super().__init__(data)
        self.operator = operator

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        fault = fault_in_text(name, LONGEST)
        if fault:
            raise ValidationError(fault)
        if self.operator.venues.filter(name__iexact=name).exists():
            raise ValidationError(_("There is a hall with this name already. Give it another, so that nobody errs."))
        return name
