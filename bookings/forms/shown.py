"""What travels with the button below a price."""

from __future__ import annotations

from django import forms


class ShownForm(forms.Form):
    """What the person saw before they pressed the button: which dates, at which prices, had in which ways."""

    submission_key = forms.RegexField(r"\A[\w-]{20,40}\Z")
    shown_dates = forms.CharField(max_length=64)
    shown_prices = forms.CharField(max_length=64)
    shown_ways = forms.CharField(max_length=64)
