"""When a form was opened: it travels with it, signed, and says only how long it took to fill in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing

SALT = "a form was opened"


def mark(at: datetime) -> str:
    """The moment, as the form carries it."""
    return signing.dumps(at.isoformat(timespec="seconds"), salt=SALT)


class OpenedField(forms.CharField):
    """Hands over the moment; None where it is missing or was not signed here, which is nobody's fault to be told of."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(signing.loads(str(value or ""), salt=SALT))
        except (signing.BadSignature, ValueError, TypeError):
            return None
