"""A note for whoever comes next."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line, Lines

CODE = re.compile(r"\b(?:code|pin|combination)\b\D{0,30}\d{3,}", re.IGNORECASE)


class NoteForm(forms.Form):
    title = Line(
        label=gettext_lazy("What is it about?"),
        max_length=120,
        help_text=gettext_lazy("For example: the boiler."),
        error_messages={"required": gettext_lazy("Say what it is about.")},
    )
    text = Lines(
        label=gettext_lazy("What should whoever comes next know?"),
        max_length=4000,
        help_text=gettext_lazy(
            "What everybody knows and nobody wrote down. No entry codes, and nothing about people’s private lives."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write what there is to know.")},
    )

    def clean_title(self) -> str:
        return _without_a_code(self.cleaned_data["title"])

    def clean_text(self) -> str:
        return _without_a_code(self.cleaned_data["text"])


def _without_a_code(words: str) -> str:
    """A note is printed and carried away: whoever finds it must not get in by it."""
    if CODE.search(words):
        raise ValidationError(_("This looks like an entry code. Leave it out: a note is printed and carried away."))
    return words
