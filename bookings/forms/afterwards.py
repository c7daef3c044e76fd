"""What could only be known afterwards, typed at the desk: a number, a sum, yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bookings.asking import Questions, Said
from bookings.forms.asked import AskedFields
from venues.tariffs.rows import FactAsked
from venues.tariffs.words import Names


class AfterwardsForm(forms.Form):
    """A box for each question that is open; all of them are answered at once."""

    def __init__(self, data: Any = None, *, questions: Sequence[FactAsked], names: Names, currency: str) -> None:
        super().__init__(data)
        self.asked = AskedFields(Questions(facts=tuple(questions)), names, currency)
        for name, field in self.asked.about_the_hire.items():
            field.required = field.widget.is_required = True
            field.error_messages["required"] = _("Say what it was; 0 where there was none.")
            if isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = _("Choose yes or no.")
            self.fields[name] = field

    @property
    def facts(self) -> Mapping[str, Said]:
        return self.asked.answers(self.cleaned_data).facts

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to travel on hidden beside the button that does it."""
        return [(name, self.data.get(name, "")) for name in self.fields]
