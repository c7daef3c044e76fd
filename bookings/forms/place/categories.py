"""A kind of price: its name, for whom it is meant, what proof it asks, where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Hirer
from accounts.plain_text import Line
from venues.files.contents import CategoryRow

FIRST = "first"


class CategoryForm(forms.Form):
    name = Line(
        label=gettext_lazy("What is it called?"),
        max_length=80,
        help_text=gettext_lazy("As on the price list: Community group, Family party."),
        error_messages={"required": gettext_lazy("Give this kind of price a name.")},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("For whom is it meant?"),
        required=False,
        choices=Hirer.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "People who search see the lowest price that is meant for them. "
            "Tick none if only you at the hall give this price."
        ),
    )
    who = Line(
        label=gettext_lazy("Who may have it?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "People read it beside the price. For example: groups that are not for profit and serve the parish."
        ),
    )
    proof = Line(
        label=gettext_lazy("What proof do you ask for?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "For example: a charity number, or your constitution. Nobody shows it to book: groups are asked for it "
            "after their first dates. Leave it empty to ask for none."
        ),
    )
    after = forms.ChoiceField(label=gettext_lazy("Where does it stand on the price list?"))

    def __init__(self, data: Any = None, *, rows: tuple[CategoryRow, ...], row: CategoryRow | None) -> None:
        """`row` is the one that is changed; None makes another."""
        self.others = [other for other in rows if row is None or other.code != row.code]
        self.row = row or CategoryRow("", "", standard=False)
        place = rows.index(row) if row else len(rows)
        before = self.others[place - 1].code if place and self.others else FIRST
        super().__init__(
            data,
            initial={
                "name": self.row.name,
                "kinds": list(self.row.kinds),
                "who": self.row.who,
                "proof": self.row.proof,
                "after": before,
            },
        )
        after = [(other.code, _("After “%(name)s”") % {"name": other.name}) for other in self.others]
        field = self.fields["after"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(FIRST, _("First")), *after]
        if self.row.standard:
            del self.fields["kinds"], self.fields["proof"]  # the standard price is for anyone

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if any(other.name.casefold() == name.casefold() for other in self.others):
            raise ValidationError(_("There is a kind of price with this name already."))
        return name

    def rows(self) -> tuple[CategoryRow, ...]:
        """All of them, with this one as it is typed, in its place."""
        typed = self.cleaned_data
        kinds = tuple(kind for kind in Hirer.Kind.values if kind in typed.get("kinds", self.row.kinds))
        row = replace(
            self.row,
            code=self.row.code or self._new_code(typed["name"]),
            name=typed["name"],
            kinds=self.row.kinds if set(kinds) == set(self.row.kinds) else kinds,
            who=typed["who"],
            proof=typed.get("proof", self.row.proof),
        )
        place = next((number + 1 for number, other in enumerate(self.others) if other.code == typed["after"]), 0)
        return (*self.others[:place], row, *self.others[place:])

    def _new_code(self, name: str) -> str:
        stem, taken = slugify(name)[:50] or "price", {other.code for other in self.others}
        return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, 60))) if code not in taken)
