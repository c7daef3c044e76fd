"""Which other price one booking is given, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Line
from venues.models import Category


class GivingForm(forms.Form):
    category = forms.TypedChoiceField(
        label=_("Which price do they pay?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a price."), "invalid_choice": _("Choose one of these prices.")},
    )
    reason = Line(
        label=_("Why?"),
        max_length=300,
        help_text=_("It stands in their letter, as you write it, and in the history."),
        error_messages={"required": _("Say why, for them and for whoever looks after you.")},
    )

    def __init__(self, data: Any = None, *, categories: Sequence[Category]) -> None:
        super().__init__(data)
        by_code = {category.code: category for category in categories}
        field = self.fields["category"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(code, category.name) for code, category in by_code.items()]
        field.coerce = by_code.__getitem__

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to travel on hidden beside the button that does it."""
        return [(name, self.data.get(name, "")) for name in self.fields]
