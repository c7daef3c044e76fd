"""How many people are expected: asked of whoever comes, and at the desk about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_PEOPLE = 10_000


class PeopleField(forms.IntegerField):
    """Hall's words for what is wrong; `desk` where somebody else is spoken of."""

    default_error_messages = {
        "invalid": _("Write the number of people in figures, for example 25."),
        "min_value": _("There must be at least one person."),
        "max_value": _("No hall takes that many people. Check the number."),
    }

    def __init__(self, *, desk: bool = False, **more: Any) -> None:
        widget = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
        super().__init__(min_value=1, max_value=MOST_PEOPLE, widget=widget, **more)
        self.ask(desk=desk)

    def ask(self, *, desk: bool) -> None:
        """In words for whoever reads it."""
        self.label = _("How many people do they expect?") if desk else _("How many people do you expect?")
        needed = _("Say how many people they expect.") if desk else _("Say how many people you expect.")
        self.error_messages["required"] = needed
