"""Why the desk gives up a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from venues.models import Closure
from venues.money import Money

THEIRS, HALLS = "theirs", "halls"


class CancelDateForm(forms.Form):
    """They asked for it, or the hall cannot: then the hirer reads why."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Why is it cancelled?"),
        choices=[
            (THEIRS, gettext_lazy("They asked for it: they pay by their scale")),
            (HALLS, gettext_lazy("The hall cannot have them: nothing is charged")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who cancels it: they, or the hall.")},
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Where the hall cannot: what kind of reason?"),
        choices=[("", gettext_lazy("None")), *Closure.Cause.choices],
        required=False,
    )
    reason = Line(
        label=gettext_lazy("Where the hall cannot: what shall we tell them?"),
        help_text=gettext_lazy("The hirer reads this, and it stands in the history."),
        max_length=300,
        required=False,
    )
    shown = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, due: Money) -> None:
        super().__init__(data, initial={"shown": due.pence})

    @property
    def is_the_halls(self) -> bool:
        return bool(self.cleaned_data["whose"] == HALLS)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("whose") == HALLS:
            for box, words in (
                ("cause", _("Choose the reason that fits best.")),
                ("reason", _("Say why they cannot.")),
            ):
                if box in found and not found[box]:
                    self.add_error(box, words)
        return found
