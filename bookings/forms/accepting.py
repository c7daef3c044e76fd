"""The tick before the button: the conditions of hire have been read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from venues.models import Conditions


class AcceptForm(forms.Form):
    """Nothing to tick where the venue has no conditions; the number of the version travels with the tick."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    accepts = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick that you have read and accept the conditions of hire.")}
    )

    def __init__(self, data: Any = None, *, conditions: Conditions | None, was_ticked: bool = False) -> None:
        super().__init__(data, initial={"version": conditions.number if conditions else 0, "accepts": was_ticked})
        self.conditions = conditions
        self.is_old = False
        if conditions is None:
            del self.fields["accepts"], self.fields["version"]
            return
        words = _("I have read and accept the <a {link}>conditions of hire ({version})</a>. They open in a new tab.")
        link = format_html('href="{}" target="_blank"', conditions.get_absolute_url())
        self.fields["accepts"].label = format_html(words, link=link, version=conditions.words)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.conditions and "accepts" not in self.errors and found.get("version") != self.conditions.number:
            self.is_old = True
            self.data = {"version": self.conditions.number}  # shown again, it asks for the new one and is not ticked
            raise ValidationError(
                {"accepts": _("The hall has published new conditions since you looked. Read them, and tick again.")}
            )
        return found
