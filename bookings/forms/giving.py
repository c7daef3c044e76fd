"""Which other price one booking is given, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_text import Line
from bookings.forms.place.money import PriceField
from venues.models import Category

BY_HAND = "by hand"  # no category has such a code: theirs have no space
BY_HAND_WORDS = _("A price agreed by hand")


class GivingForm(forms.Form):
    category = forms.TypedChoiceField(
        label=_("Which price do they pay?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a price."), "invalid_choice": _("Choose one of these prices.")},
    )
    price = PriceField(
        label=_("What does each date cost then, all in?"),
        required=False,
        help_text=_("Only for a price agreed by hand. In pounds and pence, for example 15.00; 0 is free."),
    )
    reason = Line(
        label=_("Why?"),
        max_length=300,
        help_text=_("It stands in their letter, as you write it, and in the history."),
        error_messages={"required": _("Say why, for them and for whoever looks after you.")},
    )

    def __init__(self, data: Any = None, *, categories: Sequence[Category]) -> None:
        super().__init__(data)
        by_code = {category.code: category for category in categories}
        field = self.fields["category"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [*((code, category.name) for code, category in by_code.items()), (BY_HAND, BY_HAND_WORDS)]
        field.coerce = by_code.get  # none of them where it is agreed by hand

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "category" not in found or "price" not in found:
            return found
        if found["category"] is None and found["price"] is None:
            self.add_error("price", _("Say what each date costs."))
        if found["category"] is not None and found["price"] is not None:
            self.add_error("price", _("Leave this empty, or choose “A price agreed by hand” above."))
        return found

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to travel on hidden beside the button that does it."""
        return [(name, self.data.get(name, "")) for name in self.fields]
