"""The conditions of hire as the hall writes them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Lines


class ConditionsForm(forms.Form):
    text = Lines(
        label=_("The conditions"),
        max_length=40_000,
        help_text=_("Plain text. An empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": _("Write the conditions of hire.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
