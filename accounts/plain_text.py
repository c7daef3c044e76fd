"""Text that people type or paste, fit to stand on a page, in a letter and in a file."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BREAKS = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


# They turn the order of letters round, so that what is read is not what is written.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their kind, and nothing to be seen


UNPRINTABLE = _("There is a character here that cannot be shown. Type the text again rather than pasting it.")


class Lines(forms.CharField):
    """Some lines of text; refuses what no page can show, such as half an emoji, or what turns letters round."""

    default_error_messages = {"unprintable": UNPRINTABLE}

    def to_python(self, value: Any) -> str:
        text = _tidy(super().to_python(value) or "")
        if any(_is_unprintable(sign) for sign in text):
            raise ValidationError(self.error_messages["unprintable"], code="unprintable")
        return "" if all(map(_is_invisible, text)) else text


class Line(Lines):
    """One line: breaks and runs of spaces become one space."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def sentence(words: str) -> str:
    """What people typed with or without a full stop, with one."""
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _is_unprintable(sign: str) -> bool:
    return sign in TURNING or (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t")


def _is_invisible(sign: str) -> bool:
    return sign.isspace() or sign in BLANKS or unicodedata.category(sign) == "Cf"


def _tidy(text: str) -> str:
    for found, ours in BREAKS.items():
        text = text.replace(found, ours)
    return text
