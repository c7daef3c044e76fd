"""What the desk types when it answers a change that somebody asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Lines
from bookings.forms.place.money import PriceField


class AgreeForm(forms.Form):
    price = PriceField(
        label=_("What does each date cost?"),
        help_text=_("All in, for example 120.00. A letter tells it, and nothing is changed until they accept it."),
        error_messages={"required": _("Say what it costs: the price list tells no price for it.")},
    )

    def __init__(self, *args: Any, needs_a_price: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_a_price:
            del self.fields["price"]


class RefuseForm(forms.Form):
    words = Lines(
        label=_("Why can it not be changed?"),
        help_text=_("It stands in their letter, as you write it. Say what else might suit them, if you can."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write a sentence for the person who asked."),
            "max_length": _("That is longer than %(limit_value)d letters. Say it more shortly."),
        },
    )
