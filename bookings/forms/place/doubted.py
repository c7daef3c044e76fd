"""A length that is not what there mostly is, such as 850 where a tape says 85: asked about once, and then believed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from bookings.forms.as_sent import show_with
from venues.access.vocabulary import Fact
from venues.access.words.measures import doubt_words


def sent_box(name: str) -> str:
    """The hidden box beside a number that says about which one was asked."""
    return f"{name}-sent"


def hidden_box() -> forms.Field:
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)


def is_doubted(form: forms.Form, name: str, fact: Fact, number: int) -> bool:
    """Whether the form asks back beside the number; sent a second time the same number stands."""
    words, box = doubt_words(fact, number), sent_box(name)
    if not words or form.cleaned_data.get(box) == str(number):
        return False
    form.add_error(name, words + " " + _("If it is so, send it once more."))
    show_with(form, {box: str(number)})
    return True
