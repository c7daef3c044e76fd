"""What the desk types about those who book: whom to look for, and which of two groups stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import KINDS_OF_GROUP
from accounts.models import Hirer
from accounts.plain_text import Line


class SearchForm(forms.Form):
    all_optional = True
    q = Line(label=_("Name or charity number"), required=False, max_length=120)


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of group is it?"),
        choices=KINDS_OF_GROUP,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of group it is.")},
    )


class MergeForm(forms.Form):
    """Which of the two stays, with its name and contact."""

    stays = forms.ChoiceField(
        label=_("Which one stays, with its name and contact?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the group that stays."), "invalid_choice": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, pair: tuple[Hirer, Hirer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        stays = self.fields["stays"]
        assert isinstance(stays, forms.ChoiceField)
        stays.choices = [(hirer.ref, f"{hirer.name} ({hirer.get_kind_display()})") for hirer in pair]

    @property
    def kept_and_given_up(self) -> tuple[Hirer, Hirer]:
        one, other = self.pair
        return (one, other) if self.cleaned_data["stays"] == one.ref else (other, one)
