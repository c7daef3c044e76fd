"""What people type about themselves and their groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer, Membership, User


class SignUpName(forms.Form):
    """The name beside allauth's e-mail and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As the hall should call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class GroupForm(forms.ModelForm):
    class Meta:
        model = Hirer
        fields = ["name", "kind", "charity_number", "contact_email", "contact_phone", "serves_young"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "name": _("For a family or private person, your own name."),
            "charity_number": _("Only if you have one. It can bring a lower price."),
            "contact_email": _("Letters about bookings go here. Leave it empty to use your own address."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = list(Hirer.Kind.choices)


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"), widget=forms.EmailInput())
    role = forms.ChoiceField(
        label=_("What may they do?"),
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
        widget=forms.RadioSelect,
    )
