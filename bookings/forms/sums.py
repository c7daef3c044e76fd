"""Sums that are typed: what they are asked in, and what was meant."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _

POUNDS = re.compile(r"[£€$]?\s*(\d{1,3}(?:,\d{3})*|\d{1,8})(?:\.(\d{1,2}))?", re.ASCII)


def in_words(currency: str) -> str:
    """“in pounds”; a currency that we have no word for goes by its code."""
    words = {"GBP": _("in pounds"), "EUR": _("in euros"), "USD": _("in dollars")}
    return words.get(currency) or _("in %(currency)s") % {"currency": currency}


def in_pence(pounds: str) -> int:
    """What was typed in pounds, or whatever the place counts in; raises ValidationError for what is no sum."""
    read = POUNDS.fullmatch(pounds)
    if read is None:
        raise forms.ValidationError(_("Write the sum in figures: 18,400."))
    return int(read[1].replace(",", "")) * 100 + int((read[2] or "0").ljust(2, "0"))
