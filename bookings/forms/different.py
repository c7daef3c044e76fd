"""What a visitor says was different from what the pages tell about access."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.addresses import must_be_sendable
from accounts.plain_text import Lines
from bookings.different import Told, by_place
from venues.models import AccessReport


class DifferentForm(forms.Form):
    about = forms.TypedChoiceField(
        label=_("What was different?"),
        error_messages={
            "required": _("Choose what was different."),
            "invalid_choice": _("The hall has said something new of this meanwhile. Choose again."),
        },
    )
    words = Lines(
        label=_("What did you find?"),
        max_length=AccessReport._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Only what the place is like, nothing about yourself. The hall reads it; it is shown to nobody else."
        ),
        error_messages={"required": _("Say in a few words what you found.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only if you want to hear what the hall finds. Nobody sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, told: Sequence[Told], **kwargs: Any) -> None:
        """`told` are the answers to choose from; their rows are what the form hands over."""
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        assert isinstance(about, forms.TypedChoiceField)
        rows = {str(each.row.pk): each.row for each in told}
        groups = [(place, [(each.row.pk, each.words) for each in here]) for place, here in by_place(told)]
        about.choices = [("", _("Choose from what the pages say")), *groups]
        about.coerce = rows.__getitem__
        self.fields["email"].validators = [validate_email, must_be_sendable]
