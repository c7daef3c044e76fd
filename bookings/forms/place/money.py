"""Prices and lengths of time as people type them into a price list."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.plain_text import Line
from venues.money import to_pence
from venues.tariffs.document import LONGEST_MINIMUM

SUM = re.compile(
    r"£?\s*(?P<minus>[-−])?\s*£?\s*(?P<whole>\d{1,7})?(?P<pence>\.\d*)?\s*(?:p(?:er)? ?h(?:our)?)?", re.ASCII
)
LENGTH = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,2})?)\s*(?P<unit>h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?)?\.?", re.ASCII)

ASK = "ask"
ON_APPLICATION = (ASK, "ask us", "on application", "on request", "poa")  # as notice boards write it


class PriceField(Line):
    """Pence an hour; None where nothing is written: then there is no price."""

    widget = forms.TextInput(attrs={"class": "sum", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return read_price(text) if text else None


class RateField(PriceField):
    """A price, or ASK where a person says what it costs; None where nothing is written."""

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip().lower()
        return ASK if text in (*ON_APPLICATION, _("ask")) else super().clean(value)


class LengthField(Line):
    """Minutes, from hours: 1, 1.5, 90 minutes; None where nothing is written. `most` is in minutes too."""

    widget = forms.TextInput(attrs={"class": "sum", "autocomplete": "off"})

    def __init__(self, *, most: int = LONGEST_MINIMUM, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        minutes = read_length(text) if text else None
        if minutes is not None and minutes > self.most:
            words = _("Write a number of hours, at most %(most)s: 2, 1.5. Prices stand in the boxes beside it.")
            raise ValidationError(words % {"most": length_text(self.most)}, code="too_long")
        return minutes


def read_price(text: str) -> int:
    """Raises ValidationError with what to write instead."""
    words = text.strip().lower()
    if words in ("free", _("free")):
        return 0
    if re.fullmatch(r"£?\s*\d+,\d{1,2}", words):
        raise ValidationError(_("Write it with a point: %(sum)s") % {"sum": words.replace(",", ".")}, code="comma")
    read = SUM.fullmatch(words)
    if read is None or not (read["whole"] or (read["pence"] or "").strip(".")):
        raise ValidationError(_("Write pounds and pence in figures: 8.50"), code="invalid")
    if read["minus"]:
        raise ValidationError(_("A price cannot be less than nothing."), code="negative")
    if len(read["pence"] or "") > 3:
        raise ValidationError(_("At most two figures after the point: 8.50"), code="pence")
    amount = Decimal(f"{read['whole'] or 0}{read['pence'] or ''}".rstrip("."))
    if amount > 99_999:
        raise ValidationError(_("That is more than any hall asks for an hour."), code="too_much")
    return to_pence(amount)


def read_length(text: str) -> int:
    read = LENGTH.fullmatch(text.strip().lower())
    if read is None:
        raise ValidationError(_("Write it in hours: 2, 1.5, or 30 minutes."), code="invalid")
    unit = 1 if (read["unit"] or "h").startswith("m") else 60
    minutes = Decimal(read["number"]) * unit
    if minutes != int(minutes) or minutes > LONGEST_MINIMUM:
        raise ValidationError(_("Write whole minutes, and at most a week: 2, 1.5, or 30 minutes."), code="length")
    return int(minutes)


def price_text(pence: int) -> str:
    """8.50, as a form shows it."""
    return f"{pence // 100}.{pence % 100:02d}"


def length_text(minutes: int) -> str:
    """2, or 90 minutes; as a form shows it."""
    return str(minutes // 60) if minutes % 60 == 0 else _("%(minutes)d minutes") % {"minutes": minutes}
