"""What people type about themselves and their groups."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.addresses import must_be_sendable
from accounts.first_confirmed import signed_up_here
from accounts.models import Hirer, Membership, User
from accounts.plain_text import Line

CHARITY_NUMBER = re.compile(r"(SC|NIC)?\d{5,8}(-\d{1,3})?")


class SignUpName(forms.Form):
    """The name beside allauth's e-mail and password."""

    name = Line(
        label=_("Your name"),
        max_length=120,
        help_text=_("As the hall should call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        signed_up_here(request, user)


class GroupForm(forms.ModelForm):
    class Meta:
        model = Hirer
        fields = ["name", "kind", "charity_number", "contact_email", "contact_phone", "serves_young"]
        field_classes = {"name": Line, "charity_number": Line, "contact_phone": Line}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "kind": forms.RadioSelect,
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "contact_phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
        labels = {"kind": _("What kind of group is it?"), "contact_phone": _("Phone, for the hall only")}
        help_texts = {
            "name": _("For a family or private person, your own name."),
            "kind": _("It decides which prices the group can have."),
            "charity_number": _("Only if you have one. It can bring a lower price."),
            "contact_email": _("Letters about bookings go here. Leave it empty to use your own address."),
        }
        error_messages = {
            "name": {"required": _("Type the name of the group.")},
            "kind": {"required": _("Choose what kind of group it is.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_email"].validators.append(must_be_sendable)
        kind = self.fields.get("kind")
        if isinstance(kind, forms.ChoiceField):
            kind.choices = list(Hirer.Kind.choices)

    def clean_charity_number(self) -> str:
        number = self.cleaned_data["charity_number"].replace(" ", "").upper()
        if number and not CHARITY_NUMBER.fullmatch(number):
            raise forms.ValidationError(_("A charity number is like 1098765, SC012345 or NIC101234."))
        return number


KINDS_OF_GROUP = [choice for choice in Hirer.Kind.choices if choice[0] != Hirer.Kind.HOUSEHOLD]


class ChangeGroupForm(GroupForm):
    """The kind may change among the kinds of group, where nothing keeps it as it is."""

    def __init__(self, *args: Any, with_kind: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if not with_kind:
            del self.fields["kind"]
        elif isinstance(kind, forms.ChoiceField):
            kind.choices = KINDS_OF_GROUP


class PartForm(forms.Form):
    """What somebody may do in a group; an organiser may do all of it, whatever is ticked."""

    role = forms.ChoiceField(
        label=_("Which part in the group?"),
        choices=[
            (Membership.Role.MEMBER.value, _("Member: sees when and where the group has booked")),
            (Membership.Role.ORGANISER.value, _("Organiser: books, cancels, sees money and says who belongs to it")),
        ],
        initial=Membership.Role.MEMBER,
        widget=forms.RadioSelect,
    )
    may_book = forms.BooleanField(label=_("A member may also ask for rooms"), required=False)
    may_cancel = forms.BooleanField(label=_("A member may also cancel"), required=False)
    may_see_money = forms.BooleanField(
        label=_("A member may also see prices and money"),
        required=False,
        help_text=_("Whoever asks for a room sees its price while they ask, as everybody does who looks for one."),
    )


class InvitationForm(PartForm):
    email = forms.EmailField(
        label=_("E-mail address of the person"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        validators=[must_be_sendable],
        error_messages={"required": _("Type the address that the letter should go to.")},
    )
    field_order = ["email", "role", "may_book", "may_cancel", "may_see_money"]

    def __init__(self, *args: Any, hirer: Hirer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hirer = hirer

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if self.hirer.memberships.filter(user__email__iexact=email).exists():
            raise forms.ValidationError(_("This person is in the group already."))
        return email


class HandOverForm(forms.Form):
    to = forms.ChoiceField(
        label=_("Who takes over?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who takes over."), "invalid_choice": _("Choose somebody of the group.")},
    )
    then = forms.ChoiceField(
        label=_("And you?"),
        choices=[
            ("stay", _("I stay as a member who may book, cancel and see money")),
            ("leave", _("I leave the group")),
        ],
        initial="stay",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, others: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(membership.pk): membership for membership in others}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [(pk, str(membership.user)) for pk, membership in self.others.items()]

    @property
    def chosen(self) -> Membership:
        return self.others[self.cleaned_data["to"]]
