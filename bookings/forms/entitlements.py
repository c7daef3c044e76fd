"""What a hall and a group type about whose price a lower price is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.forms.fields import DayField
from venues.models import Category, Entitlement
from venues.papers import paper_of
from venues.pictures import MOST_BYTES, BadPicture

Evidence = Entitlement.Evidence
YEARS = 10  # further ahead nobody looks again
KINDS = "image/jpeg,image/png,image/webp"
A_YEAR = relativedelta(years=1)


class EvidenceForm(forms.Form):
    """What shows it, and when the hall looks again."""

    evidence = forms.ChoiceField(
        label=gettext_lazy("What shows it?"),
        choices=Evidence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what shows it.")},
    )
    words = Line(
        label=gettext_lazy("The number, what the paper says, or how you know them"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write it down for whoever looks after you.")},
    )
    review_on = DayField(
        label=gettext_lazy("Look again on"),
        help_text=gettext_lazy("It comes up on the desk a month before. A year from now is usual."),
    )

    def __init__(self, data: Any = None, *, today: date, claim: Entitlement | None = None) -> None:
        initial: dict[str, Any] = {"review_on": today + A_YEAR}
        if claim is not None:
            initial |= {"evidence": claim.evidence, "words": claim.evidence_words or claim.shown_words}
        super().__init__(data, initial=initial)
        self.today = today

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise ValidationError(_("Choose a day to come."))
        if day > self.today + relativedelta(years=YEARS):
            raise ValidationError(_("Choose a day within ten years."))
        return day


class StartForm(EvidenceForm):
    """The hall itself says that a price is a group's."""

    category = forms.TypedChoiceField(
        label=gettext_lazy("Which price is theirs?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the price."),
            "invalid_choice": gettext_lazy("Choose one of these prices."),
        },
    )
    field_order = ["category", "evidence", "words", "review_on"]

    def __init__(self, data: Any = None, *, today: date, categories: Sequence[Category]) -> None:
        super().__init__(data, today=today)
        by_code = {category.code: category for category in categories}
        field = self.fields["category"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(code, category.name) for code, category in by_code.items()]
        field.coerce = by_code.__getitem__


class EndForm(forms.Form):
    why = Line(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy("It stands in their letter, as you write it."),
        error_messages={"required": gettext_lazy("Write a sentence for the group.")},
    )


class ShowForm(forms.Form):
    """A group shows that a price is its own, in one of three ways."""

    evidence = forms.ChoiceField(
        label=gettext_lazy("How do you show it?"),
        choices=[
            (Evidence.NUMBER.value, gettext_lazy("We have a number in a public register")),
            (Evidence.FILE.value, gettext_lazy("We send a picture of a paper")),
            (Evidence.KNOWN.value, gettext_lazy("You know us")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you show it.")},
    )
    number = Line(
        label=gettext_lazy("The number, and of which register"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("For example: charity 1234567, or company 01234567."),
    )
    file = forms.FileField(
        label=gettext_lazy("A picture of the paper"),
        required=False,
        help_text=gettext_lazy(
            "A photo from a phone will do: JPEG, PNG or WebP, at most %(most)s MB. Where and when it was taken is "
            "removed. Only the hall’s managers and your organisers see it. Never send a DBS certificate, or anything "
            "about somebody’s health."
        ),
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another.")},
    )
    words = Line(
        label=gettext_lazy("You know us because …"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: we have met here since 2009, and Jo of your committee sings with us."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, hirer: Hirer) -> None:
        super().__init__(data, files, initial={"number": hirer.charity_number})
        self.picture: bytes | None = None
        self.fields["file"].help_text %= {"most": MOST_BYTES // 1_000_000}

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The picture is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
        return file

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {
            Evidence.NUMBER.value: ("number", _("Type the number, and of which register it is.")),
            Evidence.FILE.value: ("file", _("Choose the picture, or take one with your phone.")),
            Evidence.KNOWN.value: ("words", _("Say how the hall knows you.")),
        }
        name, missing = needed.get(found.get("evidence", ""), ("", ""))
        if name and not found.get(name) and name not in self.errors:
            self.add_error(name, missing)
        if name == "file" and found.get("file"):
            self._read(found["file"])
        return found

    @property
    def shown_words(self) -> str:
        """What was typed for the way that was chosen; words beside a paper go along."""
        typed = self.cleaned_data
        return str(typed["number"] if typed["evidence"] == Evidence.NUMBER else typed["words"])

    def _read(self, file: UploadedFile) -> None:
        try:
            self.picture = paper_of(file.read())
        except BadPicture as refusal:
            self.add_error("file", str(refusal))
