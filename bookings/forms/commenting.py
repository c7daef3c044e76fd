"""What anybody may say about proposed prices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.addresses import must_be_sendable
from accounts.plain_text import Line, Lines
from venues.models import PriceComment


class CommentForm(forms.Form):
    text = Lines(
        label=_("What do you think of these prices?"),
        max_length=PriceComment._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say what you think.")},
    )
    name = Line(
        label=_("Your name, or that of your group"),
        max_length=PriceComment._meta.get_field("name").max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only if the hall may ask you back. Its officers see it, and nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators = [validate_email, must_be_sendable]
