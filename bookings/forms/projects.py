"""What a hall shows a funder: the name of a project, a photo, a receipt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.forms.fields import DayField
from bookings.forms.place.pictures import KINDS
from bookings.forms.sent_picture import WithPicture
from bookings.forms.sums import in_pence, in_words
from venues.actions.keep_projects import Shown
from venues.models import Evidence


class ProjectForm(forms.Form):
    all_optional = True  # no word of it at the one box there is

    name = Line(
        label=gettext_lazy("What was it for?"),
        max_length=80,
        help_text=gettext_lazy("For example: toilets and a ramp."),
        error_messages={"required": gettext_lazy("Say what the money was for.")},
    )


def _picture_field(label: Any, *, required: bool, hint: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={
            "required": gettext_lazy("Choose a picture, or take one with your phone."),
            "empty": gettext_lazy("The file is empty. Choose another."),
            "max_length": gettext_lazy("The name of the file is too long. Give it a shorter one."),
        },
    )


class PhotoForm(WithPicture):
    all_optional = True  # both boxes are needed, and short

    file = _picture_field(
        gettext_lazy("The photo"),
        required=True,
        hint=gettext_lazy("Where and when it was taken is removed. Leave out people who have not agreed."),
    )
    words = Line(
        label=gettext_lazy("What does it show?"),
        max_length=250,
        help_text=gettext_lazy("It is read out to people who cannot see it: “The new ramp at the side door.”"),
        error_messages={"required": gettext_lazy("Say in a few words what the photo shows.")},
    )

    @property
    def shown(self) -> Shown:
        return Shown(Evidence.Kind.PHOTO, self.cleaned_data["words"], self.picture)


class ReceiptForm(WithPicture):
    words = Line(
        label=gettext_lazy("What was bought or done?"),
        max_length=250,
        error_messages={"required": gettext_lazy("Say what was bought or done.")},
    )
    on = DayField(label=gettext_lazy("When"), required=False)
    pounds = Line(
        required=False,
        widget=forms.TextInput(attrs={"class": "sum", "inputmode": "decimal", "autocomplete": "off"}),
    )
    paid_to = Line(label=gettext_lazy("From whom"), max_length=120, required=False)
    file = _picture_field(
        gettext_lazy("A picture of the receipt"),
        required=False,
        hint=gettext_lazy("Or type the three above. Cover names and account numbers of private persons."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pounds"].label = _("For how much, %(in_pounds)s") % {"in_pounds": in_words(currency)}

    def clean_pounds(self) -> int | None:
        """Hands over pence."""
        text: str = self.cleaned_data["pounds"]
        return in_pence(text) if text else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.picture is None and "file" not in self.errors:
            for name, words in (
                ("on", _("Say when, or add a picture of the receipt.")),
                ("pounds", _("Say for how much, or add a picture of the receipt.")),
                ("paid_to", _("Say from whom, or add a picture of the receipt.")),
            ):
                if cleaned.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    @property
    def shown(self) -> Shown:
        told = self.cleaned_data
        return Shown(Evidence.Kind.RECEIPT, told["words"], self.picture, told["on"], told["pounds"], told["paid_to"])
