"""How one gets in, from which day on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Lines
from bookings.forms.fields import DayField


class WayInForm(forms.Form):
    words = Lines(
        label=_("How does one get in?"),
        max_length=500,
        help_text=_("For example: the key safe is left of the door; the code is 4711; lock it again."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Write how one gets in.")},
    )
    valid_from = DayField(label=_("From which day on?"))
