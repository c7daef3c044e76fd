"""What every form says of what is wrong in a box, where its field has no better sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import UNPRINTABLE

ONE, SEVERAL = _("Choose one of those that are offered now."), _("Tick only what is offered now.")
OF_FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this box.")},
    forms.ChoiceField: {"required": _("Choose one of these."), "invalid_choice": ONE},
    forms.ModelChoiceField: {"required": _("Choose one of these."), "invalid_choice": ONE},
    forms.MultipleChoiceField: {"invalid_choice": SEVERAL, "invalid_list": SEVERAL},
    forms.ModelMultipleChoiceField: {"invalid_choice": SEVERAL, "invalid_list": SEVERAL, "invalid_pk_value": SEVERAL},
    forms.IntegerField: {"invalid": _("Write a whole number in figures, for example 15.")},
    forms.JSONField: {"invalid": _("That did not arrive whole. Try again.")},
    forms.DecimalField: {"invalid": _("Write a number in figures, for example 17.5.")},
}
OF_VALIDATORS: dict[type[Any], Any] = {
    validators.MinValueValidator: _("It must be %(limit_value)s or more."),
    validators.MaxValueValidator: _("It must be %(limit_value)s or less."),
    validators.MaxLengthValidator: _(
        "That is %(show_value)d letters long, and at most %(limit_value)d fit. Say it more shortly."
    ),
    validators.ProhibitNullCharactersValidator: UNPRINTABLE,
    validators.EmailValidator: _("An e-mail address is like name@example.org."),
}


def speak_our_words() -> None:
    """In the place of Django's, for every field that is made from then on."""
    for field, words in OF_FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
    for validator, sentence in OF_VALIDATORS.items():
        validator.message = sentence
