"""What somebody types to ask what nobody knows of a room's access, and how soon a hall promises to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from accounts.plain_text import Line
from venues.access.needs import NEEDS
from venues.access.vocabulary import FACTS, JOURNEY, Fact
from venues.access.words import label, stage_words

LONGEST = 500
MOST_DAYS = 10


class AccessAskForm(forms.Form):
    """`facts` are those that nobody knows; `need` goes along from a search, in the body, and is shown to nobody."""

    facts = forms.MultipleChoiceField(
        label=gettext_lazy("What would you like to know?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick what you would like to know."),
            "invalid_choice": gettext_lazy("Tick what is in the list: the rest is known by now."),
        },
    )
    words = Line(
        label=gettext_lazy("Anything to add, in your own words?"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("For example: my chair is 70 cm wide. The hall’s officers read it."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=gettext_lazy("The answer goes there. Nobody at the hall sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Type your e-mail address, so that you can be answered.")},
    )
    need = forms.MultipleChoiceField(
        choices=[(code, code) for code in NEEDS], required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, data: Any, *, unknown: Sequence[Fact], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        facts = self.fields["facts"]
        assert isinstance(facts, forms.MultipleChoiceField)
        facts.choices = [(fact.code, label(fact)) for fact in unknown]
        self.fields["email"].validators = [validate_email, must_be_sendable]

    @property
    def chosen(self) -> list[BoundWidget]:
        """The boxes of what is ticked already; they stand first."""
        return [box for box in self["facts"].subwidgets if box.data["selected"]]

    @property
    def others(self) -> list[tuple[str, list[BoundWidget]]]:
        """All other boxes, by the stages of a visitor's journey."""
        found: dict[str, list[BoundWidget]] = {stage: [] for stage in JOURNEY}
        for box in self["facts"].subwidgets:
            if not box.data["selected"]:
                found[FACTS[str(box.data["value"])].stage].append(box)
        return [(stage_words(stage), boxes) for stage, boxes in found.items() if boxes]


class PromiseForm(forms.Form):
    """Within how many working days a hall answers."""

    answer_days = forms.IntegerField(
        label=gettext_lazy("Working days"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("Weekends and bank holidays do not count. Two is what people can plan with."),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Give a number of days, for example 2."),
            "invalid": gettext_lazy("Write a whole number in figures, for example 2."),
        },
    )
