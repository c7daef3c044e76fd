"""Whom a group serves: every question may be passed over, or all of them at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.plain_text import Line
from bookings.actions.say_whom import Served
from bookings.audiences import AGES, AUDIENCES
from bookings.counting import SMALL_INCOME, USUAL, is_small
from bookings.home_areas import NoSuchArea, area_code_of
from bookings.models import WhomServed

ANSWERS = [*WhomServed.Answer.choices, ("", _("Rather not say"))]


class WhomForm(forms.Form):
    all_optional = True

    audience = forms.MultipleChoiceField(
        label=_("Whom is it mainly for?"),
        help_text=_("What your group does, not who each person is. Choose as many as fit."),
        choices=[(each.code, each.label) for each in AUDIENCES.values()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ages = forms.MultipleChoiceField(
        label=_("Of which ages?"),
        choices=[(each.code, each.label) for each in AGES.values()],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
    )
    mixes = forms.BooleanField(label=_("It is meant to bring these ages together"), required=False)
    area = Line(
        label=_("Where do most of its members live?"),
        help_text=_("A postcode of one of them, or a town or village. We keep only in which area that lies."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    low_income = forms.ChoiceField(
        label=_("Is it mainly for people on low incomes?"),
        choices=ANSWERS,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
    )
    income_asked = forms.CharField(widget=forms.HiddenInput, required=False)
    small_income = forms.ChoiceField(
        choices=ANSWERS,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
    )
    charity_number = Line(
        label=_("Charity number, if it has one"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    keeps_area = forms.BooleanField(label=_("As last time"), required=False)

    def __init__(
        self, data: Any = None, *, hirer: Hirer, last: WhomServed | None, with_number: bool, income: int
    ) -> None:
        """`with_number`: whether whoever answers may see and change the charity number. `income`: a group with less
        than so many pounds a year is small."""
        super().__init__(data, initial=_initial(hirer, last, income))
        words = gettext("Does the group itself have less than £%(pounds)s a year?")
        self.fields["small_income"].label = words % {"pounds": f"{self._income_shown(income):,}"}
        self.last_area = last.area if last else ""
        if not with_number:
            del self.fields["charity_number"]
        if not self.last_area:
            del self.fields["keeps_area"]

    def _income_shown(self, income: int) -> int:
        """That of the page which was answered, should the hall have changed it meanwhile."""
        least, most = SMALL_INCOME
        try:
            self.income = forms.IntegerField(min_value=least, max_value=most).clean(self.data.get("income_asked"))
        except forms.ValidationError:
            self.income = income
        return self.income

    def clean_area(self) -> str:
        """The code of the area: what was typed goes no further."""
        typed = self.cleaned_data["area"]
        try:
            return area_code_of(typed) if typed else ""
        except NoSuchArea as nowhere:
            raise forms.ValidationError(str(nowhere)) from nowhere

    @property
    def served(self) -> Served:
        found = self.cleaned_data
        kept = self.last_area if found.get("keeps_area") else ""
        return Served(
            audience=tuple(found["audience"]),
            ages=tuple(found["ages"]),
            mixes=found["mixes"] and bool(found["ages"]),
            area=found["area"] or kept,
            low_income=found["low_income"],
            small_income=found["small_income"],
            income_asked=self.income if found["small_income"] else USUAL.small_income,
        )


def _initial(hirer: Hirer, last: WhomServed | None, income: int) -> dict[str, Any]:
    """As it was said last; the area stands there as kept, not as it was typed. Of another sum it may say nothing."""
    told = {"charity_number": hirer.charity_number, "keeps_area": True, "income_asked": income}
    if last is None:
        return told
    names = ("audience", "ages", "mixes", "low_income")
    told["small_income"] = is_small(last.small_income, last.income_asked, income)
    return told | {name: getattr(last, name) for name in names}
