"""How a hall's report counts, as its officers set it: what is left empty is as usual."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import time_words
from accounts.models import LivingWage
from accounts.plain_text import Line, Lines
from bookings.counting import (
    A_DAY,
    A_HEAD,
    FEWEST_PERSONS,
    HOUR,
    MOST_AREAS,
    PAY_PERCENT,
    SMALL_INCOME,
    USUAL,
    Counting,
    Hours,
)
from bookings.forms.fields import ClockField
from bookings.forms.for_report import in_pence
from bookings.forms.place.money import PriceField, price_text
from bookings.home_areas import areas_known

MOST_TOLD = 10  # codes that nobody knows, by name
OF_A_DAY = ("evening", "weekday_peak", "weekend_peak")


class CountingForm(forms.Form):
    all_optional = True
    pay = forms.DecimalField(
        label=gettext_lazy("Hours of pay that an affordable hour may cost"),
        help_text=gettext_lazy(
            "Usual: 1. So an hour here counts as affordable where it costs no more than an hour’s pay."
        ),
        required=False,
        max_digits=4,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "0.05"}),
        error_messages={
            "invalid": gettext_lazy("Write it in figures: 1 or 1.5."),
            "max_decimal_places": gettext_lazy("Two figures after the point are enough: 1.25."),
            **dict.fromkeys(("max_digits", "max_whole_digits"), gettext_lazy("That number is too long. Check it.")),
        },
    )
    region = forms.ChoiceField(
        label=gettext_lazy("Whose hour of pay?"),
        help_text=gettext_lazy("The Real Living Wage. Usual: the UK. London has a rate of its own."),
        choices=LivingWage.Region.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Choose the UK or London.")},
    )
    a_head = PriceField(
        label=gettext_lazy("What an affordable session may cost a head"),
        help_text=gettext_lazy("Usual: £2.00. Only sessions at which people were counted go by it."),
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal", "autocomplete": "off"}),
    )
    small_income = Line(
        label=gettext_lazy("A group is small with less a year than"),
        help_text=gettext_lazy("Usual: £10,000. Groups are asked about your sum the next time."),
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    fewest_persons = forms.IntegerField(
        label=gettext_lazy("Fewest people shown outside"),
        help_text=gettext_lazy("Usual: 5, at most 10. Smaller numbers of people or families stay with you."),
        required=False,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Write a whole number from 5 to 10.")},
    )
    areas = Lines(
        label=gettext_lazy("The areas around you, by their codes"),
        help_text=gettext_lazy(
            "Usual: empty, which is all areas within 3 miles. Or list them: E01000001, E01000002. "
            "The report then tells how many groups and people come from these."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, counting: Counting, nation: str) -> None:
        """`counting` is as it stands, `nation` that of the hall."""
        super().__init__(data, initial=_initial(counting))
        self.nation = nation
        for name in OF_A_DAY:
            usual: Hours = getattr(USUAL, name)
            for end, label in (("since", _("From")), ("until", _("Until"))):
                at = _clock(getattr(usual, end))
                field = ClockField(label=label, required=False, help_text=_("Usual: %(at)s.") % {"at": time_words(at)})
                self.fields[f"{name}_{end}"] = field

    @property
    def days(self) -> list[tuple[str | Promise, str | Promise, list[forms.BoundField]]]:
        """What each pair of times is called, what it does, and its boxes."""
        said = {
            "evening": (_("Weekday evening"), _("Use, hours on offer and unmet hours are told apart by it.")),
            "weekday_peak": (_("Peak, Monday to Friday"), _("When most groups want to come.")),
            "weekend_peak": (_("Peak, Saturday and Sunday"), _("The same at weekends.")),
        }
        return [(*said[name], [self[f"{name}_since"], self[f"{name}_until"]]) for name in OF_A_DAY]

    def clean_pay(self) -> int:
        pay: Decimal | None = self.cleaned_data["pay"]
        words = _("Write a number from %(least)s to %(most)s: 1 or 1.5.")
        return _between(
            USUAL.pay_percent if pay is None else int(pay * 100), PAY_PERCENT, words, lambda each: f"{each / 100:g}"
        )

    def clean_region(self) -> str:
        return self.cleaned_data["region"] or USUAL.region

    def clean_a_head(self) -> int:
        pence: int | None = self.cleaned_data["a_head"]
        words = _("Write a sum from £%(least)s to £%(most)s.")
        return _between(USUAL.a_head if pence is None else pence, A_HEAD, words, price_text)

    def clean_small_income(self) -> int:
        """Whole pounds."""
        text: str = self.cleaned_data["small_income"]
        pounds, pence = divmod(in_pence(text), 100) if text else (USUAL.small_income, 0)
        if pence:
            raise forms.ValidationError(_("Write whole pounds: 10,000."))
        return _between(pounds, SMALL_INCOME, _("Write a sum from £%(least)s to £%(most)s."), lambda each: f"{each:,}")

    def clean_fewest_persons(self) -> int:
        typed: int | None = self.cleaned_data["fewest_persons"]
        words = _("Write a whole number from %(least)s to %(most)s: never fewer than %(least)s.")
        return _between(USUAL.fewest_persons if typed is None else typed, FEWEST_PERSONS, words, str)

    def clean_areas(self) -> tuple[str, ...]:
        codes = tuple(sorted({code for code in re.split(r"[\s,;]+", self.cleaned_data["areas"].upper()) if code}))
        if len(codes) > MOST_AREAS:
            words = _("These are %(n)s areas, and at most %(most)s fit.")
            raise forms.ValidationError(words % {"n": len(codes), "most": MOST_AREAS})
        known = areas_known(codes, self.nation)
        if unknown := [code for code in codes if code not in known]:
            told = get_text_list(unknown[:MOST_TOLD], _("and"))
            words = _("No area is known here by: %(codes)s.")
            if len(unknown) > MOST_TOLD:
                words = _("Of these %(n)s no area is known here. The first: %(codes)s.")
            raise forms.ValidationError(words % {"codes": told, "n": len(unknown)})
        return codes

    def clean(self) -> dict[str, Any]:
        """Hands over `counting`."""
        cleaned = super().clean() or self.cleaned_data
        hours: dict[str, Any] = {name: self._hours(name) for name in OF_A_DAY}
        if not self.errors:
            plain = ("region", "a_head", "small_income", "fewest_persons", "areas")
            cleaned["counting"] = Counting(
                pay_percent=cleaned["pay"], **hours, **{name: cleaned[name] for name in plain}
            )
        return cleaned

    def _hours(self, name: str) -> Hours:
        usual: Hours = getattr(USUAL, name)
        since, until = (self.cleaned_data.get(f"{name}_{end}") for end in ("since", "until"))
        first = usual.since if since is None else since.hour * HOUR + since.minute
        last = usual.until if until is None else until.hour * HOUR + until.minute or A_DAY  # midnight ends the day
        if last <= first and not {f"{name}_since", f"{name}_until"} & set(self.errors):
            self.add_error(f"{name}_until", _("It ends before it starts. Check both times."))
        return Hours(first, last)


def _clock(minute: int) -> time:
    return time(*divmod(minute % A_DAY, HOUR))


def _between(number: int, bounds: tuple[int, int], words: str, told: Callable[[int], str]) -> int:
    least, most = bounds
    if not least <= number <= most:
        raise forms.ValidationError(words % {"least": told(least), "most": told(most)})
    return number


def _initial(counting: Counting) -> dict[str, Any]:
    times = {
        f"{name}_{end}": _clock(getattr(getattr(counting, name), end))
        for name in OF_A_DAY
        for end in ("since", "until")
    }
    return {
        **times,
        "pay": f"{counting.pay_percent / 100:g}",
        "region": counting.region,
        "a_head": price_text(counting.a_head),
        "small_income": f"{counting.small_income:,}",
        "fewest_persons": counting.fewest_persons,
        "areas": ", ".join(counting.areas),
    }
