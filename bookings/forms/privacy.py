"""What people type about privacy: a complaint, its answer, who answers for an operator's data, a farewell."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.addresses import must_be_sendable
from accounts.plain_text import Line, Lines
from venues.models import Operator

LONGEST = 4000


class ComplaintForm(forms.Form):
    name = Line(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name, so that the answer can be addressed to you.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The answer goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Type your e-mail address, so that you can be answered.")},
    )
    words = Lines(
        label=_("What is wrong?"),
        max_length=LONGEST,
        help_text=_("Which data, what happened to them, and what you want to be done. Say no more than is needed."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Say what is wrong.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.validators = [validate_email, must_be_sendable]


class AnswerForm(forms.Form):
    words = Lines(
        label=_("Your answer"),
        max_length=LONGEST,
        help_text=_("What you found, what was done about it, and what will be different."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Type the answer.")},
    )


class ControllerForm(forms.ModelForm):
    """Who answers for the data; each field stands in the public notice."""

    all_optional = True

    class Meta:
        model = Operator
        fields = (
            "legal_name",
            "privacy_address",
            "privacy_email",
            "privacy_phone",
            "registration_number",
            "privacy_note",
        )
        field_classes = {
            "legal_name": Line,
            "privacy_address": Line,
            "privacy_phone": Line,
            "registration_number": Line,
            "privacy_note": Lines,
        }
        widgets = {
            "privacy_email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "privacy_phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            "privacy_note": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "legal_name": _("As it stands in the charity register or the deed, if people know you by another."),
            "privacy_address": _("Where a letter reaches you: the clerk’s or the secretary’s address, in one line."),
            "privacy_email": _("Read by a person. The managers get complaints by letter too."),
            "registration_number": _(
                "The number that the Information Commissioner gave you. Many small charities need not pay, "
                "and have none."
            ),
            "privacy_note": _("What else you keep outside Hearth: a key book, cameras, a mailing list."),
        }

    def __init__(self, *args: Any, public_email: str, **kwargs: Any) -> None:
        """An operator that names no address yet is offered the public one of its hall."""
        super().__init__(*args, **kwargs)
        self.is_offered = not (self.instance.privacy_email or self.instance.privacy_address)
        if self.is_offered:
            self.initial["privacy_email"] = public_email
        email, note = self.fields["privacy_email"], self.fields["privacy_note"]
        email.validators = [validate_email, must_be_sendable]
        assert isinstance(note, forms.CharField)
        note.max_length = LONGEST

    @property
    def to_save(self) -> list[str]:
        """What was typed, and the address that was offered and left as it is."""
        return [*self.changed_data, *({"privacy_email"} - {*self.changed_data} if self.is_offered else ())]

    @property
    def needed(self) -> list[BoundField]:
        """Where to write: one of these must be said."""
        return [self["privacy_email"], self["privacy_address"]]

    @property
    def more(self) -> list[BoundField]:
        return [self[name] for name in ("legal_name", "privacy_phone", "registration_number", "privacy_note")]

    @property
    def says_more(self) -> bool:
        return any(box.value() or box.errors for box in self.more)


class FarewellForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I have read what goes and what stays, and want my account deleted"),
        error_messages={"required": _("Tick this if you want your account deleted.")},
    )
